using System.Net;
using CspGraph.Domain.Webhooks;
using k8s.Models;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>The chart's network policy says once more which addresses are public.</summary>
public sealed class WayOutTests
{
    [SkippableFact]
    public void Only_what_the_server_takes_for_public_is_let_out_to_the_internet()
    {
        Helm.SkipWithout();
        var blocks = Helm.Objects("minimal").Of<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Egress).SelectMany(rule => rule.To ?? []).Select(peer => peer.IpBlock).OfType<V1IPBlock>()
            .Select(block => (Whole: IPNetwork.Parse(block.Cidr), Except: block.Except.Select(text => IPNetwork.Parse(text)).ToList())).ToList();
        Assert.Equal(2, blocks.Count);

        // At its borders a network differs from what is beside it.
        foreach (var (whole, except) in blocks)
            foreach (var address in except.Append(whole).SelectMany(Borders))
                Assert.True(PublicAddress.IsPublic(address) == (whole.Contains(address) && !except.Any(network => network.Contains(address))), address.ToString());
        foreach (var text in new[] { "169.254.169.254", "168.63.129.16", "10.0.0.1", "fd00:ec2::254", "::1", "fe80::1" })
            Assert.DoesNotContain(blocks, block => block.Whole.Contains(IPAddress.Parse(text)) && !block.Except.Any(network => network.Contains(IPAddress.Parse(text))));
    }

    /// <summary>The first and the last address of a network, and those before and behind it where there are any.</summary>
    static IEnumerable<IPAddress> Borders(IPNetwork network)
    {
        var first = network.BaseAddress.GetAddressBytes();
        var last = first.ToArray();
        for (var bit = network.PrefixLength; bit < last.Length * 8; bit++) last[bit / 8] |= (byte)(0x80 >> bit % 8);
        yield return new(first);
        yield return new(last);
        if (Step(first, -1) is { } before) yield return new(before);
        if (Step(last, +1) is { } behind) yield return new(behind);
    }

    static byte[]? Step(byte[] address, int by)
    {
        var bytes = address.ToArray();
        var edge = by > 0 ? byte.MaxValue : byte.MinValue;
        for (var at = bytes.Length - 1; at >= 0; at--)
        {
            var carries = bytes[at] == edge;
            bytes[at] = (byte)(bytes[at] + by);
            if (!carries) return bytes;
        }
        return null;
    }
}
