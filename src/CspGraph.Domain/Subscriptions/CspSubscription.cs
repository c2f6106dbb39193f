using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Subscriptions;

/// <summary>A new-commerce subscription that a customer holds.</summary>
public sealed class CspSubscription : IResellerOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>Microsoft's subscription id; an id of our own while it awaits confirmation.</summary>
    public required Guid SubscriptionId { get; set; }
    /// <summary>The customer's own name for it, else what is bought.</summary>
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    /// <summary><see cref="Name"/> as it is searched and sorted (see <see cref="Folded"/>); set with it.</summary>
    public string NameFolded { get; private set; } = "";
    /// <summary>The <see cref="Customers.Customer"/> that holds it: our row, not its Entra tenant.</summary>
    public required Guid CustomerId { get; set; }
    /// <summary>Who sold it: its Partner of Record, else who holds the customer; null for a direct sale.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>The <see cref="Catalog.Product"/> it is of: our row, not Microsoft's id.</summary>
    public required Guid ProductId { get; set; }
    /// <summary>The <see cref="Catalog.Sku"/> it is of; an upgrade can change it.</summary>
    public required Guid SkuId { get; set; }
    /// <summary>Seats.</summary>
    public required int Quantity { get; set; }
    /// <summary>What Microsoft charges the tenant per seat and billing cycle, before tax; null when unknown.</summary>
    public decimal? UnitPrice { get; set; }
    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }
    /// <summary>What Microsoft charges the tenant for a month of all seats (see <see cref="MonthlyPrice"/>); null when unknown.</summary>
    public decimal? MonthlyCost { get; set; }
    /// <summary>Null for an Azure plan, which has no commitment.</summary>
    public TermDuration? TermDuration { get; set; }
    /// <summary>The cycle that <see cref="UnitPrice"/> is for; None also when no source has stated one.</summary>
    public required BillingCycle BillingCycle { get; set; }
    /// <summary>As last stated: an end of term that passes does not change it by itself.</summary>
    public required SubscriptionStatus Status { get; set; }
    /// <summary>The earliest calendar day that any source gives for its start.</summary>
    public required DateOnly StartDate { get; set; }
    /// <summary>The last day of the current term, itself included.</summary>
    public DateOnly? CommitmentEndDate { get; set; }
    /// <summary>The last moment (UTC) at which it can be cancelled for a refund.</summary>
    public DateTime? CancellationAllowedUntil { get; set; }
    /// <summary>Null when no source has stated it.</summary>
    public bool? AutoRenew { get; set; }
    /// <summary>What was scheduled for the end of the term, or for a day before, as text; null when no source has stated it, empty for nothing.</summary>
    public string? ScheduledActions { get; set; }
    /// <summary>When it became known here (UTC) that the term ends on <see cref="CommitmentEndDate"/>: of what was past by then, nobody could have been told.</summary>
    public DateTime TermKnownAt { get; set; }
    /// <summary>PLA ID of the Partner of Record.</summary>
    public string? PartnerOfRecordId { get; set; }
    /// <summary>Microsoft's promotion, as it was ordered: product:sku:availability; null for none, or when no source has stated it.</summary>
    public string? PromotionId { get; set; }
    /// <summary>When it was ordered here (UTC); null for what came from a source.</summary>
    public DateTime? OrderedAt { get; set; }
    /// <summary>True from an order until a source tells of the subscription: until then <see cref="SubscriptionId"/> is an id of our own.</summary>
    public bool AwaitsConfirmation { get; set; }
    /// <summary>The day of the newest fact above (UTC midnight when only a day is known).</summary>
    public required DateTime AsOf { get; set; }
    /// <summary>When each fact above was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
    /// <summary>What sources other than invoices have stated of it, as text: it holds again when an invoice holds no more. Null for nothing, empty for all that the row says.</summary>
    public string? StatedElsewhere { get; set; }
    /// <summary>Whether sources have given it to more than one customer: then what is stated of it is not all found among one customer's lines.</summary>
    public bool IsDisputed { get; set; }
}

/// <summary>Length of a commitment, as ISO 8601 durations.</summary>
public enum TermDuration
{
    /// <summary>One month.</summary>
    P1M,
    /// <summary>One year.</summary>
    P1Y,
    /// <summary>Three years.</summary>
    P3Y,
    /// <summary>Five years: known from price sheets.</summary>
    P5Y,
}

/// <summary>How often Microsoft charges.</summary>
public enum BillingCycle
{
    /// <summary>Not billed by cycle.</summary>
    None,
    /// <summary>Every month.</summary>
    Monthly,
    /// <summary>Every year.</summary>
    Annual,
    /// <summary>Every three years.</summary>
    Triennial,
    /// <summary>Once.</summary>
    OneTime,
}

/// <summary>Partner Center's life cycle of a subscription.</summary>
public enum SubscriptionStatus
{
    /// <summary>In use.</summary>
    Active,
    /// <summary>Ordered, not yet provisioned.</summary>
    Pending,
    /// <summary>Service stopped, billing not; no seat changes.</summary>
    Suspended,
    /// <summary>Past its term.</summary>
    Expired,
    /// <summary>Access stopped, data kept.</summary>
    Disabled,
    /// <summary>Cancelled.</summary>
    Deleted,
}
