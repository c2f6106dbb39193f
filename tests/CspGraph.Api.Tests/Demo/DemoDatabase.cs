using CspGraph.Api.Demo;
using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Demo;

/// <summary>A database that only one test knows, with the small demo network as of one day.</summary>
sealed class DemoDatabase(TempDatabase file) : IAsyncDisposable
{
    public const int Contoso = 1, Northwind = 2, Fabrikam = 3;
    public static readonly DateOnly Today = new(2026, 3, 31);

    public static async Task<DemoDatabase> SeedAsync(TimeOnly time = default)
    {
        var file = await TempDatabase.CreateAsync();
        await DemoSeed.SeedAsync(file.Database, DemoSize.Small, new StoppedClock(Today.ToDateTime(time)), progress: null, default);
        return new DemoDatabase(file);
    }

    public TempDatabase File { get; } = file;

    public async Task<List<TEntity>> ReadAsync<TEntity>(int tenantId) where TEntity : class, ITenantOwned
    {
        await using var db = File.Open(tenantId);
        return await db.Set<TEntity>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().ToListAsync();
    }

    public ValueTask DisposeAsync() => File.DisposeAsync();

    public sealed class StoppedClock(DateTime utc) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(utc, TimeSpan.Zero);
    }
}
