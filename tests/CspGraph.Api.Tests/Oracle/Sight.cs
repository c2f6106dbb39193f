using CspGraph.Domain.Billing;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>What one viewer may see of all rows, worked out from the resellers' parents and never from the closure table.</summary>
sealed class Sight
{
    readonly AllRows all;
    readonly Dictionary<Guid, Reseller> resellers;
    readonly Dictionary<Type, IReadOnlyList<object>> seen = [];

    public Sight(AllRows all, Viewer viewer)
    {
        this.all = all;
        Viewer = viewer;
        resellers = all.Of<Reseller>().Where(row => row.TenantId == viewer.TenantId).ToDictionary(row => row.Id);
    }

    public Viewer Viewer { get; }

    public bool ManagesAccess => Viewer.Role is Role.DistributorAdmin or Role.ResellerAdmin;

    public bool ReadsAuditLog => Viewer is { Role: Role.DistributorAdmin, SubtreeRootId: null };

    /// <summary>The viewer's own tenant; told by name even to who does not see its row.</summary>
    public Tenant Tenant => all.Of<Tenant>().Single(row => row.TenantId == Viewer.TenantId);

    /// <summary>How often the rows have changed.</summary>
    public int Generation => all.Generation;

    /// <summary>A row as it was when a cursor told its place; it may be gone by now.</summary>
    public object At(int generation, Type entity, Guid key) => all.At(generation, entity, key);

    public IEnumerable<TEntity> Rows<TEntity>() => Rows(typeof(TEntity)).Cast<TEntity>();

    public IReadOnlyList<object> Rows(Type entity)
    {
        if (!seen.TryGetValue(entity, out var rows)) seen.Add(entity, rows = [.. all.Of(entity).Where(Sees)]);
        return rows;
    }

    /// <summary>All of the tenant's rows, those that only the whole tenant sees included: for what is told of a customer that is in sight.</summary>
    public IEnumerable<TEntity> Whole<TEntity>() where TEntity : ITenantOwned => all.Of<TEntity>().Where(row => row.TenantId == Viewer.TenantId);

    public Reseller? AnyReseller(Guid? id) => id is { } key ? resellers.GetValueOrDefault(key) : null;

    /// <summary>The reseller and all above it, up to the top of the tenant.</summary>
    public IEnumerable<Reseller> Upwards(Guid? reseller)
    {
        for (var at = AnyReseller(reseller); at is not null; at = AnyReseller(at.ParentId)) yield return at;
    }

    /// <summary>Steps from one reseller down to another; null when it is not under it.</summary>
    public int? StepsDown(Guid from, Guid? to)
    {
        var steps = Upwards(to).Select(reseller => reseller.Id).ToList().IndexOf(from);
        return steps < 0 ? null : steps;
    }

    bool Sees(ITenantOwned row)
    {
        if (row.TenantId != Viewer.TenantId || row is Invoice { IsComplete: false } or UsageStatement { IsComplete: false }) return false;
        if (row is Price price && !all.Of<PriceSheet>().Single(sheet => sheet.Id == price.ImportRunId).IsComplete) return false;
        if (row is ApiKey or Membership or Webhook or WebhookDelivery && !ManagesAccess || row is AuditEntry && !ReadsAuditLog) return false;
        if (Viewer.SubtreeRootId is not { } root) return true;
        return row switch
        {
            IWholeTenantOnly => false,
            Reseller reseller => StepsDown(root, reseller.Id) is not null,
            IResellerOwned owned => StepsDown(root, owned.ResellerId) is not null,
            _ => true,
        };
    }
}
