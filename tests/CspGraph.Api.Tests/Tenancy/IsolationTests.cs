namespace CspGraph.Api.Tests.Tenancy;

/// <summary>No viewer is told anything of what is hidden from it: not a value, not an id, not a count, and no answer depends on it.</summary>
/// <remarks>The same documents, made from the published schema, are asked of two worlds that differ in nothing but what is hidden from the viewer.</remarks>
public sealed class IsolationTests(TrueWorld truth) : IClassFixture<TrueWorld>
{
    public static TheoryData<string> Onlookers => [.. Onlooker.All.Select(onlooker => onlooker.Name)];

    /// <summary>Who may change something, and who may not.</summary>
    public static TheoryData<string> Changing => ["admin", "parent", "admin narrowed to the parent", "child"];

    [Theory, MemberData(nameof(Onlookers))]
    public async Task Nothing_that_is_hidden_is_told(string name)
    {
        var onlooker = Onlooker.Named(name);
        var documents = Documents.OfProduct();
        await using var other = await IsolationServer.StartAsync(World.Unlike(onlooker));
        // Who sees just the same as another is held against every field, and not against every condition and page again.
        await new Isolation(onlooker, truth.Server, other).CheckAsync(Onlooker.All.First(first => first.Sight == onlooker.Sight) == onlooker ? documents.Reads : [.. documents.Selections, .. documents.Streams]);
    }

    [Theory, MemberData(nameof(Changing))]
    public async Task Nothing_that_is_hidden_is_told_by_a_change_or_changed(string name)
    {
        var onlooker = Onlooker.Named(name);
        var documents = Documents.OfProduct();
        await using var one = await IsolationServer.StartAsync(World.True());
        await using var other = await IsolationServer.StartAsync(World.Unlike(onlooker));
        var (before, answered) = (await one.RowsAsync(), new Answered(documents.Sdl));
        await new Isolation(onlooker, one, other, answered).CheckAsync(documents.Changes);
        new UntouchedRows(onlooker, one.World).Check(before, await one.RowsAsync());
        if (name == "admin") Assert.Empty(ChangedFields(documents.Sdl).Except(answered.Fields).Except(NeverMade));
    }

    /// <summary>In these worlds no reseller is a valid Partner of Record, so that none is assigned and no order passes; each has a PLA ID of its own, so that no move changes a verdict; and no webhook's secret is one, so that none is tried. Tests of their own show these.</summary>
    static readonly string[] NeverMade =
    [
        "AssignPartnerOfRecordPayload.subscriptions", "PlaceOrderPayload.subscriptions", "MoveResellerPayload.verdictChanges",
        "VerdictChange.reseller", "VerdictChange.name", "VerdictChange.before", "VerdictChange.after", "VerdictChange.plaIdBefore", "VerdictChange.plaIdAfter",
        "TestWebhookPayload.webhook", "TestWebhookPayload.request", "TestWebhookPayload.result", "WebhookTestRequest.url", "WebhookTestRequest.headers", "WebhookTestRequest.body", "WebhookHeader.name", "WebhookHeader.value",
        "WebhookTestResult.delivered", "WebhookTestResult.responseStatus", "WebhookTestResult.failure", "WebhookTestResult.response", "WebhookTestResult.durationMs",
    ];

    /// <summary>What mutations answer, and nothing else does. Here Microsoft is not asked, so nothing has a code of its.</summary>
    static IEnumerable<string> ChangedFields(Sdl sdl) =>
        from type in sdl.Objects.Select(type => type.Name.StringValue)
        where !sdl.IsRead(type) && type != "Subscription"
        from field in sdl.Fields(type)
        where field.Name.Value != "upstreamCode"
        select $"{type}.{field.Name.StringValue}";
}

/// <summary>A server on the true world.</summary>
public sealed class TrueWorld : IAsyncLifetime
{
    internal IsolationServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await IsolationServer.StartAsync(World.True());

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();
}
