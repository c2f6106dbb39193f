using System.Text.Json;
using CspGraph.Api.Events;
using CspGraph.Api.Subscriptions;
using CspGraph.Api.Usage;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Webhooks;

/// <summary>A kind of event as webhooks can be sent it.</summary>
sealed record WebhookTopic(EventKind Topic, string Description, string ShownAs, IReadOnlyList<string> Filters, string SamplePayload)
{
    const string Samples = "webhook-samples.json";

    static readonly EventKind[] OfNoCustomer =
        [EventKind.PartnerOfRecordTurned, EventKind.ResellerMoved, EventKind.CreditLimitSet, EventKind.PartnerOfRecordPolicySet, EventKind.ProgrammeStatusRecorded, EventKind.ImportSucceeded, EventKind.WatchPolicySet];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WebhookTopic> All => Known.Value;

    static readonly Lazy<IReadOnlyList<WebhookTopic>> Known = new(() =>
    {
        using var file = typeof(WebhookTopic).Assembly.GetManifestResourceStream(Samples)!;
        using var samples = JsonDocument.Parse(file);
        return [.. EventKinds.All().SelectMany(type => type.Kinds.Select(kind => (Type: type, Kind: kind))).Where(entry => WebhookTopics.All.Contains(entry.Kind.Value)).OrderBy(entry => entry.Kind.Value)
            .Select(entry => new WebhookTopic(entry.Kind.Value, entry.Kind.Description, entry.Type.Name, FiltersOf(entry.Type, entry.Kind.Value),
                samples.RootElement.TryGetProperty(EventType.Kind.NameOf(entry.Kind.Value), out var sample) ? JsonSerializer.Serialize(sample) : "{}"))];
    });

    public static Task<IReadOnlyList<WebhookTopic>> OfAsync(ResolveContext<CspGraphDb, Viewer> context) => Task.FromResult(All);

    static IReadOnlyList<string> FiltersOf(EventKindType type, EventKind kind) =>
        ["under", .. OfNoCustomer.Contains(kind) ? Array.Empty<string>() : ["customer"], .. type is RenewalEvent or SpendEvent ? ["minimumSeverity"] : Array.Empty<string>()];
}

sealed class WebhookTopicType : ObjectType<WebhookTopic>
{
    public WebhookTopicType() : base("WebhookTopic", "A kind of event that webhooks can be sent.")
    {
        Field(topic => topic.Topic, "The kind.");
        Field(topic => topic.Description, "What has happened.");
        Field(topic => topic.ShownAs, "The type by which a webhook's document shows it: fields of its own are selected by a fragment on that.");
        Field(topic => topic.Filters, "The fields of WebhookConditionsInput that make sense for it.");
        Field(topic => topic.SamplePayload, "What a webhook without a document of its own is sent, as JSON: an example.");
    }
}
