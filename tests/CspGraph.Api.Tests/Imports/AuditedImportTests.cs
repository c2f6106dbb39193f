using System.Text.Json;
using CspGraph.Api.Tests.Host;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Whoever sends a file, or is not let, is found in the audit log.</summary>
public sealed class AuditedImportTests
{
    static readonly string Line = new ReconciliationFile().Line().Text();

    [Fact]
    public async Task An_import_has_an_entry_that_says_how_it_ended()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        var sent = await server.SendAsync(With("one", ImportsOverHttp.File(Line, ImportsOverHttp.Path + "?fileName=november.csv")), token);
        await server.SendAsync(With("two", ImportsOverHttp.File("no header\r\n")), token);
        await server.SendAsync(With("three", ImportsOverHttp.File(Line)), await server.TokenAsync("DISTRIBUTOR_ANALYST"));
        await server.SendAsync(With("four", ImportsOverHttp.File(Line)), await server.TokenAsync("RESELLER_ADMIN", TestNetwork.Alpha));
        await server.SendAsync(With("five", new(HttpMethod.Delete, sent.Location)), token);

        var entries = (await server.SendAsync(TestServer.Post("graphql", new { query = "{ auditLog(order: [{ recordedAt: ASC }]) { nodes { correlationId action outcome code subjectId actorRole input after } } }" }), token))
            .Json.GetProperty("data").GetProperty("auditLog").GetProperty("nodes").EnumerateArray().ToDictionary(entry => entry.GetProperty("correlationId").GetString()!, Told);

        var id = sent.Json.GetProperty("id").GetString();
        Assert.Equal($"import SUCCEEDED  {id} DISTRIBUTOR_ADMIN", entries["one"].Summary);
        Assert.Equal("""{"kind":"LICENSE_RECONCILIATION","fileName":"november.csv","issuedAt":null}""", entries["one"].Input);
        Assert.Equal("""{"status":"SUCCEEDED","lineCount":1,"alreadyImported":false,"created":5,"updated":0,"errorCount":0}""", entries["one"].After);
        Assert.StartsWith("import REFUSED BAD_USER_INPUT", entries["two"].Summary, StringComparison.Ordinal);
        Assert.Equal("import REFUSED AUTH_NOT_AUTHORIZED  DISTRIBUTOR_ANALYST", entries["three"].Summary);
        Assert.Equal("import REFUSED AUTH_NOT_AUTHORIZED  RESELLER_ADMIN", entries["four"].Summary);
        // It had ended before: nothing was cancelled.
        Assert.Equal($"cancelImport REFUSED CONFLICT {id} DISTRIBUTOR_ADMIN", entries["five"].Summary);
        Assert.Equal(5, entries.Count);
    }

    static HttpRequestMessage With(string correlationId, HttpRequestMessage request)
    {
        request.Headers.Add("X-Correlation-Id", correlationId);
        return request;
    }

    static (string Summary, string? Input, string? After) Told(JsonElement entry) => (
        string.Join(' ', new[] { "action", "outcome", "code", "subjectId", "actorRole" }.Select(name => entry.GetProperty(name).GetString())),
        entry.GetProperty("input").GetString(), entry.GetProperty("after").GetString());
}
