using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.Host;

/// <summary>Who a client is, and how it came: the connection tells it, or a proxy of the settings.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData(null, "127.0.0.1", "203.0.113.9", "127.0.0.1 http")]
    [InlineData("", "127.0.0.1", "203.0.113.9", "127.0.0.1 http")]
    [InlineData("127.0.0.1", "127.0.0.1", "203.0.113.9", "203.0.113.9 https")]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9 https")]
    [InlineData("127.0.0.1", "127.0.0.2", "203.0.113.9", "127.0.0.2 http")]
    [InlineData("10.0.0.0/8", "10.9.8.7", "203.0.113.9", "203.0.113.9 https")]
    [InlineData("10.0.0.0/8", "11.9.8.7", "203.0.113.9", "11.9.8.7 http")]
    [InlineData("10.0.0.0/8", "127.0.0.1", "203.0.113.9", "127.0.0.1 http")]
    [InlineData("10.0.0.0/8", "::1", "203.0.113.9", "::1 http")]
    [InlineData("fd00::/8,10.0.0.5", "fd12::1", "2001:db8::9", "2001:db8::9 https")]
    // What stands left of the first unknown address was written by the client.
    [InlineData("127.0.0.1,10.0.0.0/8", "127.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.5", "203.0.113.9 https")]
    public async Task A_known_proxy_is_believed_and_nobody_else(string? known, string from, string forwarded, string expected)
    {
        var seen = new Seen(IPAddress.Parse(from));
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(builder => builder.Services.AddSingleton<IStartupFilter>(seen), known is null ? [] : [$"--ForwardedHeaders:KnownProxies={known}"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "health/live");
        request.Headers.Add("X-Forwarded-For", forwarded);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "elsewhere.example");

        Assert.Equal(HttpStatusCode.OK, (await server.Http.SendAsync(request)).StatusCode);

        Assert.Equal(expected, seen.Client);
        Assert.Equal("127.0.0.1", seen.Host);
    }

    /// <summary>Gives a request another address where it comes in, and looks at it when it has been answered.</summary>
    sealed class Seen(IPAddress from) : IStartupFilter
    {
        public string? Client { get; private set; }
        public string? Host { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext http, RequestDelegate following) =>
            {
                http.Connection.RemoteIpAddress = from;
                await following(http);
                (Client, Host) = ($"{http.Connection.RemoteIpAddress} {http.Request.Scheme}", http.Request.Host.Host);
            });
            next(app);
        };
    }
}
