using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tenancy;

/// <summary>A key as its managers see it: all but the secret, which nobody has.</summary>
sealed class ApiKeyType : EntityType<ApiKey, CspGraphDb, Viewer>
{
    public const char Tag = 'Y';

    public ApiKeyType() : base("ApiKey", "ApiKeys", Tag, "A secret by which a back end is let in: sent as a bearer token, shown once, kept as a hash. Seen by who manages access.")
    {
        Column(key => key.Name, "What people call it.").Filterable();
        Column(key => key.Hint, "The secret's last characters, by which keys are told apart.");
        Reference<Reseller>("reseller", key => key.ResellerId, "The root of what it sees; null for the whole tenant.").Filterable();
        Computed("rights", (key, viewer) => ViewerType.List(RightSet.Parse(key.RightNames)), "What it may do.").OfUpTo(ViewerType.MostRights);
        Column(key => key.CreatedAt, "When it was made.").Filterable().Sortable();
        Computed("createdBy", (key, viewer) => viewer.SeesWholeTenant ? key.CreatedBy : null, "Who made it, as it was called then; null for who sees less than the whole tenant, for it may be someone above.", nullable: true);
        Column(key => key.ExpiresAt, "When it ceases to hold.").Filterable().Sortable();
        Column(key => key.RevokedAt, "When it was revoked; null when it was not.").Filterable();
        Column(key => key.Version, "Counts its changes: what expectedVersion is held against.");
    }
}
