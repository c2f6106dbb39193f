using System.Text.Json;

namespace CspGraph.Benchmarks.Compare;

/// <summary>The API as a client has it: a token, then GraphQL by POST.</summary>
sealed class ApiClient : IDisposable
{
    readonly int port;
    readonly HttpConnection connection;
    readonly string headers;

    public ApiClient(int port)
    {
        this.port = port;
        connection = new HttpConnection(port);
        connection.Send(HttpConnection.Post("/dev/token", port, """{"tenant":"contoso","role":"DISTRIBUTOR_ADMIN"}"""));
        var token = JsonElement.Parse(connection.Body()).GetProperty("accessToken").GetString();
        headers = $"Accept: application/graphql-response+json\r\nAuthorization: Bearer {token}\r\n";
    }

    public byte[] Request(string query, object? variables = null) => HttpConnection.Post("/graphql", port, JsonSerializer.Serialize(new { query, variables }), headers);

    /// <summary>A request for one of the committed operations.</summary>
    public byte[] Operation(string name, object? variables = null) => Request(Text(name), variables);

    public static string Text(string operation) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "operations", operation + ".graphql"));

    /// <summary>The answer's data.</summary>
    public JsonElement Ask(string query, object? variables = null)
    {
        connection.Send(Request(query, variables));
        var answer = JsonElement.Parse(connection.Body());
        return answer.TryGetProperty("errors", out var errors) ? throw new BenchmarkFailedException($"{query}\n{errors}") : answer.GetProperty("data");
    }

    public void Dispose() => connection.Dispose();
}
