using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>Finds the document that a request gives or names, and keeps what it registers.</summary>
sealed class RequestDocuments(GraphEngine<CspGraphDb, Viewer> engine, PersistedDocuments persisted, AutomaticDocuments automatic, PersistedDocumentSettings settings)
{
    public ValueTask<Attempt<GraphRequest>> FindAsync(GraphParameters parameters, Viewer viewer, CancellationToken cancellation)
    {
        if (parameters.DocumentId is not { } id)
            return new(settings.Only ? Refusal.PersistedDocumentRequired() : Request(parameters, parameters.Query!, document: null));
        if (persisted.Find(id) is { } document)
            return new(parameters.Query is { } query && query != document.Text
                ? Refusal.BadRequest("'query' is another text than that of the document named: send one of them.")
                : Request(parameters, document.Text, document));
        if (settings.Only)
            return new(parameters.Query is null ? Refusal.PersistedDocumentNotFound() : Refusal.PersistedDocumentRequired());
        if (!id.StartsWith(GraphParameters.HashPrefix, StringComparison.Ordinal)) return new(Refusal.PersistedDocumentNotFound());
        return parameters.Query is { } text ? RegisterAsync(parameters, id, text, viewer, cancellation) : FindRegisteredAsync(parameters, id, viewer);
    }

    async ValueTask<Attempt<GraphRequest>> FindRegisteredAsync(GraphParameters parameters, string id, Viewer viewer) =>
        GraphParameters.IsHash(id) && await automatic.FindAsync(viewer, id) is { } text ? Request(parameters, text, document: null) : Refusal.AutomaticDocumentNotFound();

    async ValueTask<Attempt<GraphRequest>> RegisterAsync(GraphParameters parameters, string id, string text, Viewer viewer, CancellationToken cancellation)
    {
        if (PersistedDocuments.HashId(text) != id) return Refusal.BadRequest("The hash is not the SHA-256 of 'query' in UTF-8, as 64 lower-case hexadecimal digits.");
        var document = await engine.CompileAsync(text, cancellation);
        if (document.Errors.Count == 0) await automatic.KeepAsync(viewer, id, text);
        return Request(parameters, text, document);
    }

    static Attempt<GraphRequest> Request(GraphParameters parameters, string text, GraphDocument? document) =>
        new GraphRequest(text, parameters.OperationName, parameters.Variables) { Document = document };
}
