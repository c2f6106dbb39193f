using CspGraph.Api.Host.Changes;
using CspGraph.Data.Resellers;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Subscriptions;

sealed class SetContractedMinimumInput : ChangeInput
{
    public required NodeId Subscription { get; init; }
    public int Quantity { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
}

sealed record SetContractedMinimumPayload : ChangePayload
{
    public Guid? ContractedMinimum { get; init; }
}

/// <summary>States what the distributor's contract with a reseller says: one more statement, as those of files are, and newer than all before it.</summary>
sealed class SetContractedMinimum : Change<SetContractedMinimumInput, SetContractedMinimumPayload>
{
    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(SetContractedMinimumInput input) => input.Subscription;

    protected override async Task<SetContractedMinimumPayload> MakeAsync(ChangeContext context, SetContractedMinimumInput input)
    {
        if (!context.Viewer.SeesWholeTenant) return Refused(new(ObjectionCodes.NotAuthorized, "The contract is the distributor's: it is recorded by who sees the whole tenant."));
        await context.Db.LockTreeAsync(context.Cancellation);
        var subscription = input.Subscription.Tag == CspSubscriptionType.Tag
            ? await context.Rows<CspSubscription>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == input.Subscription.Key, context.Cancellation) : null;
        if (subscription is null) return Refused(new(ObjectionCodes.NotFound, "There is no such subscription.", "subscription"));
        if (input.Quantity is < 0 or > MinimumTerms.MostSeats) return Refused(new(ObjectionCodes.BadUserInput, $"A contract asks for 0 to {MinimumTerms.MostSeats:N0} seats.", "quantity"));
        if (input.EndsOn < input.StartsOn) return Refused(new(ObjectionCodes.BadUserInput, "It ends before it begins.", "endsOn"));

        var row = await context.Rows<ContractedMinimum>().SingleOrDefaultAsync(minimum => minimum.SubscriptionId == subscription.Id && minimum.StartsOn == input.StartsOn, context.Cancellation);
        MinimumTerms? before = row is null ? null : new(row.MinimumQuantity, row.EndsOn);
        if (row is null)
            context.Db.Add(row = new() { Id = context.NewId(), SubscriptionId = subscription.Id, ResellerId = subscription.ResellerId, StartsOn = input.StartsOn, MinimumQuantity = 0, FactDates = "" });
        var stated = new Fact<MinimumTerms>(new(input.Quantity, input.EndsOn), context.Now);
        var facts = MinimumFacts.Of(row).Join(new(stated));
        if (facts.Terms!.Value.Value != stated.Value)
            return Refused(new(ObjectionCodes.Conflict, $"Something else is stated, as of {facts.Terms.Value.StatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}.", "quantity"));
        facts.WriteTo(row);
        if (before != stated.Value)
            context.Tell(EventKind.ContractedMinimumSet, input.Subscription, subscription.ResellerId, subscription.CustomerId, subscription.Id, new { input.Quantity, input.StartsOn, input.EndsOn });
        return new() { ContractedMinimum = row.Id };
    }
}

sealed class SetContractedMinimumInputType : ChangeInputType<SetContractedMinimumInput>
{
    public SetContractedMinimumInputType() : base("SetContractedMinimumInput", "What a contract says of a subscription's seats. It takes the place of what was stated before for the same first day.")
    {
        Field(input => input.Subscription, "The subscription's global id.");
        Field(input => input.Quantity, "The fewest seats, up to 10,000,000; 0 binds to nothing, and so takes a minimum back.");
        Field(input => input.StartsOn, "The first day on which it holds.");
        Field(input => input.EndsOn, "The last day on which it holds; left out, until a later one begins.");
        CommonFields();
    }
}

sealed class SetContractedMinimumPayloadType : ChangePayloadType<SetContractedMinimumPayload>
{
    public SetContractedMinimumPayloadType() : base("SetContractedMinimumPayload", "The contracted minimum that was set.") =>
        Loaded<ContractedMinimum>("contractedMinimum", payload => payload.ContractedMinimum, "The minimum; null when it was not set.");
}
