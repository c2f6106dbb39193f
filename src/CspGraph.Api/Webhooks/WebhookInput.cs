using CspGraph.Api.Customers;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

sealed class WebhookConditionsInput
{
    public NodeId? Under { get; init; }
    public NodeId? Customer { get; init; }
    public EventSeverity? MinimumSeverity { get; init; }
}

sealed class WebhookConditionsInputType : InputType<WebhookConditionsInput>
{
    public WebhookConditionsInputType() : base("WebhookConditionsInput", "What a webhook is not sent; the where of its document can leave out more.")
    {
        Field(filter => filter.Under, "Only what happened at or under this reseller, as the tree was then.");
        Field(filter => filter.Customer, "Only what concerns this customer.");
        Field(filter => filter.MinimumSeverity, "Only what matters so much: what nobody judged is not sent.");
    }
}

/// <summary>What a change of a webhook is held against that takes the schema and the settings to know.</summary>
/// <param name="Settings">How webhooks are kept here.</param>
/// <param name="Secrets">Who keeps their secrets.</param>
/// <param name="Objection">Why the document is none for a webhook; null when it is one.</param>
/// <param name="Operation">The document, ready; null where it is none.</param>
sealed record WebhookMeans(WebhookSettings Settings, WebhookSecrets Secrets, string? Objection, PreparedOperation? Operation)
{
    public static async Task<WebhookMeans> OfAsync(Inquiry inquiry, string document)
    {
        var documents = inquiry.Get<WebhookDocuments>();
        var (operation, objection) = await documents.PrepareAsync(document, inquiry.Cancellation);
        if (operation is not null)
        {
            await using var snapshot = await inquiry.OpenAsync();
            objection = documents.Check(operation, snapshot);
        }
        return new(inquiry.Get<WebhookSettings>(), inquiry.Get<WebhookSecrets>(), objection, operation);
    }

    /// <summary>The topics as they are stored: those of them that the document shows.</summary>
    public string TopicNames(IReadOnlyList<EventKind>? topics) => WebhookTopics.Write(WebhookDocuments.KindsOf(Operation!, topics is { Count: > 0 } ? topics : null) ?? []);

    /// <summary>Why the document and the topics do not go together; null when they do.</summary>
    public Objection? OfTopics(IReadOnlyList<EventKind>? topics) =>
        Objection is not null ? new(ObjectionCodes.BadUserInput, Objection, "document")
        : topics?.Except(WebhookTopics.All).ToList() is [var hidden, ..] ? new(ObjectionCodes.BadUserInput, $"{EventType.Kind.NameOf(hidden)} is seen only by who manages access, which no webhook does.", "topics")
        : topics is { Count: > 0 } && WebhookDocuments.KindsOf(Operation!, topics) is [] ? new(ObjectionCodes.BadUserInput, "The document shows none of these topics.", "topics")
        : null;
}

/// <summary>What a filter leads to.</summary>
static class WebhookFilter
{
    /// <summary>Sets a webhook's filter.</summary>
    /// <returns>What of it is out of sight, or nowhere; null when it is set.</returns>
    public static async Task<Objection?> SetAsync(ChangeContext context, Webhook webhook, WebhookConditionsInput filter)
    {
        if (filter.Under is { } under && !(under.Tag == ResellerType.Tag && await context.Rows<Reseller>().AnyAsync(row => row.Id == under.Key, context.Cancellation))) return new(ObjectionCodes.NotFound, "There is no such reseller.", "filter.under");
        if (filter.Customer is { } customer && !(customer.Tag == CustomerType.Tag && await context.Rows<Customer>().AnyAsync(row => row.Id == customer.Key, context.Cancellation))) return new(ObjectionCodes.NotFound, "There is no such customer.", "filter.customer");
        (webhook.UnderId, webhook.CustomerId, webhook.MinimumSeverity) = (filter.Under?.Key, filter.Customer?.Key, filter.MinimumSeverity);
        return null;
    }

    /// <summary>The number behind which a webhook begins.</summary>
    public static async Task<(long Number, Objection? Objection)> AfterAsync(CspGraphDb db, string after, CancellationToken cancellation)
    {
        try
        {
            return (await EventCursor.NumberAsync(db, after, cancellation), null);
        }
        catch (GraphException none)
        {
            return (0, new(none.Code, none.Code is ObjectionCodes.CursorExpired ? OldestAfter("The event of the cursor is no longer kept") : none.Message, "after"));
        }
    }

    /// <summary>What to do where events are gone.</summary>
    public static string OldestAfter(string reason) => $"{reason}: with {EventCursor.Start} as after it goes on with the oldest that is.";
}
