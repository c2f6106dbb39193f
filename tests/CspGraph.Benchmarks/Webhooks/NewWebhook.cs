using System.Text.Json;
using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Webhooks;

/// <summary>Makes webhooks by the product's own mutation.</summary>
static class NewWebhook
{
    const string Mutation = "mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } secret errors { code message } } }";

    /// <returns>What it signs with.</returns>
    public static async Task<byte[]> MakeAsync(Replica replica, string token, string name, string url, object? more, CancellationToken cancellation)
    {
        var input = new Dictionary<string, object?> { ["name"] = name, ["url"] = url };
        foreach (var property in JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject()) input[property.Name] = property.Value;
        var made = (await replica.AskAsync(token, Mutation, new { input }, cancellation)).GetProperty("createWebhook");
        if (made.GetProperty("errors").GetArrayLength() > 0) throw new BenchmarkFailedException(made.GetRawText());
        return Convert.FromBase64String(made.GetProperty("secret").GetString()!["whsec_".Length..]);
    }
}
