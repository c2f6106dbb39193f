using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.Host;

/// <summary>HTTP/2 on a real socket: agreed on over TLS, and by prior knowledge where an endpoint is set up for it.</summary>
public sealed class Http2Tests
{
    const int Streams = 50;

    [Theory(Timeout = 60_000)]
    [InlineData("TLS")]
    [InlineData("cleartext")]
    public async Task Many_requests_at_once_share_one_connection_and_each_has_its_own_answer(string transport)
    {
        var together = new Together(Streams);
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(
            builder => builder.Services.AddSingleton<IStartupFilter>(together),
            transport is "TLS" ? Tls(server.Folder) : ["--Kestrel:Endpoints:H2c:Url=http://127.0.0.1:0", "--Kestrel:Endpoints:H2c:Protocols=Http2"]);
        var token = await server.TokenAsync();
        using var http = Client(server, HttpVersion.Version20);

        var answers = await Task.WhenAll(Enumerable.Range(0, Streams).Select(i => AskAsync(http, i, token)));

        Assert.Equal(Enumerable.Range(0, Streams).Select(i => (HttpVersion.Version20, $$$"""{"data":{"answer{{{i}}}":"Query"}}""")), answers);
        Assert.Single(together.Connections.Distinct());
    }

    [Fact(Timeout = 60_000)]
    public async Task Over_TLS_a_client_of_the_older_version_is_answered_too()
    {
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(Tls(server.Folder));
        using var http = Client(server, HttpVersion.Version11);

        Assert.Equal((HttpVersion.Version11, """{"data":{"answer1":"Query"}}"""), await AskAsync(http, 1, await server.TokenAsync()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_plain_cleartext_endpoint_speaks_the_older_version_only()
    {
        await using var server = await TestServer.StartAsync();
        using var http = Client(server, HttpVersion.Version20);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("health/live"));
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("health/live")).StatusCode);
    }

    static async Task<(Version, string)> AskAsync(HttpClient http, int number, string token)
    {
        using var request = TestServer.Post("graphql", new { query = $"{{ answer{number}: __typename }}" });
        request.Headers.Authorization = new("Bearer", token);
        (request.Version, request.VersionPolicy) = (http.DefaultRequestVersion, http.DefaultVersionPolicy);
        using var response = await http.SendAsync(request);
        return (response.Version, await response.Content.ReadAsStringAsync());
    }

    static HttpClient Client(TestServer server, Version version) => new(
        new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } })
    {
        BaseAddress = server.Http.BaseAddress,
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    static string[] Tls(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var file = Path.Combine(folder, "localhost.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, "secret"));
        return ["--Kestrel:Endpoints:Https:Url=https://127.0.0.1:0", $"--Kestrel:Endpoints:Https:Certificate:Path={file}", "--Kestrel:Endpoints:Https:Certificate:Password=secret"];
    }

    /// <summary>Lets no request go on until all are there.</summary>
    sealed class Together(int requests) : IStartupFilter
    {
        readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string> Connections { get; } = [];

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext http, RequestDelegate following) =>
            {
                Connections.Enqueue(http.Connection.Id);
                if (Connections.Count == requests) all.SetResult();
                await all.Task;
                await following(http);
            });
            next(app);
        };
    }
}
