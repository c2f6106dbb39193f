using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Imports;
using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Host;

/// <summary>The smallest network that has something to hide: contoso (Alpha → Beta, and Gamma) and northwind (Omega).</summary>
static class TestNetwork
{
    public static readonly Guid Alpha = new("01890000-0000-7000-8000-00000000000a");
    public static readonly Guid Beta = new("01890000-0000-7000-8000-00000000000b");
    public static readonly Guid Gamma = new("01890000-0000-7000-8000-00000000000c");
    public static readonly Guid Omega = new("01890000-0000-7000-8000-00000000000d");

    /// <summary>A new database of a test's own: a file, or one on a server.</summary>
    public static Task<TestDatabase> CreateAsync(string file) => TestDatabase.CreateAsync(file, nameof(TestNetwork), FillAsync);

    static async Task FillAsync(Database database)
    {
        await AddTenantAsync(database, 1, "contoso", (Alpha, null), (Beta, Alpha), (Gamma, null));
        await AddTenantAsync(database, 2, "northwind", (Omega, null));
    }

    static async Task AddTenantAsync(Database database, int tenantId, string slug, params (Guid Id, Guid? Parent)[] resellers)
    {
        await using var db = database.Open(new Viewer(tenantId, Role.DistributorAdmin, null));
        db.Tenants.Add(new Tenant
        {
            TenantId = tenantId,
            Id = Guid.CreateVersion7(),
            Slug = slug,
            Name = slug,
            Kind = TenantKind.Distributor,
            MicrosoftTenantId = tenantId == 1 ? ImportKit.Partner : Guid.NewGuid(),
            Country = "PT",
            Region = CspRegion.Europe,
        });
        foreach (var (id, parent) in resellers)
        {
            db.Resellers.Add(new Reseller { Id = id, Name = $"Reseller {id}", Status = ResellerStatus.Active, ParentId = parent, Depth = parent is null ? 0 : 1 });
            AddPath(db, id, id, 0);
            if (parent is { } above) AddPath(db, above, id, 1);
        }
        await db.SaveChangesAsync();
    }

    static void AddPath(CspGraphDb db, Guid ancestor, Guid descendant, int depth) => db.ResellerClosure.Add(
        new ResellerClosure { AncestorId = ancestor, DescendantId = descendant, Depth = depth, ValidFrom = DateTime.UnixEpoch });
}
