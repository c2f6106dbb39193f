using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace CspGraph.Api.Host.Transport;

/// <summary>Whose word is taken for who a client is (X-Forwarded-For) and how it came (X-Forwarded-Proto): nobody's but the proxies of the settings.</summary>
static class Proxies
{
    const string Key = "ForwardedHeaders:KnownProxies";

    /// <summary>ASP.NET's own switch, which takes everybody's word.</summary>
    const string Everybody = "ForwardedHeaders_Enabled";

    public static void AddProxies(this WebApplicationBuilder builder)
    {
        if (string.Equals(builder.Configuration[Everybody], "true", StringComparison.OrdinalIgnoreCase))
            throw new StartRefusedException($"{Everybody} is true, which lets every client say who it is; name the proxies in {Key} instead.");
        var networks = (ServerSettings.Texts(builder.Configuration, Key) ?? []).Select(Network).ToList();
        builder.Services.AddSingleton(new Known(networks));
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As far back as there are known proxies: the first unknown address is the client.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks) options.KnownIPNetworks.Add(network);
        });
    }

    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Known>().Networks.Count > 0) app.UseForwardedHeaders();
    }

    static IPNetwork Network(string text)
    {
        if (Address(text) is { } address) return new(address, address.GetAddressBytes().Length * 8);
        var slash = text.IndexOf('/');
        if (slash < 0 || Address(text[..slash]) is null || !IPNetwork.TryParse(text, out var network))
            throw new StartRefusedException($"{Key} names '{text}'; it must be a list of addresses (10.0.0.5) and networks (10.0.0.0/8, fd00::/8).");
        return network.PrefixLength > 0 ? network : throw new StartRefusedException($"{Key} names '{text}', which lets every client say who it is.");
    }

    /// <summary>An address as people write it: no number alone, no port, no zone.</summary>
    static IPAddress? Address(string text) =>
        IPAddress.TryParse(text, out var address) && (text.Contains(':') ? text.AsSpan().IndexOfAny("[]%") < 0 : address.ToString() == text) ? address : null;

    sealed record Known(IReadOnlyList<IPNetwork> Networks);
}
