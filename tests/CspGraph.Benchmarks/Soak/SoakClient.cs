using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Soak;

/// <summary>Asks either replica, with a token that the replica takes, and counts what comes of it. What fails for no fault that is made just then is wrong.</summary>
sealed class SoakClient(IReadOnlyList<Replica> replicas, Faults faults, Tally tally) : IDisposable
{
    /// <summary>A database that is locked is waited for; nothing that is made here lasts as long.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = Patience };
    readonly ConcurrentDictionary<Replica, string> tokens = [];

    public Task<Outcome> AskAsync(string kind, Random random, string query, object? variables, CancellationToken cancellation) =>
        SendAsync(kind, random, "graphql", () => JsonContent.Create(new { query, variables }), cancellation);

    /// <summary>Sends a file, and waits for its import to end.</summary>
    public Task<Outcome> ImportAsync(string kind, Random random, string address, string file, CancellationToken cancellation) =>
        SendAsync(kind, random, address, () => new StringContent(file, new MediaTypeHeaderValue("text/csv")), cancellation);

    async Task<Outcome> SendAsync(string kind, Random random, string address, Func<HttpContent> content, CancellationToken cancellation)
    {
        var replica = replicas[random.Next(replicas.Count)];
        var began = Stopwatch.GetTimestamp();
        var outcome = await TrySendAsync(replica, address, content, cancellation);
        if (cancellation.IsCancellationRequested) return outcome;
        tally.Add(kind, outcome.Code, Stopwatch.GetElapsedTime(began));
        if (!outcome.IsDone && outcome.Code != Outcome.Running && !faults.Allow(outcome.Code, began)) tally.Wrong($"{kind} failed", $"{outcome.Code} {(outcome.Body.ValueKind is JsonValueKind.Undefined ? "" : outcome.Body.GetRawText())}");
        return outcome;
    }

    async Task<Outcome> TrySendAsync(Replica replica, string address, Func<HttpContent> content, CancellationToken cancellation)
    {
        try
        {
            if (!tokens.TryGetValue(replica, out var token)) tokens[replica] = token = await replica.TokenAsync("DISTRIBUTOR_ADMIN", null, cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{replica.Port}/{address}") { Content = content(), Headers = { Authorization = new("Bearer", token) } };
            using var answer = await http.SendAsync(request, cancellation);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            // Its clock is set otherwise than when it gave the token.
            if (answer.StatusCode is HttpStatusCode.Unauthorized) tokens.TryRemove(replica, out _);
            return new(CodeOf(answer.StatusCode, body), body);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return new(Outcome.Cut, default);
        }
        catch (OperationCanceledException)
        {
            return new(Outcome.Late, default);
        }
    }

    static string CodeOf(HttpStatusCode status, JsonElement body)
    {
        if (body.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0 && errors[0].TryGetProperty("extensions", out var extensions)) return extensions.GetProperty("code").GetString()!;
        if (body.TryGetProperty("data", out var data)) return data.EnumerateObject().Select(field => Objection(field.Value)).FirstOrDefault(code => code is not null) ?? Outcome.Done;
        // An import.
        return status is HttpStatusCode.OK && body.GetProperty("status").GetString() == "SUCCEEDED" ? Outcome.Done : $"{(int)status} {body.GetProperty("status").GetString()}";
    }

    static string? Objection(JsonElement field) => field.ValueKind is JsonValueKind.Object && field.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0 ? errors[0].GetProperty("code").GetString() : null;

    public void Dispose() => http.Dispose();
}
