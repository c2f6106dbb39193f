using System.Text;

namespace CspGraph.Api.Tests.Host;

/// <summary>The GraphQL-over-HTTP specification, as a table: what is sent, and what must come back.</summary>
public sealed class GraphHttpTests
{
    const string Json = "application/json";
    const string Graph = "application/graphql-response+json";
    const string Typename = """{"query":"{ __typename }"}""";

    public static TheoryData<Row> Table =>
    [
        // Which media type is answered.
        new("the newer media type") { Accept = Graph, ContentType = Graph },
        new("the older media type") { Accept = Json, ContentType = Json },
        new("no Accept") { Accept = null, ContentType = Graph },
        new("any media type") { Accept = "*/*", ContentType = Json },
        new("any application type") { Accept = "application/*", ContentType = Json },
        new("both, the first wins") { Accept = $"{Graph}; charset=utf-8, {Json}; charset=utf-8", ContentType = Graph },
        new("both, the other order") { Accept = $"{Json}, {Graph}", ContentType = Json },
        new("qualities") { Accept = $"{Json};q=0.5, {Graph};q=0.9", ContentType = Graph },
        new("qualities against a wildcard") { Accept = $"{Json};q=0.1, */*;q=0.8", ContentType = Graph },
        new("a refused type") { Accept = $"{Json};q=0, */*", ContentType = Graph },
        new("a name before a wildcard") { Accept = $"*/*, {Graph}", ContentType = Graph },
        new("a browser's Accept") { Accept = "text/html,application/xhtml+xml,*/*;q=0.8", ContentType = Json },
        new("an unknown media type") { Accept = "text/html", Status = 406, ContentType = Json, Code = "NOT_ACCEPTABLE" },
        new("another charset") { Accept = $"{Json}; charset=iso-8859-1", Status = 406, ContentType = Json, Code = "NOT_ACCEPTABLE" },
        new("everything refused") { Accept = "*/*;q=0", Status = 406, ContentType = Json, Code = "NOT_ACCEPTABLE" },

        // The body's media type.
        new("a charset in capitals") { RequestType = "application/json; charset=UTF-8" },
        new("a quoted charset") { RequestType = "application/json; charset=\"utf-8\"" },
        new("no Content-Type") { RequestType = null, Status = 415, Code = "UNSUPPORTED_MEDIA_TYPE" },
        new("plain text") { RequestType = "text/plain", Status = 415, Code = "UNSUPPORTED_MEDIA_TYPE" },
        new("a sequence of JSON texts") { RequestType = "application/json-seq", Status = 415, Code = "UNSUPPORTED_MEDIA_TYPE" },
        new("lines of JSON") { RequestType = "application/jsonl", Status = 415, Code = "UNSUPPORTED_MEDIA_TYPE" },
        new("a form") { RequestType = "application/x-www-form-urlencoded", Status = 415, Code = "UNSUPPORTED_MEDIA_TYPE" },
        new("UTF-16") { RequestType = "application/json; charset=utf-16", Status = 415, Code = "UNSUPPORTED_MEDIA_TYPE" },
        new("compressed") { Encoding = "gzip", Status = 415, Code = "UNSUPPORTED_MEDIA_TYPE" },

        // The body.
        new("no body") { Body = "", Status = 400, Code = "BAD_REQUEST" },
        new("not JSON") { Body = "NONSENSE", Status = 400, Code = "BAD_REQUEST" },
        new("half an object") { Body = """{"query":""", Status = 400, Code = "BAD_REQUEST" },
        new("something behind the object") { Body = Typename + "x", Status = 400, Code = "BAD_REQUEST" },
        new("not UTF-8") { Bytes = [.. """{"query":"{ __typename } # """u8, 0xFF, .. "\"}"u8], Status = 400, Code = "BAD_REQUEST" },
        new("half a surrogate pair") { Body = """{"query":"{ __typename }","variables":{"a":"\ud800"}}""", Status = 400, Code = "BAD_REQUEST" },
        new("a variable twice") { Body = """{"query":"{ __typename }","variables":{"a":1,"a":1}}""", Status = 400, Code = "BAD_USER_INPUT" },
        new("a variable's field twice") { Body = """{"query":"{ __typename }","variables":{"a":{"b":1,"b":2}}}""", Status = 400, Code = "BAD_USER_INPUT" },
        new("a whole surrogate pair") { Body = """{"query":"{ __typename }","variables":{"a":"\ud83c\udfca"}}""" },
        new("too deep") { Body = """{"query":"{ __typename }","variables":{"a":""" + new string('[', 100) + new string(']', 100) + "}}", Status = 400, Code = "BAD_REQUEST" },
        new("a batch") { Body = $"[{Typename}]", Status = 400, Code = "BAD_REQUEST" },
        new("a batch, older") { Accept = Json, Body = $"[{Typename},{Typename}]", Status = 400, ContentType = Json, Code = "BAD_REQUEST" },
        new("an empty batch") { Body = "[]", Status = 400, Code = "BAD_REQUEST" },
        new("half a batch") { Body = $"[{Typename}", Status = 400, Code = "BAD_REQUEST" },
        new("a sequence of requests") { Body = $"{Typename}\n{Typename}", Status = 400, Code = "BAD_REQUEST" },
        new("a string") { Body = "\"{ __typename }\"", Status = 400, Code = "BAD_REQUEST" },
        new("null") { Body = "null", Status = 400, Code = "BAD_REQUEST" },
        new("no query") { Body = """{"qeury":"{ __typename }"}""", Status = 400, Code = "BAD_REQUEST" },
        new("an empty query") { Body = """{"query":""}""", Status = 400, Code = "BAD_REQUEST" },
        new("a query that is null") { Body = """{"query":null}""", Status = 400, Code = "BAD_REQUEST" },
        new("a query twice") { Body = """{"query":"{ __typename }","query":"{ __typename }"}""", Status = 400, Code = "BAD_REQUEST" },
        new("a query that is an object") { Body = """{"query":{"a":1}}""", Status = 400, Code = "BAD_REQUEST" },
        new("a query that is a number") { Body = """{"query":7}""", Status = 400, Code = "BAD_REQUEST" },
        new("an operationName that is a list") { Body = """{"query":"{ __typename }","operationName":["a"]}""", Status = 400, Code = "BAD_REQUEST" },
        new("variables that are a list") { Body = """{"query":"{ __typename }","variables":[7]}""", Status = 400, Code = "BAD_REQUEST" },
        new("variables that are a string") { Body = """{"query":"{ __typename }","variables":"{}"}""", Status = 400, Code = "BAD_REQUEST" },
        new("extensions that are false") { Body = """{"query":"{ __typename }","extensions":false}""", Status = 400, Code = "BAD_REQUEST" },
        new("nulls for what is optional") { Body = """{"query":"{ __typename }","operationName":null,"variables":null,"extensions":null}""" },
        new("everything given") { Body = """{"extensions":{"a":[1]},"variables":{},"operationName":"Q","query":"query Q { __typename }","other":1}""" },
        new("text beyond ASCII") { Body = """{"query":"query Q($name: String!) { __type(name: $name) { name } }","variables":{"name":"Run🏃"}}""" },

        // The document: 200 with the older media type, 400 with the newer.
        new("a document that is none") { Body = """{"query":"{"}""", Status = 400, Code = "GRAPHQL_PARSE_FAILED" },
        new("a document that is none, older") { Accept = Json, Body = """{"query":"{"}""", ContentType = Json, Code = "GRAPHQL_PARSE_FAILED" },
        new("an unknown field") { Body = """{"query":"{ nothingHasThisName }"}""", Status = 400, Code = "GRAPHQL_VALIDATION_FAILED" },
        new("an unknown field, older") { Accept = Json, Body = """{"query":"{ nothingHasThisName }"}""", ContentType = Json, Code = "GRAPHQL_VALIDATION_FAILED" },
        new("a wrong variable") { Body = """{"query":"query Q($a: ID!) { node(id: $a) { id } }","variables":{"a":null}}""", Status = 400, Code = "BAD_USER_INPUT" },
        new("an unknown operation") { Body = """{"query":"query Q { __typename }","operationName":"R"}""", Status = 400, Code = "BAD_USER_INPUT" },

        // GET.
        new("GET") { Method = "GET", Query = "query=%7B%20__typename%20%7D" },
        new("GET with everything") { Method = "GET", Query = "query=query+Q($name:String!){__type(name:$name){name}}&operationName=Q&variables={\"name\":\"Query\"}&extensions={}" },
        new("GET with empty names") { Method = "GET", Query = "query={__typename}&operationName=" },
        new("GET without a query") { Method = "GET", Query = "", Status = 400, Code = "BAD_REQUEST" },
        new("GET with a batch") { Method = "GET", Query = "query=[{\"query\":\"{__typename}\"}]", Status = 400, Code = "GRAPHQL_PARSE_FAILED" },
        new("GET with two queries") { Method = "GET", Query = "query={__typename}&query={__typename}", Status = 400, Code = "BAD_REQUEST" },
        new("GET with variables that are a list") { Method = "GET", Query = "query={__typename}&variables=[7]", Status = 400, Code = "BAD_REQUEST" },
        new("GET with extensions that are not JSON") { Method = "GET", Query = "query={__typename}&extensions=x", Status = 400, Code = "BAD_REQUEST" },
        new("a mutation by GET") { Method = "GET", Query = "query=mutation{__typename}", Status = 405, Code = "METHOD_NOT_ALLOWED", Allow = "POST" },
        new("the mutation of two by GET") { Method = "GET", Query = "query=query+Q{__typename}mutation+M{__typename}&operationName=M", Status = 405, Code = "METHOD_NOT_ALLOWED", Allow = "POST" },
        new("the query of two by GET, beside no mutation") { Method = "GET", Query = "query=query+Q{__typename}query+R{__typename}&operationName=Q" },

        // Other methods.
        new("PUT") { Method = "PUT", Status = 405, Code = "METHOD_NOT_ALLOWED", Allow = "GET, POST" },
        new("DELETE") { Method = "DELETE", Status = 405, Code = "METHOD_NOT_ALLOWED", Allow = "GET, POST" },
        new("OPTIONS") { Method = "OPTIONS", Status = 405, Code = "METHOD_NOT_ALLOWED", Allow = "GET, POST" },
    ];

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_request_is_answered_as_the_specification_says(Row row)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(row.Request(), await server.TokenAsync());

        Assert.Equal((row.Status, $"{row.ContentType}; charset=utf-8", row.Code, row.Allow), (answer.Status, answer.ContentType, answer.Code, answer.Allow));
        Assert.Equal(row.Code is null, answer.Json.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task A_batch_is_told_what_to_do_instead()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(new Row("a batch") { Body = $"[{Typename}]" }.Request(), await server.TokenAsync());

        Assert.Equal("Batches of requests are not supported: send one request at a time.", answer.Json.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(201, true)]
    public async Task A_body_is_read_up_to_the_limit(int length, bool refused)
    {
        await using var server = await TestServer.StartAsync("--GraphQL:MaxRequestBytes=200");
        foreach (var lengthIsTold in new[] { true, false })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "graphql");
            var body = Encoding.UTF8.GetBytes(Typename.PadRight(length));
            request.Content = lengthIsTold ? new ByteArrayContent(body) : new StreamContent(new Unsized(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Json);

            var answer = await server.SendAsync(request, await server.TokenAsync());

            Assert.Equal(refused ? (413, "REQUEST_TOO_LARGE") : (200, null), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task What_a_token_may_see_is_not_kept_by_caches()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new Row("any").Request();
        request.Headers.Authorization = new("Bearer", await server.TokenAsync());

        using var response = await server.Http.SendAsync(request);

        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    /// <summary>A stream that does not say how long it is, so that it is sent in chunks.</summary>
    sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    public sealed record Row(string Name)
    {
        public string Method { get; init; } = "POST";
        public string? Accept { get; init; } = Graph;
        public string? RequestType { get; init; } = Json;
        public string? Encoding { get; init; }
        public string Body { init => Bytes = System.Text.Encoding.UTF8.GetBytes(value); }
        public byte[] Bytes { get; init; } = System.Text.Encoding.UTF8.GetBytes(Typename);
        public string Query { get; init; } = "";
        public int Status { get; init; } = 200;
        public string ContentType { get; init; } = Graph;
        public string? Code { get; init; }
        public string? Allow { get; init; }

        public HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(new HttpMethod(Method), "graphql" + (Query.Length > 0 ? "?" + Query : ""));
            if (Accept is not null) request.Headers.TryAddWithoutValidation("Accept", Accept);
            if (Method is "GET") return request;
            request.Content = new ByteArrayContent(Bytes);
            if (RequestType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", RequestType);
            if (Encoding is not null) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", Encoding);
            return request;
        }

        public override string ToString() => Name;
    }
}
