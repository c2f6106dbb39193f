using System.Net;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Domain.Tests.Webhooks;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("0.0.0.0", "0.255.255.255", "1.0.0.0")]
    [InlineData("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0")]
    [InlineData("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0")]
    [InlineData("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0")]
    [InlineData("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0")]
    [InlineData("168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17")]
    [InlineData("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0")]
    [InlineData("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0")]
    [InlineData("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0")]
    [InlineData("192.31.196.0", "192.31.196.255", "192.31.195.255", "192.31.197.0")]
    [InlineData("192.52.193.0", "192.52.193.255", "192.52.192.255", "192.52.194.0")]
    [InlineData("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0")]
    [InlineData("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0")]
    [InlineData("192.175.48.0", "192.175.48.255", "192.175.47.255", "192.175.49.0")]
    [InlineData("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0")]
    [InlineData("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0")]
    [InlineData("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0")]
    [InlineData("224.0.0.0", "239.255.255.255", "223.255.255.255")]
    [InlineData("240.0.0.0", "255.255.255.255")]
    public void A_special_range_of_IPv4_is_not_public_and_what_is_beside_it_is(string first, string last, params string[] beside)
    {
        Assert.Equal((false, false), (IsPublic(first), IsPublic(last)));
        Assert.Equal((false, false), (IsPublic($"::ffff:{first}"), IsPublic($"::ffff:{last}")));
        Assert.All(beside, address => Assert.True(IsPublic(address), address));
        Assert.All(beside, address => Assert.True(IsPublic($"::ffff:{address}"), address));
    }

    [Theory]
    [InlineData("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::")]
    [InlineData("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::")]
    [InlineData("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::")]
    [InlineData("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::")]
    [InlineData("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::")]
    public void A_special_range_of_IPv6_is_not_public_and_what_is_beside_it_is(string first, string last, params string[] beside)
    {
        Assert.Equal((false, false), (IsPublic(first), IsPublic(last)));
        Assert.All(beside, address => Assert.True(IsPublic(address), address));
    }

    /// <summary>What is none of global unicast, by its names: loopback, wrapped by what is given up, local translation, discarded, routing segments, of a site, of a link, of many.</summary>
    [Theory]
    [InlineData("::1")]
    [InlineData("::8.8.8.8")]
    [InlineData("::ffff:0:8.8.8.8")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("100::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fe80::1")]
    [InlineData("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void What_is_no_global_unicast_is_not_public(string address) => Assert.False(IsPublic(address));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.0", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("255.255.255.255", false)]
    public void What_wraps_an_IPv4_address_is_judged_by_that(string wrapped, bool isPublic)
    {
        var bytes = IPAddress.Parse(wrapped).GetAddressBytes();
        var hex = $"{bytes[0]:x2}{bytes[1]:x2}:{bytes[2]:x2}{bytes[3]:x2}";

        Assert.Equal(isPublic, IsPublic($"2002:{hex}::"));
        Assert.Equal(isPublic, IsPublic($"2002:{hex}:ffff:ffff:ffff:ffff:ffff"));
        Assert.Equal(isPublic, IsPublic($"64:ff9b::{wrapped}"));
        Assert.Equal(isPublic, IsPublic($"::ffff:{wrapped}"));
    }

    [Theory]
    [InlineData("2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true)]
    [InlineData("2003::", true)]
    [InlineData("64:ff9a:ffff:ffff:ffff:ffff:808:808", false)]
    [InlineData("64:ff9b::1:808:808", false)]
    public void What_is_beside_those_that_wrap_is_judged_by_itself(string address, bool isPublic) => Assert.Equal(isPublic, IsPublic(address));

    [Theory]
    [InlineData("2606:4700::1111", true)]
    [InlineData("2606:4700::1111%2", false)]
    [InlineData("fe80::1%2", false)]
    public void An_address_of_one_link_is_not_public_whatever_its_bits(string address, bool isPublic) => Assert.Equal(isPublic, IsPublic(address));

    static bool IsPublic(string address) => PublicAddress.IsPublic(IPAddress.Parse(address));
}
