using System.Data.Common;
using CspGraph.Api.Events;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Api.Tests.Events;

public sealed class EventExpiryTests
{
    static readonly DateTime Now = new(2027, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    static readonly DateTime Limit = Now.AddDays(-90);

    static async Task AppendAsync(Database database, int tenant, IEnumerable<DateTime> recorded, Guid? reseller = null)
    {
        await using var db = database.Open(new Viewer(tenant, Role.DistributorAdmin, SubtreeRootId: null));
        await using var transaction = await db.BeginWriteAsync(default);
        await db.AppendAsync([.. recorded.Select(at => new EventRecord
        {
            Id = database.Ids.Next(), Kind = EventKind.AgreementRecorded, OccurredAt = Now, RecordedAt = at, SubjectId = "A", ResellerId = reseller,
        })], default);
        await transaction.CommitAsync();
    }

    static async Task<long[]> NumbersAsync(Database database, int tenant)
    {
        await using var db = database.Open(new Viewer(tenant, Role.DistributorAdmin, SubtreeRootId: null));
        return await db.Events.Whole().OrderBy(row => row.Number).Select(row => row.Number).ToArrayAsync();
    }

    /// <param name="hours">Of each event, how long after the limit it was recorded; -1 is an hour before.</param>
    /// <param name="left">The numbers of those that stay.</param>
    [Theory]
    [InlineData(new[] { 0, 1 }, new[] { 1L, 2 })]
    [InlineData(new[] { -1, 0, 1 }, new[] { 1L, 2, 3 })]
    [InlineData(new[] { -3, -2, -1, 0 }, new[] { 3L, 4 })]
    [InlineData(new[] { -3, -2, -1 }, new[] { 3L })]
    [InlineData(new[] { -1 }, new[] { 1L })]
    [InlineData(new[] { -3, -3, 1, -2, -1, 1 }, new[] { 2L, 3, 4, 5, 6 })]
    [InlineData(new int[0], new long[0])]
    public async Task What_has_expired_is_gone_up_to_the_last_before_what_has_not(int[] hours, long[] left)
    {
        await using var kit = await ImportKit.CreateAsync();
        await AppendAsync(kit.Database, 1, hours.Select(hour => Limit.AddHours(hour)));

        await new EventExpiry(90).ApplyAsync(kit.Database, new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null), Now, default);

        Assert.Equal(left, await NumbersAsync(kit.Database, 1));
    }

    [Theory]
    [InlineData(-1, new[] { 3L, 4 })]
    [InlineData(0, new[] { 1L, 2, 3, 4 })]
    public async Task The_limit_is_exact(int milliseconds, long[] left)
    {
        await using var kit = await ImportKit.CreateAsync();
        await AppendAsync(kit.Database, 1, [Limit.AddDays(-1), Limit.AddMilliseconds(milliseconds), Limit.AddMilliseconds(milliseconds), Limit]);

        await new EventExpiry(90).ApplyAsync(kit.Database, new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null), Now, default);

        Assert.Equal(left, await NumbersAsync(kit.Database, 1));
    }

    [Fact]
    public async Task It_goes_in_chunks_with_what_hangs_on_it_and_is_no_change_of_the_data()
    {
        var changes = new Changes();
        await using var kit = await ImportKit.CreateAsync(changes);
        var reseller = Guid.NewGuid();
        await using (var db = kit.Open())
        {
            db.AddRange(new Reseller { Id = reseller, Name = "Alpha", Status = ResellerStatus.Active }, new ResellerClosure { AncestorId = reseller, DescendantId = reseller, Depth = 0, ValidFrom = new(2020, 1, 1) });
            await db.SaveChangesAsync();
        }
        await AppendAsync(kit.Database, 1, Enumerable.Repeat(Limit.AddHours(-1), 20_001).Append(Now), reseller);
        Assert.Equal(20_002, await kit.CountAsync("EventScopes"));
        var tenant = await kit.RowsAsync("Tenants");
        changes.Rows.Clear();

        await new EventExpiry(90).ApplyAsync(kit.Database, new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null), Now, default);

        Assert.Equal(new long[] { 20_001, 20_002 }, await NumbersAsync(kit.Database, 1));
        Assert.Equal([10_000, 10_000], changes.Rows);
        Assert.Equal(2, await kit.CountAsync("EventScopes"));
        Assert.Equal(tenant, await kit.RowsAsync("Tenants"));
    }

    [Fact]
    public async Task The_server_does_it_for_each_tenant_at_the_start_and_every_hour()
    {
        await using var server = await TestServer.CreateAsync();
        using (var database = server.Data.Open(TimeProvider.System))
        {
            await AppendAsync(database, 1, [Now.AddDays(-3), Now.AddDays(-3), Now.AddDays(-3), Now]);
            await AppendAsync(database, 2, [Now.AddDays(-3), Now.AddDays(-2).AddMinutes(30), Now.AddDays(-2).AddMinutes(30), Now]);
        }

        await server.RunAsync("--Events:RetentionDays=2");

        await server.WhenNoneAsync("Events WHERE TenantId = 1 AND Number < 3");
        await server.Clock.WhenAwaited(TimeSpan.FromHours(1));
        Assert.Equal(new long[] { 3, 4 }, await NumbersAsync(server.Database, 1));
        Assert.Equal(new long[] { 1, 2, 3, 4 }, await NumbersAsync(server.Database, 2));

        server.Clock.Advance(TimeSpan.FromHours(1));

        await server.WhenNoneAsync("Events WHERE TenantId = 2 AND Number < 3");
        Assert.Equal(new long[] { 3, 4 }, await NumbersAsync(server.Database, 2));
        Assert.Equal(new long[] { 3, 4 }, await NumbersAsync(server.Database, 1));
    }

    /// <summary>How many rows each statement changed that reads none.</summary>
    sealed class Changes : DbCommandInterceptor
    {
        public List<int> Rows { get; } = [];

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Rows.Add(result);
            return new(result);
        }
    }
}
