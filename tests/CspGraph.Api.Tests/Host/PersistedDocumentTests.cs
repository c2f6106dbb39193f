using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CspGraph.Api.Host;

namespace CspGraph.Api.Tests.Host;

/// <summary>Documents that are known by an id: how they are named, and what else is taken beside them.</summary>
public sealed class PersistedDocumentTests
{
    const string Resellers = "query Resellers($first: Int) { resellers(first: $first) { totalCount } }";
    const string Graph = "application/graphql-response+json";
    const string TotalCount = """{"data":{"resellers":{"totalCount":3}}}""";

    static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static readonly string Documents = JsonSerializer.Serialize(new Dictionary<string, string> { ["5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7"] = Resellers, ["two"] = "query A { __typename } query B { a: __typename }" });

    public static TheoryData<string, string, int, string?> Bodies => new()
    {
        { "the specification's name", """{"documentId":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7"}""", 200, null },
        { "Relay's name", """{"doc_id":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7","variables":{"first":1}}""", 200, null },
        { "the older name", """{"id":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7","extensions":{}}""", 200, null },
        { "the same id twice", """{"id":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7","documentId":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7"}""", 200, null },
        { "the text's hash", $$$"""{"documentId":"sha256:{{{HashOf(Resellers)}}}"}""", 200, null },
        { "the hash in Apollo's extension", """{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"HASH"}}}""".Replace("HASH", HashOf(Resellers)), 200, null },
        { "an id and its text", $$$"""{"query":"{{{Resellers}}}","documentId":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7"}""", 200, null },
        { "an id and another text", """{"query":"{ __typename }","documentId":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7"}""", 400, "BAD_REQUEST" },
        { "two ids", """{"id":"two","documentId":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7"}""", 400, "BAD_REQUEST" },
        { "an id and a hash", """{"id":"two","extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}""", 400, "BAD_REQUEST" },
        { "an unknown id", """{"documentId":"nobody"}""", 400, "PERSISTED_DOCUMENT_NOT_FOUND" },
        { "an unknown id and a text", """{"query":"{ __typename }","documentId":"nobody"}""", 400, "PERSISTED_DOCUMENT_NOT_FOUND" },
        { "an id that is a number", """{"id":7}""", 400, "BAD_REQUEST" },
        { "an id given twice", """{"id":"two","id":"two"}""", 400, "BAD_REQUEST" },
        { "an empty id", """{"documentId":""}""", 400, "BAD_REQUEST" },
        { "no choice of its operations", """{"documentId":"two"}""", 400, "BAD_USER_INPUT" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_document_is_named_in_a_body(string name, string body, int status, string? code)
    {
        await using var server = await StartAsync();

        var answer = await server.SendAsync(Post(body), await server.TokenAsync());

        Assert.Equal((name, status, code), (name, answer.Status, answer.Code));
        if (code is null) Assert.Equal(TotalCount, answer.Body);
    }

    [Theory]
    [InlineData("documentId=5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7", 200, null)]
    [InlineData("doc_id=5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7&variables={\"first\":1}", 200, null)]
    [InlineData("id=5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7&query=", 200, null)]
    [InlineData("id=nobody", 400, "PERSISTED_DOCUMENT_NOT_FOUND")]
    [InlineData("id=two&doc_id=nobody", 400, "BAD_REQUEST")]
    [InlineData("id=two&id=two", 400, "BAD_REQUEST")]
    [InlineData("id=two&query={__typename}", 400, "BAD_REQUEST")]
    public async Task A_document_is_named_in_a_query_string(string query, int status, string? code)
    {
        await using var server = await StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "graphql?" + query);
        request.Headers.Add("Accept", Graph);

        var answer = await server.SendAsync(request, await server.TokenAsync());

        Assert.Equal((status, code), (answer.Status, answer.Code));
        if (code is null) Assert.Equal(TotalCount, answer.Body);
    }

    [Fact]
    public async Task The_older_media_type_has_200_for_an_unknown_id()
    {
        await using var server = await StartAsync();

        var answer = await server.SendAsync(TestServer.Post("graphql", new { documentId = "nobody" }), await server.TokenAsync());
        var older = await server.SendAsync(Post("""{"documentId":"nobody"}""", "application/json"), await server.TokenAsync());

        Assert.Equal((400, "PERSISTED_DOCUMENT_NOT_FOUND"), (answer.Status, answer.Code));
        Assert.Equal((200, "PERSISTED_DOCUMENT_NOT_FOUND"), (older.Status, older.Code));
    }

    [Theory]
    [InlineData("""{"documentId":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7"}""", null)]
    [InlineData("""{"documentId":"5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7","query":"TEXT"}""", null)]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"HASH"}}}""", null)]
    [InlineData("""{"query":"TEXT"}""", "PERSISTED_DOCUMENT_REQUIRED")]
    [InlineData("""{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"OTHER"}}}""", "PERSISTED_DOCUMENT_REQUIRED")]
    [InlineData("""{"query":"{ __typename }","documentId":"nobody"}""", "PERSISTED_DOCUMENT_REQUIRED")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"OTHER"}}}""", "PERSISTED_DOCUMENT_NOT_FOUND")]
    [InlineData("""{"documentId":"nobody"}""", "PERSISTED_DOCUMENT_NOT_FOUND")]
    public async Task A_server_may_take_nothing_but_its_own_documents(string body, string? code)
    {
        await using var server = await StartAsync("--GraphQL:PersistedDocuments:Only=true");
        body = body.Replace("TEXT", Resellers).Replace("HASH", HashOf(Resellers)).Replace("OTHER", HashOf("{ __typename }"));

        var answer = await server.SendAsync(Post(body), await server.TokenAsync());

        Assert.Equal((code is null ? 200 : 400, code), (answer.Status, answer.Code));
        // Otherwise Apollo's clients would send a text that is not taken.
        Assert.DoesNotContain("PersistedQueryNotFound", answer.Body);
    }

    [Fact]
    public async Task The_file_of_the_Relay_compiler_is_taken_as_it_is()
    {
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync($"--GraphQL:PersistedDocuments:File={Repository.Path("tests/CspGraph.Api.Tests/Host/Relay/persisted.json")}");

        var answer = await server.SendAsync(TestServer.Post("graphql", new { doc_id = "1b14ea551d4cb832ce88ffece8e51209", variables = new { first = 1 } }), await server.TokenAsync());

        Assert.Null(answer.Code);
        Assert.Equal(3, answer.Json.GetProperty("data").GetProperty("resellers").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Persisted_documents_are_in_all_files_of_a_folder()
    {
        await using var server = await TestServer.CreateAsync();
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "documents")).FullName;
        File.WriteAllText(Path.Combine(folder, "a.json"), Documents);
        File.WriteAllText(Path.Combine(folder, "b.json"), """{"two":"query A { __typename } query B { a: __typename }","three":"{ __typename }"}""", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.WriteAllText(Path.Combine(folder, "c.txt"), "no documents");
        await server.RunAsync("--GraphQL:PersistedDocuments:File=documents");

        foreach (var id in new[] { "5bcf6fa9dcb2a4b3a5e0c7d9b0a9b4f7", "three" })
            Assert.Null((await server.SendAsync(TestServer.Post("graphql", new { documentId = id }), await server.TokenAsync())).Code);
    }

    [Theory]
    [InlineData("""{"a":"{ __typename }","b":"{ nothingHasThisName }"}""", "the document 'b' is broken: Cannot query field 'nothingHasThisName' on type 'Query'.")]
    [InlineData("""{"a":"{"}""", "the document 'a' is broken: ")]
    [InlineData("""{"a":"{ __typename }","a":"{ a: __typename }"}""", "the id 'a' stands for two documents.")]
    [InlineData("""["{ __typename }"]""", "is not a JSON object of texts by id.")]
    [InlineData("""{"a":{"text":"{ __typename }"}}""", "is not a JSON object of texts by id.")]
    [InlineData("""{"a":""", "is not a JSON object of texts by id.")]
    [InlineData(null, "cannot be read.")]
    public async Task A_broken_document_stops_the_start_with_one_line(string? content, string reason)
    {
        await using var server = await TestServer.CreateAsync();
        if (content is not null) File.WriteAllText(Path.Combine(server.Folder, "documents.json"), content);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => server.RunAsync("--GraphQL:PersistedDocuments:File=documents.json"));

        Assert.Contains(Path.Combine(server.Folder, "documents.json"), refused.Message);
        Assert.Contains(reason, refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
    }

    static async Task<TestServer> StartAsync(params string[] settings)
    {
        var server = await TestServer.CreateAsync();
        File.WriteAllText(Path.Combine(server.Folder, "persisted.json"), Documents);
        await server.RunAsync(["--GraphQL:PersistedDocuments:File=persisted.json", .. settings]);
        return server;
    }

    static HttpRequestMessage Post(string body, string accept = Graph)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", accept);
        return request;
    }
}
