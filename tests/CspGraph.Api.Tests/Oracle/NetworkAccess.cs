using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Who is let into a network, and what they did.</summary>
sealed class NetworkAccess(Dice dice, IReadOnlyList<Reseller> resellers)
{
    static readonly DateTime Epoch = new(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc);

    public IEnumerable<ITenantOwned> Keys() => Enumerable.Range(0, 12).Select(_ => new ApiKey
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

    public IEnumerable<ITenantOwned> Memberships() => Enumerable.Range(0, 12).Select(i => new Membership
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

    public IEnumerable<ITenantOwned> Audit() => Enumerable.Range(0, 15).Select(_ => new AuditEntry
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

    DateTime Instant() => Epoch.AddMinutes(dice.Between(0, 6));
}
