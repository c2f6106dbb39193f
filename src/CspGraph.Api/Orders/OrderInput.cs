using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Orders;

/// <summary>What is to be ordered for whom.</summary>
abstract class OrderInput : ChangeInput
{
    public required NodeId Customer { get; init; }
    public required IReadOnlyList<OrderLineInput> Lines { get; init; }
    public PriceSegment Segment { get; init; }
    public string? ContactEmail { get; init; }
}

sealed class OrderLineInput
{
    public required NodeId Product { get; init; }
    public required NodeId Sku { get; init; }
    public TermDuration? TermDuration { get; init; }
    public BillingCycle BillingCycle { get; init; }
    public int Quantity { get; init; }
    public NodeId? PartnerOfRecord { get; init; }
    public string? PromotionId { get; init; }
}

/// <summary>The fields of an order, to be placed or only to be checked.</summary>
abstract class OrderFields<T> : ChangeInputType<T> where T : OrderInput
{
    protected OrderFields(string name, string description) : base(name, description)
    {
        Field(input => input.Customer, "Who buys.");
        Field(input => input.Lines, "What: 1 to 50 lines, of each of which a subscription comes.");
        Field(input => input.Segment, "To whom it is sold.", PriceSegment.Commercial);
        Field(input => input.ContactEmail, "Of the reseller's contact, where it enrols with this order: it must be one of a business.");
    }
}

sealed class OrderLineInputType : InputType<OrderLineInput>
{
    public OrderLineInputType() : base("OrderLineInput", "What one line buys.")
    {
        Field(line => line.Product, "The product.");
        Field(line => line.Sku, "The stock-keeping unit: one of the product's.");
        Field(line => line.TermDuration, "Length of the commitment; left out for a sale without a term.");
        Field(line => line.BillingCycle, "How often Microsoft charges.");
        Field(line => line.Quantity, "Seats.");
        Field(line => line.PartnerOfRecord, "The reseller that sells it; left out, the customer's. It transacts under its own PLA ID, else under that of the nearest above it which has one.");
        Field(line => line.PromotionId, "Microsoft's promotion: product:sku:availability.");
    }
}
