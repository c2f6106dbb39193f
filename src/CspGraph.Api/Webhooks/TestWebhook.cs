using System.Text;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Data.Tenancy;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

sealed class TestWebhookInput : ChangeInput
{
    public required NodeId Id { get; init; }
    public EventKind? Topic { get; init; }
    public NodeId? Event { get; init; }
}

sealed record TestWebhookPayload : ChangePayload
{
    public Guid? Webhook { get; init; }
    public WebhookTestRequest? Request { get; init; }
    public WebhookTestResult? Result { get; init; }
}

/// <summary>What a test sends.</summary>
sealed record WebhookTestRequest(string Url, IReadOnlyList<WebhookHeader> Headers, string Body);

/// <summary>What became of it.</summary>
sealed record WebhookTestResult(bool Delivered, int? ResponseStatus, DeliveryFailure? Failure, string? Response, int DurationMs);

/// <summary>Sends a webhook one message at once, signed like any other, and tells what became of it. No delivery is written down, and none waits for it.</summary>
sealed class TestWebhook : Change<TestWebhookInput, TestWebhookPayload>
{
    /// <summary>Begins the ids of tests: a back end that knows one already still takes the event itself.</summary>
    const string Prefix = "test_";

    public override Right Right => Right.ManageAccess;

    protected override NodeId? SubjectOf(TestWebhookInput input) => input.Id;

    protected override async Task<object?> InquireAsync(Inquiry inquiry, TestWebhookInput input)
    {
        if (input.Topic is { } topic && !WebhookTopics.All.Contains(topic)) return new Objection(ObjectionCodes.BadUserInput, $"{EventType.Kind.NameOf(topic)} is seen only by who manages access, which no webhook does.", "topic");
        var (isThere, found) = await FindAsync(inquiry, input.Id);
        if (!isThere) return FoundWebhook.None;
        if (found is not { } webhook) return new Objection(ObjectionCodes.BadUserInput, "The webhook's document does not fit the schema any more.", "id");
        if (await MessageAsync(inquiry, webhook, input) is not { } message) return new Objection(ObjectionCodes.NotFound, "There is no such event, or none that the webhook is sent.", "event");
        var now = inquiry.Get<TimeProvider>().GetUtcNow();
        var headers = WebhookSignature.Headers(message.Id, now, message.Body, webhook.SecretsAt(now));
        var tested = new TestWebhookPayload { Webhook = webhook.Row.Id, Request = new(webhook.Row.Url, headers, Encoding.UTF8.GetString(message.Body)) };
        if (input.DryRun) return tested;
        var attempt = await inquiry.Get<WebhookHttp>().SendAsync(webhook.Row.Url, headers, message.Body, inquiry.Cancellation);
        return tested with { Result = new(attempt.IsTaken, attempt.Status, attempt.Failure, attempt.Response, (int)attempt.Duration.TotalMilliseconds) };
    }

    protected override Task<TestWebhookPayload> MakeAsync(ChangeContext context, TestWebhookInput input) =>
        Task.FromResult(context.Answer is Objection objection ? Refused(objection) : (TestWebhookPayload)context.Answer!);

    static async Task<(bool IsThere, WebhookInForce? Webhook)> FindAsync(Inquiry inquiry, NodeId id)
    {
        var (row, version) = await FoundWebhook.OfAsync(inquiry, id);
        if (row is null || await WebhookViewers.OfAsync(inquiry.Get<TenantDirectory>(), row, inquiry.Cancellation) is not { } viewer) return (false, null);
        return (true, await inquiry.Get<WebhookReader>().OfAsync(row, viewer, version, inquiry.Cancellation));
    }

    /// <summary>The event that is asked for, as the webhook sees it; else the newest that it would be sent; else the published example.</summary>
    static async Task<(string Id, byte[] Body)?> MessageAsync(Inquiry inquiry, WebhookInForce webhook, TestWebhookInput input)
    {
        var messages = inquiry.Get<WebhookMessages>();
        if (input.Event is { } asked)
            return asked.Tag == EventCursor.Tag && await messages.OfAsync(webhook, [asked.Key], inquiry.Cancellation) is [{ Body: { } body } told] ? ($"{Prefix}{told.Id}", body) : null;
        var topics = input.Topic is { } topic ? [topic] : webhook.Kinds;
        var shown = WebhookDocuments.KindsOf(webhook.Operation, topics);
        if (await messages.NewestAsync(webhook with { Kinds = shown }, inquiry.Cancellation) is { } newest) return ($"{Prefix}{newest.Id}", newest.Body!);
        var sample = WebhookTopic.All.First(known => topics is null || topics.Contains(known.Topic));
        return ($"{Prefix}{EventType.Kind.NameOf(sample.Topic)}", Encoding.UTF8.GetBytes(sample.SamplePayload));
    }
}

sealed class TestWebhookInputType : ChangeInputType<TestWebhookInput>
{
    public TestWebhookInputType() : base("TestWebhookInput", "What a webhook is sent to try it. A dry run shows it, and sends nothing.")
    {
        Field(input => input.Id, "The webhook's global id; it need not be active.");
        Field(input => input.Topic, "A message of this kind; left out, of any that it is sent.");
        Field(input => input.Event, "The message of this event; left out, of the newest that it would be sent, and where there is none the example of webhookTopics.");
        CommonFields();
    }
}

sealed class TestWebhookPayloadType : ChangePayloadType<TestWebhookPayload>
{
    public TestWebhookPayloadType() : base("TestWebhookPayload", "What was sent, and what became of it.")
    {
        Loaded<Webhook>("webhook", payload => payload.Webhook, "The webhook; null when it was not found.");
        Field(payload => payload.Request, "What was sent, or would be; null when the webhook was not found.");
        Field(payload => payload.Result, "What became of it; null where nothing was sent.");
    }
}

sealed class WebhookTestRequestType : ObjectType<WebhookTestRequest>
{
    public WebhookTestRequestType() : base("WebhookTestRequest", "A message as it is sent.")
    {
        Field(request => request.Url, "Where to.").As("URL");
        Field(request => request.Headers, "The headers that name and sign it.");
        Field(request => request.Body, "The body, as JSON.");
    }
}

sealed class WebhookHeaderType : ObjectType<WebhookHeader>
{
    public WebhookHeaderType() : base("WebhookHeader", "A header of a message.")
    {
        Field(header => header.Name, "Its name.");
        Field(header => header.Value, "Its value.");
    }
}

sealed class WebhookTestResultType : ObjectType<WebhookTestResult>
{
    public WebhookTestResultType() : base("WebhookTestResult", "What became of a message that was sent to try a webhook.")
    {
        Field(result => result.Delivered, "Whether it was taken.");
        Field(result => result.ResponseStatus, "The HTTP status of the answer; null for none.");
        Field(result => result.Failure, "Why it was not taken; null when it was.");
        Field(result => result.Response, "The beginning of the answer, where it was not taken; null for none.");
        Field(result => result.DurationMs, "How long it took, in milliseconds.");
    }
}
