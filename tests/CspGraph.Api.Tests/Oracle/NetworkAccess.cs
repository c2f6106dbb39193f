using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Who is let into a network, and what they did.</summary>
sealed class NetworkAccess(Dice dice, IReadOnlyList<Reseller> resellers)
{
    IReadOnlyList<Webhook> webhooks = [];
    IReadOnlyList<EventRecord> events = [];

    static readonly DateTime Epoch = new(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Table by table, each behind those that it refers to.</summary>
    public IEnumerable<IEnumerable<ITenantOwned>> All(IReadOnlyList<Customer> customers)
    {
        yield return Keys();
        yield return Memberships();
        yield return Audit();
        yield return webhooks = [.. Webhooks(customers)];
        yield return events = [.. Events()];
        yield return Deliveries();
    }

    IEnumerable<ITenantOwned> Keys() => Enumerable.Range(0, 12).Select(_ => new ApiKey
    {
        Id = dice.Key(),
        Name = dice.Of(["BI", "bi", "Nightly export", "50%_x"]),
        SecretHash = $"{dice.Key():N}{dice.Key():N}",
        Hint = "abcd",
        ResellerId = dice.Maybe(60, () => dice.Of(resellers).Id),
        RightNames = dice.Of(["Read", "Read Write", "Read SeeCosts", "Read Write SeeCosts"]),
        CreatedAt = Instant(),
        CreatedBy = "Ann",
        ExpiresAt = Instant(),
        RevokedAt = dice.Maybe(30, Instant),
    });

    IEnumerable<ITenantOwned> Memberships() => Enumerable.Range(0, 12).Select(i => new Membership
    {
        Id = dice.Key(),
        EntraTenantId = new Guid(i % 3, 0, 0, new byte[8]),
        PrincipalKind = dice.Of(Enum.GetValues<PrincipalKind>()),
        PrincipalId = $"principal-{i}",
        Name = dice.Of(["Ann", "ann", "Ünal"]),
        Role = dice.Of(Enum.GetValues<Role>()),
        ResellerId = dice.Maybe(60, () => dice.Of(resellers).Id),
        RightNames = dice.MaybeOf(30, ["Read", "Read Write"]),
        CreatedAt = Instant(),
        EndedAt = dice.Maybe(30, Instant),
    });

    IEnumerable<ITenantOwned> Audit() => Enumerable.Range(0, 15).Select(_ => new AuditEntry
    {
        Id = dice.Key(),
        RecordedAt = Instant(),
        ActorKind = dice.Of(Enum.GetValues<ActorKind>()),
        ActorId = dice.Of(["ann", "Bob", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"]),
        ActorName = dice.MaybeOf(50, ["Ann"]),
        ActorRole = dice.Of(Enum.GetValues<Role>()),
        ActorResellerId = dice.Maybe(50, () => dice.Of(resellers).Id),
        Action = dice.Of(["createApiKey", "import"]),
        Outcome = dice.Of(Enum.GetValues<AuditOutcome>()),
        IsDryRun = dice.Chance(30),
        Code = dice.MaybeOf(40, ["CONFLICT", "NOT_FOUND"]),
        SubjectId = dice.Chance(60) ? OracleValue.Id('Y', dice.Key()) : null,
        Input = dice.MaybeOf(50, ["{}"]),
        Before = dice.MaybeOf(50, ["{}"]),
        After = dice.MaybeOf(50, ["{}"]),
        CorrelationId = "c",
    });

    IEnumerable<Webhook> Webhooks(IReadOnlyList<Customer> customers) => Enumerable.Range(0, 6).Select(_ => new Webhook
    {
        Id = dice.Key(),
        Name = dice.Of(["CRM", "crm", "Back end", "50%_x"]),
        Url = "https://example.com/",
        ResellerId = dice.Maybe(60, () => dice.Of(resellers).Id),
        SeesCosts = dice.Chance(30),
        TopicNames = dice.Of(["", "RenewalDue", "RenewalDue SpendSpiked"]),
        UnderId = dice.Maybe(50, () => dice.Of(resellers).Id),
        CustomerId = dice.Maybe(50, () => dice.Of(customers).Id),
        MinimumSeverity = dice.Chance(50) ? dice.Of(Enum.GetValues<EventSeverity>()) : null,
        Document = "subscription { events { id } }",
        Parallel = dice.Chance(50),
        Secret = "",
        SecretCreatedAt = Instant(),
        PreviousSecretUntil = dice.Maybe(40, Instant),
        Status = dice.Of(Enum.GetValues<WebhookStatus>()),
        DisabledReason = dice.Chance(50) ? dice.Of(Enum.GetValues<WebhookStop>()) : null,
        DisabledAt = dice.Maybe(50, Instant),
        CreatedAt = Instant(),
        CreatedBy = "Ann",
    });

    /// <summary>What deliveries are of; what is told of them is held against rows elsewhere.</summary>
    IEnumerable<EventRecord> Events() => Enumerable.Range(1, 8).Select(number => new EventRecord
    {
        Id = dice.Key(),
        Number = number,
        Kind = dice.Of(Enum.GetValues<EventKind>()),
        OccurredAt = Epoch,
        RecordedAt = Epoch,
        SubjectId = "S",
    });

    IEnumerable<ITenantOwned> Deliveries() => webhooks.SelectMany(webhook => dice.Some(events, dice.Between(0, 8)).Select(told => new WebhookDelivery
    {
        Id = dice.Key(),
        WebhookId = webhook.Id,
        ResellerId = webhook.ResellerId,
        EventNumber = told.Number,
        EventId = told.Id,
        Topic = told.Kind,
        Status = dice.Of(Enum.GetValues<WebhookDeliveryStatus>()),
        Attempts = dice.Between(1, 10),
        FirstAttemptAt = Instant(),
        LastAttemptAt = Instant(),
        NextAttemptAt = dice.Maybe(40, Instant),
        DeliveredAt = dice.Maybe(60, Instant),
        ResponseStatus = dice.Chance(70) ? dice.Of([204, 410, 503]) : null,
        Failure = dice.Chance(40) ? dice.Of(Enum.GetValues<DeliveryFailure>()) : null,
        Response = dice.MaybeOf(40, ["No."]),
        DurationMs = dice.Between(1, 900),
    }));

    DateTime Instant() => Epoch.AddMinutes(dice.Between(0, 6));
}
