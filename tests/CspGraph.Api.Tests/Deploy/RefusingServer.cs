using CspGraph.Api.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>A server in Production that is only configured, in a folder of its own: with its settings it would start.</summary>
sealed class RefusingServer : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-chart-");
    readonly string[] args;
    readonly WebApplicationBuilder builder;

    public RefusingServer(IReadOnlyDictionary<string, string>? settings = null)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "documents.json"), "{}");
        args = ["--environment=Production", $"--contentRoot={folder.FullName}", "--AzureAd:ClientId=11111111-2222-4333-8444-555555555555",
            .. (settings ?? new Dictionary<string, string>()).Select(pair => $"--{pair.Key}={pair.Value}"), $"--GraphQL:PersistedDocuments:File={folder.FullName}"];
        builder = Server.Configure(args, TimeProvider.System);
    }

    public IConfiguration Configuration => builder.Configuration;
    public IHostEnvironment Environment => builder.Environment;

    /// <summary>The line by which a value is refused.</summary>
    public string Refusal(string key, string value) => Assert.Throws<StartRefusedException>(() => Server.Configure([.. args, $"--{key}={value}"], TimeProvider.System)).Message;

    public void Dispose() => folder.Delete(recursive: true);
}
