using CspGraph.Api.Resellers;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Identity;

/// <summary>Reads a reseller's id as people have it: a node id of the API, or a plain GUID.</summary>
static class ResellerId
{
    public static Guid? Parse(string text) =>
        Guid.TryParse(text, out var plain) ? plain
        : NodeId.TryParse(text, out var id) && id.Tag == ResellerType.Tag ? id.Key
        : null;
}
