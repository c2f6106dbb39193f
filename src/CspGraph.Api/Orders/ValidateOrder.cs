using CspGraph.Api.PartnerOfRecord;
using CspGraph.Data;
using CspGraph.Domain.Orders;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Orders;

sealed class ValidateOrderInput : OrderInput;

/// <summary>What an order comes to, as it is shown.</summary>
sealed record OrderCheckShown(bool Accepted, IReadOnlyList<GateResult> Gates);

/// <summary>Answers all gates of an order that is not placed.</summary>
static class ValidateOrder
{
    /// <summary>Answers of one order at most: of each line the conditions of the Partner of Record, four gates, and those of its reseller's status and credit limit; and five of the whole.</summary>
    public static readonly int MostGates = OrderDraft.MostLines * (ValidatePartnerOfRecord.Rules + 6) + 5;

    public static readonly Argument Input = new("input", "ValidateOrderInput!", "The order.", Input: typeof(ValidateOrderInput));

    public static async Task<OrderCheckShown?> OfAsync(ResolveContext<CspGraphDb, Viewer> context, TimeProvider clock)
    {
        var desk = new OrderDesk(context.Db, context.Viewer, clock.GetUtcNow().UtcDateTime, context.Cancellation);
        var input = context.Argument<ValidateOrderInput>(Input.Name);
        if (await OrderDraft.CustomerAsync(desk, input) is not { } customer) return null;
        var (draft, objections) = await OrderDraft.ReadAsync(desk, input, customer);
        if (draft is null) throw new GraphException(GraphErrorCodes.BadUserInput, string.Join(' ', objections.Select(objection => $"input.{objection.Field}: {objection.Message}")));
        var check = await OrderCheck.OfAsync(desk, draft);
        return new(check.Outcome.IsAccepted, check.Gates);
    }
}

sealed class ValidateOrderInputType() : OrderFields<ValidateOrderInput>("ValidateOrderInput", "An order that is to be checked, not placed.");

sealed class OrderCheckType : ObjectType<OrderCheckShown>
{
    public OrderCheckType() : base("OrderCheck", "What an order would come to.")
    {
        Field(check => check.Accepted, "Whether it would be accepted: no gate fails, and none is unknown unless the tenant's policy lets that pass.");
        Field(check => check.Gates, "Each condition, in the order of the gates and of the lines.");
    }
}

sealed class OrderGateResultType : ObjectType<GateResult>
{
    public OrderGateResultType() : base("OrderGateResult", "What one gate has answered, of the order or of one of its lines.")
    {
        Field(result => result.Gate, "The condition.");
        Field(result => result.Line, "The line it is about, counted from 0; null for the whole order.");
        Field(result => result.Outcome, "What is known of it.");
        Field(result => result.Code, "Decide by this: schema/errors.md lists the codes. Null when it holds or is not asked.");
        Field(result => result.UpstreamCode, "The code with which Microsoft refuses the same, where a source states one.");
        Field(result => result.Message, "What was found, for people.");
        Field(result => result.Remedy, "What to do about it; null when there is nothing to do.");
    }

    public static readonly EnumType<OrderGate> Gate = new("OrderGate", "A condition that is asked before an order is accepted.",
        (OrderGate.CustomerAgreement, "The customer has accepted the Microsoft Customer Agreement."),
        (OrderGate.PartnerOfRecord, "The reseller is a valid Partner of Record."),
        (OrderGate.SellerRegion, "The tenant may sell where the customer is."),
        (OrderGate.SellerStanding, "Neither the tenant nor the reseller is barred from new purchases."),
        (OrderGate.Offer, "The SKU is sold in the customer's market, to its segment, on the line's term and billing plan."),
        (OrderGate.SeatRange, "The seats are as many as may be bought."),
        (OrderGate.Prerequisite, "The customer holds, or buys with it, a licence that an add-on needs."),
        (OrderGate.CreditLimit, "The order stays within what the distributor lets the reseller have running."),
        (OrderGate.ContactEmail, "The contact's e-mail address is one of a business."),
        (OrderGate.Promotion, "The promotion is one of what is bought."));
}
