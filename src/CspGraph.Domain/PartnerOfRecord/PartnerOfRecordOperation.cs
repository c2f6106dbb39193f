namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What is to be done to a subscription, as far as Microsoft asks whether its Partner of Record is valid.</summary>
public enum PartnerOfRecordOperation
{
    /// <summary>Something new is bought.</summary>
    NewOrder,
    /// <summary>Seats are added.</summary>
    SeatIncrease,
    /// <summary>Seats are taken away.</summary>
    SeatDecrease,
    /// <summary>It is billed in another rhythm.</summary>
    BillingPlanChange,
    /// <summary>It is committed to for another time.</summary>
    TermChange,
    /// <summary>It goes from one partner to another (P2P).</summary>
    Transfer,
    /// <summary>It goes from legacy to new commerce.</summary>
    Migration,
    /// <summary>It becomes one of another SKU.</summary>
    Upgrade,
    /// <summary>A change is set down for its next term.</summary>
    ScheduledChange,
    /// <summary>It renews by itself at the end of its term.</summary>
    AutoRenewal,
    /// <summary>It is told not to renew by itself.</summary>
    AutoRenewOff,
    /// <summary>It is cancelled.</summary>
    Cancellation,
    /// <summary>Its service is stopped, its billing not.</summary>
    Suspend,
}
