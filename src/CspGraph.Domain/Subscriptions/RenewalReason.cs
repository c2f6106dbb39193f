namespace CspGraph.Domain.Subscriptions;

/// <summary>Why a subscription's renewal comes out as it does, or why nothing can be said of it.</summary>
public enum RenewalReason
{
    /// <summary>It has no term that ends.</summary>
    NoTerm,
    /// <summary>It has ended already: expired, disabled or cancelled.</summary>
    NotRunning,
    /// <summary>No source has stated whether it renews by itself, and nothing is scheduled that decides it.</summary>
    AutoRenewNotStated,
    /// <summary>It renews by itself.</summary>
    AutoRenewOn,
    /// <summary>It does not renew by itself, and nobody has scheduled its cancellation.</summary>
    AutoRenewOff,
    /// <summary>Its cancellation is scheduled for the end of the term.</summary>
    CancelScheduled,
    /// <summary>Its cancellation is scheduled for a day before the term ends.</summary>
    CancelScheduledEarlier,
    /// <summary>A renewal as it is, is scheduled.</summary>
    RenewalScheduled,
    /// <summary>A renewal with another quantity, term, billing cycle or SKU is scheduled.</summary>
    ChangesScheduled,
    /// <summary>It is scheduled to become one of another SKU.</summary>
    TransitionScheduled,
    /// <summary>An extended service term is scheduled.</summary>
    ExtendedServiceTermScheduled,
    /// <summary>It is suspended: what is so at the end of its term does not renew.</summary>
    Suspended,
    /// <summary>It is a trial, and nothing else is scheduled.</summary>
    Trial,
    /// <summary>It does not renew, and there is no extended service term for a term bought before <see cref="ExtendedServiceTermDates.BoughtFrom"/>.</summary>
    BoughtBeforeExtendedServiceTerm,
    /// <summary>It does not renew, and there is no extended service term behind one that ends before <see cref="ExtendedServiceTermDates.EndsFrom"/>.</summary>
    EndsBeforeExtendedServiceTerm,
    /// <summary>It does not renew, and there is no extended service term for what is not sold any more.</summary>
    EndOfSale,
}
