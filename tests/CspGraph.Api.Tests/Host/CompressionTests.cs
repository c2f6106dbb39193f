using System.IO.Compression;
using System.Text;

namespace CspGraph.Api.Tests.Host;

/// <summary>Which answers are compressed, and what caches are told of them.</summary>
public sealed class CompressionTests
{
    const string Everything = "Accept, Accept-Encoding, Authorization, GraphQL-Cost, X-Reseller, X-Tenant";

    /// <summary>An answer of a few kilobytes.</summary>
    static readonly object Long = new { query = $"{{ {string.Join(' ', Enumerable.Range(0, 200).Select(i => $"field{i}: __typename"))} }}" };

    [Theory]
    [InlineData("application/graphql-response+json", "br", "br")]
    [InlineData("application/json", "br", "br")]
    [InlineData("application/json", "gzip", "gzip")]
    [InlineData("application/json", "gzip, deflate, br", "br")]
    [InlineData("application/json", "gzip;q=1, br;q=0.5", "gzip")]
    [InlineData("application/json", "br;q=0, gzip", "gzip")]
    [InlineData("application/json", "deflate", null)]
    [InlineData("application/json", "identity", null)]
    [InlineData("application/json", null, null)]
    public async Task A_long_answer_is_compressed_as_the_client_accepts(string accept, string? encoding, string? chosen)
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        var plain = await SendAsync(server, Post(Long, accept), token);

        var answer = await SendAsync(server, Post(Long, accept, encoding), token);

        Assert.Equal((chosen, $"{accept}; charset=utf-8", Everything), (answer.Encoding, answer.ContentType, answer.Vary));
        Assert.Equal((null, Everything), (plain.Encoding, plain.Vary));
        Assert.Equal(Encoding.UTF8.GetString(plain.Bytes), Decompressed(answer));
        Assert.Equal(chosen is not null, answer.Bytes.Length < plain.Bytes.Length / 2);
    }

    [Fact]
    public async Task A_short_answer_goes_out_as_it_is_with_its_length()
    {
        await using var server = await TestServer.StartAsync();
        using var request = Post(new { query = "{ __typename }" }, "application/json", "br");
        request.Headers.Authorization = new("Bearer", await server.TokenAsync());

        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("""{"data":{"__typename":"Query"}}""".Length, response.Content.Headers.ContentLength);
        Assert.Equal(Everything, string.Join(", ", response.Headers.Vary));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(40, "br")]
    public async Task Errors_are_compressed_when_they_are_long(int mistakes, string? chosen)
    {
        await using var server = await TestServer.StartAsync();
        var query = $"{{ {string.Join(' ', Enumerable.Range(0, mistakes).Select(i => $"nothingHasThisName{i}"))} }}";

        var answer = await SendAsync(server, Post(new { query }, "application/json", "br"), await server.TokenAsync());

        Assert.Equal((chosen, Everything), (answer.Encoding, answer.Vary));
        Assert.Contains("GRAPHQL_VALIDATION_FAILED", Decompressed(answer));
    }

    [Fact]
    public async Task The_file_of_the_schema_is_compressed()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "graphql/schema.graphql");
        request.Headers.Add("Accept-Encoding", "gzip");

        var answer = await SendAsync(server, request, token: null);

        Assert.Equal(("gzip", "text/plain; charset=utf-8", "Accept-Encoding, Authorization, X-Tenant"), (answer.Encoding, answer.ContentType, answer.Vary));
        Assert.Contains("type Query {", Decompressed(answer));
    }

    static string Decompressed(Received answer)
    {
        using var bytes = new MemoryStream(answer.Bytes);
        using Stream text = answer.Encoding switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        return new StreamReader(text).ReadToEnd();
    }

    static HttpRequestMessage Post(object body, string accept, string? encoding = null)
    {
        var request = TestServer.Post("graphql", body);
        request.Headers.Add("Accept", accept);
        if (encoding is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        return request;
    }

    static async Task<Received> SendAsync(TestServer server, HttpRequestMessage request, string? token)
    {
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var response = await server.Http.SendAsync(request);
        var content = response.Content.Headers;
        return new(
            content.ContentEncoding.SingleOrDefault(), content.ContentType?.ToString(), string.Join(", ", response.Headers.Vary), await response.Content.ReadAsByteArrayAsync());
    }

    sealed record Received(string? Encoding, string? ContentType, string Vary, byte[] Bytes);
}
