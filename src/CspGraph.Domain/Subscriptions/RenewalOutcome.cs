namespace CspGraph.Domain.Subscriptions;

/// <summary>What becomes of a subscription at the end of its term, as things stand.</summary>
public enum RenewalOutcome
{
    /// <summary>It renews for the same term.</summary>
    Renews,
    /// <summary>It renews with what was scheduled: another quantity, term or product.</summary>
    RenewsWithChanges,
    /// <summary>It goes on month by month at a higher price, for nobody has renewed or cancelled it.</summary>
    ExtendedServiceTerm,
    /// <summary>It is cancelled at the end, as somebody has asked.</summary>
    Cancels,
    /// <summary>It ends, and nothing comes behind it.</summary>
    Expires,
}
