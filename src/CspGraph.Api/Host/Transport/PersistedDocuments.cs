using System.Security.Cryptography;
using System.Text;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>The documents that clients were built with: read and compiled at the start, and compiled for as long as the process runs.</summary>
sealed class PersistedDocuments(GraphEngine<CspGraphDb, Viewer> engine, PersistedDocumentSettings settings) : IHostedService
{
    readonly Dictionary<string, GraphDocument> byId = [];

    /// <summary>The document of an id, or of its text's hash.</summary>
    public GraphDocument? Find(string id) => byId.GetValueOrDefault(id);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.File is not { } path) return;
        foreach (var (file, id, text) in PersistedDocumentFiles.Read(path))
        {
            if (byId.TryGetValue(id, out var known))
            {
                if (known.Text != text) throw new StartRefusedException($"{file}: the id '{id}' stands for two documents.");
                continue;
            }
            var document = await engine.CompileAsync(text, cancellationToken);
            if (document.Errors is [var error, ..]) throw new StartRefusedException($"{file}: the document '{id}' is broken: {error.Message}");
            byId.Add(id, document);
            byId.TryAdd(HashId(text), document);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The id of a text that anybody can compute.</summary>
    public static string HashId(string text) => GraphParameters.HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
