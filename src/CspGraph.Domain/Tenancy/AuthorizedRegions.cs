using CspGraph.Domain.Resellers;

namespace CspGraph.Domain.Tenancy;

/// <summary>The CSP regions in which a tenant may sell.</summary>
public static class AuthorizedRegions
{
    /// <summary>Its own region, then the further ones, each once and in the order of the enum.</summary>
    /// <param name="region">The tenant's own (see <see cref="Tenant.Region"/>).</param>
    /// <param name="further">As kept in <see cref="Tenant.FurtherRegions"/>. A name that is no region's throws.</param>
    public static IReadOnlyList<CspRegion> Of(CspRegion region, string? further) =>
        [region, .. (further ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<CspRegion>).Where(other => other != region).Distinct().Order()];

    /// <summary>The further regions as they are kept; null when there are none.</summary>
    /// <param name="region">The tenant's own.</param>
    /// <param name="all">Every region in which it may sell, its own or not among them.</param>
    public static string? TextOf(CspRegion region, IEnumerable<CspRegion> all) =>
        string.Join(' ', all.Where(other => other != region).Distinct().Order()) is { Length: > 0 } text ? text : null;
}
