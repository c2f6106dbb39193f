using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace CspGraph.Api.Tests.Redis;

/// <summary>Real redis-servers as they stand in production, each on a loopback port and in a folder of its own.</summary>
sealed class RedisTopology : IAsyncDisposable
{
    const string Password = "a-password";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-redis-");
    readonly List<RedisServerProcess> processes = [];

    public string ConnectionString { get; private set; } = "";

    string Issuer => File("issuer.pem");

    /// <summary>One that speaks TLS alone, and wants a user and a password.</summary>
    /// <param name="isTrusted">Whether this process trusts its issuer, as the client's environment variable says.</param>
    public static async Task<RedisTopology> TlsAsync(bool isTrusted)
    {
        var redis = Begin();
        redis.WriteCertificates();
        Environment.SetEnvironmentVariable("SERedis_IssuerCertPath", isTrusted ? redis.Issuer : null);
        var port = FreePort();
        await redis.RunAsync("--port", "0", "--tls-port", $"{port}", "--tls-cert-file", redis.File("server.pem"), "--tls-key-file", redis.File("server.key"), "--tls-ca-cert-file", redis.Issuer, "--tls-auth-clients", "no",
            "--user", "default", "off", "--user", "cspgraph", "on", $">{Password}", "~cspgraph:*", "&cspgraph:*", "+@all", "-@dangerous", "+info");
        redis.ConnectionString = $"localhost:{port},ssl=true,user=cspgraph,password={Password}";
        return redis;
    }

    /// <summary>Two that both keep all, and a sentinel that knows which of them is written to.</summary>
    public static async Task<RedisTopology> SentinelAsync()
    {
        var redis = Begin();
        var (first, second) = (await redis.PlainAsync("--requirepass", Password, "--masterauth", Password), FreePort());
        await redis.RunAsync("--port", $"{second}", "--requirepass", Password, "--masterauth", Password, "--replicaof", "127.0.0.1", $"{first}");
        await using (var replica = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{second},password={Password},allowAdmin=true"))
            await UntilAsync(async () => (await replica.GetServers().Single().InfoRawAsync("replication"))!.Contains("master_link_status:up", StringComparison.Ordinal));
        redis.sentinelPort = FreePort();
        redis.ConnectionString = $"127.0.0.1:{redis.sentinelPort},serviceName=main,password={Password}";
        redis.master = first;
        await redis.WatchAsync();
        return redis;
    }

    int sentinelPort;
    int master;

    /// <summary>Begins to tell who is written to.</summary>
    public async Task WatchAsync()
    {
        var configuration = File("sentinel.conf");
        await System.IO.File.WriteAllTextAsync(configuration, $"""
            bind 127.0.0.1
            port {sentinelPort}
            dir {folder.FullName}
            sentinel monitor main 127.0.0.1 {master} 1
            sentinel auth-pass main {Password}
            """);
        processes.Add(await RedisServerProcess.StartAsync("+monitor master main", configuration, "--sentinel"));
        await using var sentinel = await SentinelConnectionAsync();
        await UntilAsync(async () => (await Sentinel(sentinel).SentinelReplicasAsync("main")).Length == 1);
    }

    /// <summary>Ends the sentinel.</summary>
    public void Blind()
    {
        processes[^1].Dispose();
        processes.RemoveAt(processes.Count - 1);
    }

    /// <summary>Has the other one written to from now on. Ends when the one before knows it too.</summary>
    public async Task FailOverAsync()
    {
        await using var sentinel = await SentinelConnectionAsync();
        await UntilAsync(async () =>
        {
            await Sentinel(sentinel).SentinelFailoverAsync("main");
            return true;
        });
        await using var before = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{master},password={Password},allowAdmin=true");
        await UntilAsync(async () => (await before.GetServer("127.0.0.1", master).InfoRawAsync("replication"))!.Contains("role:slave", StringComparison.Ordinal));
    }

    /// <summary>Two that each keep half of the keys.</summary>
    public static async Task<RedisTopology> ClusterAsync()
    {
        var redis = Begin();
        int[] ports = [await redis.PlainAsync("--cluster-enabled", "yes", "--cluster-config-file", "first.conf"), await redis.PlainAsync("--cluster-enabled", "yes", "--cluster-config-file", "second.conf")];
        await using var first = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{ports[0]},allowAdmin=true");
        await using var second = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{ports[1]},allowAdmin=true");
        var (one, two) = (first.GetServer("127.0.0.1", ports[0]), second.GetServer("127.0.0.1", ports[1]));
        await one.ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", "0", "8191");
        await two.ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", "8192", "16383");
        await one.ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", $"{ports[1]}");
        foreach (var node in new[] { one, two })
            await UntilAsync(async () => ((string)(await node.ExecuteAsync("CLUSTER", "INFO"))!).Contains("cluster_state:ok", StringComparison.Ordinal));
        redis.ConnectionString = $"127.0.0.1:{ports[0]},127.0.0.1:{ports[1]}";
        return redis;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes) process.Dispose();
        folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }

    static RedisTopology Begin()
    {
        Skip.If(RedisServerProcess.Find() is null, "There is no redis-server on the PATH.");
        return new();
    }

    async Task<int> PlainAsync(params string[] arguments)
    {
        var port = FreePort();
        await RunAsync(["--port", $"{port}", .. arguments]);
        return port;
    }

    async Task RunAsync(params string[] arguments) =>
        processes.Add(await RedisServerProcess.StartAsync("Ready to accept connections", ["--bind", "127.0.0.1", "--dir", folder.FullName, "--save", "", "--appendonly", "no", .. arguments]));

    Task<ConnectionMultiplexer> SentinelConnectionAsync() => ConnectionMultiplexer.SentinelConnectAsync($"127.0.0.1:{sentinelPort},serviceName=main");

    static IServer Sentinel(ConnectionMultiplexer connection) => connection.GetServers().Single();

    static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await Task.Delay(20, patience.Token);
            try
            {
                if (await holds()) return;
            }
            catch (RedisException)
            {
                // It is not ready for that, or is just being started anew.
            }
        }
    }

    string File(string name) => Path.Combine(folder.FullName, name);

    void WriteCertificates()
    {
        var until = DateTimeOffset.UtcNow.AddDays(1);
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issuer = new CertificateRequest("CN=An issuer", issuerKey, HashAlgorithmName.SHA256);
        issuer.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var issued = issuer.CreateSelfSigned(until.AddDays(-2), until);
        System.IO.File.WriteAllText(Issuer, issued.ExportCertificatePem());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(issued, until.AddDays(-2), until, [1]);
        System.IO.File.WriteAllText(File("server.pem"), certificate.ExportCertificatePem());
        System.IO.File.WriteAllText(File("server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
