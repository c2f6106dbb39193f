using System.Net.Http.Headers;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>The real server on a free loopback port, with a folder, a database and a clock of its own.</summary>
sealed class TestServer : IAsyncDisposable
{
    const string DevelopmentFolder = "App_Data";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-test-");
    WebApplication app = null!;
    TestDatabase? data;

    public WatchedClock Clock { get; } = new(new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.Zero));
    public IServiceProvider Services => app.Services;
    public Database Database => app.Services.GetRequiredService<Database>();

    /// <summary>What development tokens are held against.</summary>
    public TokenValidationParameters Validation => TokensOf(DevelopmentTokens.Scheme).TokenValidationParameters;

    /// <summary>How tokens are judged.</summary>
    public JwtBearerOptions TokensOf(string scheme) => app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(scheme);

    /// <summary>How many tokens need no validation now.</summary>
    public int RememberedTokens => app.Services.GetRequiredService<RememberedTokens>().Count;

    public HttpClient Http { get; private set; } = null!;
    public byte[] Key => DevelopmentKey.LoadOrCreate(Path.Combine(folder.FullName, DevelopmentFolder));

    public static Task<TestServer> StartAsync(params string[] settings) => StartAsync(empty: false, settings);

    public static async Task<TestServer> StartAsync(bool empty, params string[] settings)
    {
        var server = await CreateAsync(empty);
        await server.RunAsync(settings);
        return server;
    }

    /// <summary>A server that is not started yet.</summary>
    /// <param name="empty">Without tables. A test that asks for it is skipped on a server.</param>
    public static async Task<TestServer> CreateAsync(bool empty = false)
    {
        if (!empty) return await CreateAsync(TestNetwork.CreateAsync);
        Skip.IfNot(TestDatabase.IsEmbedded, "On a server that has no tables the product refuses to start.");
        var server = new TestServer();
        server.folder.CreateSubdirectory(DevelopmentFolder);
        return server;
    }

    /// <param name="make">Makes the database, as this file if it is one.</param>
    public static async Task<TestServer> CreateAsync(Func<string, Task<TestDatabase>> make)
    {
        var server = new TestServer();
        server.data = await make(Path.Combine(server.folder.CreateSubdirectory(DevelopmentFolder).FullName, "cspgraph.db"));
        return server;
    }

    /// <summary>Its database, if it was made before the server.</summary>
    public TestDatabase Data => data!;

    /// <summary>The server's content root.</summary>
    public string Folder => folder.FullName;

    /// <summary>The SQLite file. A test that asks for it is skipped on a server.</summary>
    public string DatabaseFile
    {
        get
        {
            Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
            return Path.Combine(folder.FullName, DevelopmentFolder, "cspgraph.db");
        }
    }

    /// <summary>Does something to the SQLite file behind the server's back.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public Task RunAsync(params string[] settings) => RunAsync(_ => { }, settings);

    /// <param name="change">What this server has otherwise than the product.</param>
    /// <param name="settings">Configuration arguments.</param>
    public async Task RunAsync(Action<WebApplicationBuilder> change, params string[] settings)
    {
        var builder = Server.Configure(
            ["--environment=Development", $"--contentRoot={folder.FullName}", "--urls=http://127.0.0.1:0",
             "--Authentication:Development=true", "--Https:Required=false", "--Jobs:Enabled=false", "--Webhooks:Enabled=false", "--Logging:LogLevel:Default=None", .. data?.Settings ?? [], .. settings],
            Clock);
        change(builder);
        app = Server.Map(builder);
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public Task StopAsync() => app.StopAsync();

    /// <summary>Ends it, and starts it with other settings on what it has left.</summary>
    public async Task RunAgainAsync(params string[] settings)
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await RunAsync(settings);
    }

    public async Task<string> TokenAsync(string role = "DISTRIBUTOR_ADMIN", Guid? reseller = null, string tenant = "contoso")
    {
        var made = await app.Services.GetRequiredService<DevelopmentTokens>().MakeAsync(tenant, role, reseller?.ToString(), CancellationToken.None);
        return made.Value ?? throw new InvalidOperationException(made.Refusal!.Message);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? token)
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString(),
            response.Content.Headers.Allow is { Count: > 0 } allow ? string.Join(", ", allow) : null,
            response.Headers.WwwAuthenticate.ToString(),
            await response.Content.ReadAsStringAsync())
        {
            Location = response.Headers.Location?.ToString(),
            RetryAfter = response.Headers.RetryAfter?.ToString(),
        };
    }

    public static HttpRequestMessage Post(string path, object body) => new(HttpMethod.Post, path)
    {
        Content = new StringContent(JsonSerializer.Serialize(body), new MediaTypeHeaderValue("application/json")),
    };

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        if (data is not null) await data.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>What came back.</summary>
sealed record Answer(int Status, string? ContentType, string? Allow, string WwwAuthenticate, string Body)
{
    public string? Location { get; init; }
    public string? RetryAfter { get; init; }
    public string? PreferenceApplied { get; init; }

    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The code of the first error; null when there is none.</summary>
    public string? Code => Json.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
}
