using System.Net;
using System.Net.Sockets;

namespace CspGraph.Domain.Webhooks;

/// <summary>Which addresses of the Internet Protocol lead to a public machine. What others choose to be called must not lead into the network that it is called from.</summary>
/// <remarks>The IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates), multicast (RFC 5771, RFC 4291), and the address at which every machine in Azure meets its host (168.63.129.16). Of IPv6 only what is global unicast (2000::/3) is let through at all.</remarks>
public static class PublicAddress
{
    static readonly IPNetwork[] SpecialV4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // What only wraps an IPv4 address is judged by that one; Teredo hides it.
    static readonly IPNetwork[] SpecialV6 = Networks("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20");
    static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True for an address that anybody may call.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily is AddressFamily.InterNetwork) return !SpecialV4.Any(network => network.Contains(address));
        // A scoped address is of one link, whatever its bits.
        if (address.AddressFamily is not AddressFamily.InterNetworkV6 || address.ScopeId != 0) return false;
        var bytes = address.GetAddressBytes();
        if (SixToFour.Contains(address)) return IsPublic(new IPAddress(bytes.AsSpan(2, 4)));
        if (Translated.Contains(address)) return IsPublic(new IPAddress(bytes.AsSpan(12, 4)));
        return GlobalUnicast.Contains(address) && !SpecialV6.Any(network => network.Contains(address));
    }

    static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(IPNetwork.Parse)];
}
