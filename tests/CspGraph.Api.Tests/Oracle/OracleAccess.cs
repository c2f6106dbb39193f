using CspGraph.Domain.Catalog;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Why an object is seen, worked out from the resellers' parents.</summary>
sealed record OracleAccess(string Id, string Type, string Rule, string Because, string? Right, string Costs, IReadOnlyList<OracleScope> Path)
{
    public static OracleAccess Of(object row, Sight sight)
    {
        var type = OracleType.Of(row)!;
        var owner = row is Reseller reseller ? reseller.Id : (row as IResellerOwned)?.ResellerId;
        List<OracleScope> path = [.. sight.Upwards(owner).Where(step => sight.Rows<Reseller>().Contains(step)).Reverse().Select(step => new OracleScope(OracleValue.Id('R', step.Id), step.Name))];
        var isWhole = sight.Viewer.SubtreeRootId is null;
        var rule = row is Product or Sku ? "EVERYBODY" : isWhole ? "WHOLE_TENANT" : "SUBTREE";
        var right = row switch { ApiKey or Membership or Webhook or WebhookDelivery => "MANAGE_ACCESS", AuditEntry => "READ_AUDIT_LOG", _ => null };
        var because = rule switch
        {
            "EVERYBODY" => "Everybody of the tenant sees it",
            "WHOLE_TENANT" => "You see the whole tenant",
            _ => path.Count == 1 ? $"It is of {path[0].Name}, the root of what you see" : $"It is of {path[^1].Name}, which is under {path[0].Name}, the root of what you see",
        };
        return new(OracleValue.Id(type.Letter!.Value, OracleType.Key(row)), type.Name, rule, because + (right is null ? "." : $", and you have the right {right}."), right, isWhole ? "VISIBLE" : "HIDDEN", path);
    }
}
