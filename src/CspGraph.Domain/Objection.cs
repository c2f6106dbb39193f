namespace CspGraph.Domain;

/// <summary>Why something may not be done: a value, which is told to who asked for it.</summary>
/// <param name="Code">One of <see cref="ObjectionCodes"/>: programs decide by it.</param>
/// <param name="Message">What is wrong, in a sentence for people.</param>
/// <param name="Field">The field of the input that is to blame, as a path: <c>memberships[2].role</c>; null for the whole.</param>
/// <param name="UpstreamCode">Microsoft's own code, verbatim, where it was Microsoft that objected.</param>
public sealed record Objection(string Code, string Message, string? Field = null, string? UpstreamCode = null);

/// <summary>The codes of objections. They are published: added, never renamed.</summary>
public static class ObjectionCodes
{
    /// <summary>A value that the rule does not allow.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";
    /// <summary>There is no such object, or none that is in sight.</summary>
    public const string NotFound = "NOT_FOUND";
    /// <summary>It is more than who asks may do.</summary>
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";
    /// <summary>It was changed since it was read.</summary>
    public const string VersionMismatch = "VERSION_MISMATCH";
    /// <summary>The idempotency key was used for something else.</summary>
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
    /// <summary>Another system that was to be asked could not be, or gave no answer.</summary>
    public const string UpstreamUnavailable = "UPSTREAM_UNAVAILABLE";
    /// <summary>It cannot be beside what is there, or what is done at the same time.</summary>
    public const string Conflict = "CONFLICT";
    /// <summary>What the cursor names is no longer kept: something behind it may be missing.</summary>
    public const string CursorExpired = "CURSOR_EXPIRED";
    /// <summary>A reseller would attest that a customer has accepted the Microsoft Customer Agreement.</summary>
    public const string AgreementAttestationNotAllowed = "AGREEMENT_ATTESTATION_NOT_ALLOWED";
    /// <summary>A reseller would come under itself, or under one that is under it.</summary>
    public const string ResellerCycle = "RESELLER_CYCLE";
    /// <summary>The alert is resolved, and stays so.</summary>
    public const string AlertResolved = "ALERT_RESOLVED";
    /// <summary>There are as many of it as there may be.</summary>
    public const string LimitReached = "LIMIT_REACHED";
    /// <summary>The installation has no key to keep the secrets of webhooks by.</summary>
    public const string WebhooksUnavailable = "WEBHOOKS_UNAVAILABLE";
}
