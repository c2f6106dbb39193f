using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A file sent over HTTP, and what is answered.</summary>
public sealed class HttpImportTests
{
    static readonly string Line = new ReconciliationFile().Line().Text();

    [Fact]
    public async Task A_file_is_imported_and_its_address_tells_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();

        var answer = await server.SendAsync(ImportsOverHttp.File(Line, ImportsOverHttp.Path + "?fileName=november.csv"), token);

        var id = answer.Json.GetProperty("id").GetString();
        Assert.Equal((200, "application/json; charset=utf-8", $"/imports/{id}"), (answer.Status, answer.ContentType, answer.Location));
        Assert.Equal(
            $$"""{"id":"{{id}}","kind":"LICENSE_RECONCILIATION","status":"SUCCEEDED","alreadyImported":false,"fileName":"november.csv","percent":100,"lines":1,"linesPerSecond":0,"created":5,"updated":0,"superseded":0,"errorCount":0,"errors":[]}""",
            answer.Body);
        Assert.Equal((200, answer.Body), await server.GetAsync(answer.Location, token) is var told ? (told.Status, told.Body) : default);
        var graph = await server.SendAsync(TestServer.Post("graphql", new { query = "query($id: ID!) { import(id: $id) { fileName status percent } }", variables = new { id } }), token);
        Assert.Equal("""{"data":{"import":{"fileName":"november.csv","status":"SUCCEEDED","percent":100}}}""", graph.Body);
    }

    /// <summary>Parts of one invoice, sent one by one, are issues of it: each takes the place of the one before.</summary>
    [Fact]
    public async Task How_many_issues_of_invoices_it_superseded_is_told()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        string[] files = [Line, new ReconciliationFile().Line(("OrderId", "part 2")).Line(("InvoiceNumber", "G2")).Text(), new ReconciliationFile().Line(("InvoiceNumber", "G2")).Line(("OrderId", "part 3")).Text(), Line];

        foreach (var (file, superseded) in files.Zip([0, 1, 2, 0]))
        {
            var answer = await server.SendAsync(ImportsOverHttp.File(file), token);
            Assert.Equal(superseded, answer.Json.GetProperty("superseded").GetInt32());
            server.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var graph = await server.SendAsync(TestServer.Post("graphql", new { query = "{ imports(order: [{ startedAt: ASC }]) { nodes { superseded } } }" }), token);
        Assert.Equal("""{"data":{"imports":{"nodes":[{"superseded":0},{"superseded":1},{"superseded":2},{"superseded":0}]}}}""", graph.Body);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_is_told_so()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        await server.SendAsync(ImportsOverHttp.File(Line), token);

        var again = await server.SendAsync(ImportsOverHttp.File(ReconciliationFile.Compressed(Line).ToArray()), token);

        Assert.Equal((200, "SUCCEEDED", true, 0), (again.Status, again.Json.GetProperty("status").GetString(), again.Json.GetProperty("alreadyImported").GetBoolean(), again.Json.GetProperty("created").GetInt32()));
        Assert.Equal(again.Body, (await server.GetAsync(again.Location, token)).Body);
        Assert.Equal((1, 1), (await server.CountAsync("InvoiceLines"), await server.CountAsync("Invoices")));
    }

    [Fact]
    public async Task A_bad_file_is_refused_with_its_offending_lines()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        var file = new ReconciliationFile().Line();
        for (var i = 0; i < 101; i++) file.Line(("Quantity", "many"));

        var answer = await server.SendAsync(ImportsOverHttp.File(file.Text()), token);

        Assert.Equal((422, "FAILED", 101, 100), (answer.Status, answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("errorCount").GetInt32(), answer.Json.GetProperty("errors").GetArrayLength()));
        Assert.Equal((3, "Quantity", "The value is not a number as 1234.56, or too large."), answer.Json.GetProperty("errors")[0] is var first ? (first.GetProperty("line").GetInt32(), first.GetProperty("column").GetString(), first.GetProperty("reason").GetString()) : default);
        Assert.Equal((0, 0), (await server.CountAsync("InvoiceLines"), await server.CountAsync("Customers")));
        Assert.Equal((200, answer.Body), await server.GetAsync(answer.Location, token) is var told ? (told.Status, told.Body) : default);
    }

    [Theory]
    [InlineData("text/csv", null, false, 200)]
    [InlineData("text/csv; charset=UTF-8", null, false, 200)]
    [InlineData("text/csv", "gzip", true, 200)]
    [InlineData("application/gzip", null, true, 200)]
    [InlineData("application/octet-stream", "identity", false, 200)]
    [InlineData(null, null, false, 200)]
    [InlineData("text/csv", "br", false, 415)]
    [InlineData("text/csv; charset=utf-16", null, false, 415)]
    [InlineData("application/x-www-form-urlencoded", null, false, 415)]
    [InlineData("multipart/form-data; boundary=x", null, false, 415)]
    public async Task Media_types_that_are_read(string? type, string? encoding, bool compressed, int status)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(ImportsOverHttp.File(compressed ? ReconciliationFile.Compressed(Line).ToArray() : ReconciliationFile.Stream(Line).ToArray(), type: type, encoding: encoding), await server.TokenAsync());

        Assert.Equal((status, status == 200 ? null : "UNSUPPORTED_MEDIA_TYPE"), (answer.Status, status == 200 ? null : answer.Code));
        Assert.Equal(status == 200 ? 1 : 0, await server.CountAsync("ImportRuns"));
    }

    [Theory]
    [InlineData("?issuedAt=2026-11-08T06:00:00Z", 1794117600000)]
    [InlineData("?issuedAt=2026-11-08T07:00:00.1239%2B01:00", 1794117600123)]
    [InlineData("?issuedAt=2026-11-08", null)]
    [InlineData("?issuedAt=2026-13-08T06:00:00Z", null)]
    [InlineData("?issuedAt=2026-11-08T06:00:00", null)]
    [InlineData("?issuedAt=2026-11-08T07:00:00+01:00", null)]
    [InlineData("?issuedAt=", null)]
    [InlineData("?issuedAt=2026-11-08T06:00:00Z&issuedAt=2026-11-08T06:00:00Z", null)]
    public async Task The_instant_of_issue_is_kept_or_refused(string query, long? milliseconds)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(ImportsOverHttp.File(Line, ImportsOverHttp.Path + query), await server.TokenAsync());

        await using var db = server.Database.Open(new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null));
        var kept = await db.ImportRuns.Whole().Select(run => run.IssuedAt).ToListAsync();
        if (milliseconds is { } issued) Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(issued).UtcDateTime, Assert.Single(kept));
        else Assert.Equal((400, "BAD_REQUEST", 0), (answer.Status, answer.Code, kept.Count));
    }

    [Theory]
    [InlineData("attachment; filename=\"../up/novembro.csv\"", "novembro.csv")]
    [InlineData("attachment; filename=x; filename*=UTF-8''m%C3%A4rz.csv", "märz.csv")]
    [InlineData("nonsense;;", "license-reconciliation")]
    public async Task The_file_s_name_may_come_in_a_header(string disposition, string name)
    {
        await using var server = await TestServer.StartAsync();
        var request = ImportsOverHttp.File(Line);
        request.Content!.Headers.TryAddWithoutValidation("Content-Disposition", disposition);

        Assert.Equal(name, (await server.SendAsync(request, await server.TokenAsync())).Json.GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_another_tenant_s_answer_alike()
    {
        await using var server = await TestServer.StartAsync();
        var (token, other) = (await server.TokenAsync(), await server.TokenAsync(tenant: "northwind"));
        var theirs = (await server.SendAsync(ImportsOverHttp.File(Line), other)).Location;
        var missing = await server.GetAsync($"imports/{new NodeId('M', Guid.NewGuid())}", token);

        Assert.Equal((404, "NOT_FOUND"), (missing.Status, missing.Code));
        foreach (var path in new[] { theirs, "imports/nonsense", $"imports/{new NodeId('R', TestNetwork.Alpha)}" })
        {
            Assert.Equal(missing, await server.GetAsync(path, token));
            Assert.Equal(missing, await server.DeleteAsync(path, token));
        }
        Assert.Equal(200, (await server.GetAsync(theirs, other)).Status);
        var unknown = await server.SendAsync(ImportsOverHttp.File(Line, "imports/recipes"), token);
        Assert.Equal((404, "NOT_FOUND"), (unknown.Status, unknown.Code));
        var put = await server.SendAsync(new(HttpMethod.Put, ImportsOverHttp.Path), token);
        Assert.Equal((405, "METHOD_NOT_ALLOWED"), (put.Status, put.Code));
    }

    [Theory]
    [InlineData("DISTRIBUTOR_ADMIN", null, true, true)]
    [InlineData("DISTRIBUTOR_ANALYST", null, false, true)]
    [InlineData("INTEGRATION", null, false, true)]
    [InlineData("RESELLER_ADMIN", "Alpha", false, false)]
    [InlineData("RESELLER_ANALYST", "Alpha", false, false)]
    [InlineData("DISTRIBUTOR_ADMIN", "narrowed", false, false)]
    public async Task Who_writes_the_whole_tenant_may_import_and_who_sees_it_may_look(string role, string? scope, bool mayWrite, bool mayLook)
    {
        await using var server = await TestServer.StartAsync();
        var known = (await server.SendAsync(ImportsOverHttp.File(Line), await server.TokenAsync())).Location;
        var token = await server.TokenAsync(role, scope is "Alpha" ? TestNetwork.Alpha : null);

        async Task<(int, string?)> AskAsync(HttpRequestMessage request)
        {
            if (scope is "narrowed") request.Headers.Add("X-Reseller", TestNetwork.Alpha.ToString());
            var answer = await server.SendAsync(request, token);
            return (answer.Status, answer.Status == 403 ? answer.Code : null);
        }

        Assert.Equal(mayWrite ? (200, null) : (403, "AUTH_NOT_AUTHORIZED"), await AskAsync(ImportsOverHttp.File(new ReconciliationFile().Line(("InvoiceNumber", "G2")).Text())));
        Assert.Equal(mayWrite ? (409, null) : (403, "AUTH_NOT_AUTHORIZED"), await AskAsync(new(HttpMethod.Delete, known)));
        Assert.Equal(mayLook ? (200, null) : (403, "AUTH_NOT_AUTHORIZED"), await AskAsync(new(HttpMethod.Get, known)));
        Assert.Equal(mayWrite ? 2 : 1, await server.CountAsync("ImportRuns"));
        Assert.Equal(401, (await server.SendAsync(new(HttpMethod.Get, known), token: null)).Status);
    }
}
