using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CspGraph.Api.Events;
using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;

namespace CspGraph.Api.Webhooks;

/// <summary>The documents by which webhooks say what they are sent of an event: GraphQL subscriptions of the schema, whose answer to one event becomes the message's data.</summary>
sealed class WebhookDocuments(GraphEngine<CspGraphDb, Viewer> engine)
{
    /// <summary>Where nobody said: what every event tells.</summary>
    public const string Usual = """
        subscription {
          events {
            id kind subject occurredAt recordedAt
            reseller { id name }
            customer { id name }
            subscription { id name }
          }
        }
        """;

    /// <summary>By which the engine leaves events out.</summary>
    const string Where = "where";

    /// <summary>A document that is ready to answer, or why it is none for a webhook. No name of the schema is suggested: not everybody may ask for it.</summary>
    public async Task<(PreparedOperation? Operation, string? Objection)> PrepareAsync(string document, CancellationToken cancellation)
    {
        if (document.Length > WebhookRules.LongestDocument) return (null, $"A document has {WebhookRules.LongestDocument} characters at most.");
        var operation = await engine.PrepareAsync(new GraphRequest(document) { MayIntrospect = false }, cancellation);
        if (operation.Errors is [var error, ..]) return (null, error.Message);
        if (operation.Stream is not { } stream) return (null, "It is no subscription: a webhook's document is one, of events, renewalEvents or spendEvents.");
        return stream.Arguments.Keys.Any(name => name != Where)
            ? (null, "Its field takes a where here, and no other argument: the rest is said by the webhook's topics and filter.")
            : (operation, null);
    }

    /// <summary>Why a viewer could not be answered by an operation, whatever comes; null when it can.</summary>
    public string? Check(PreparedOperation operation, TenantSnapshot snapshot)
    {
        try
        {
            engine.Check(operation, new ProductSession(snapshot));
            return null;
        }
        catch (GraphException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>The kinds that an operation shows of those that are asked for; null for all.</summary>
    public static IReadOnlyList<EventKind>? KindsOf(PreparedOperation operation, IReadOnlyList<EventKind>? topics) => ((EventSelection)operation.Stream!.Handler).Kinds is not { } shown ? topics
        : topics is null ? shown : [.. topics.Intersect(shown)];

    /// <summary>What is sent of an event: the Standard Webhooks form of what its document shows.</summary>
    /// <param name="kind">The event's kind.</param>
    /// <param name="occurredAt">When it happened.</param>
    /// <param name="answer">The operation's answer to it.</param>
    public static byte[] Body(EventKind kind, DateTime occurredAt, ReadOnlyMemory<byte> answer)
    {
        using var document = JsonDocument.Parse(answer);
        var bytes = new ArrayBufferWriter<byte>(answer.Length + 128);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("type", EventType.Kind.NameOf(kind));
            json.WriteString("timestamp", occurredAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WritePropertyName("data");
            json.WriteRawValue(document.RootElement.GetProperty("data").EnumerateObject().First().Value.GetRawText(), skipInputValidation: true);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }
}
