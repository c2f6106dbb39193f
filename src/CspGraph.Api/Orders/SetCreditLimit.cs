using CspGraph.Api.Host.Changes;
using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Events;
using CspGraph.Domain.Orders;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Orders;

sealed class SetCreditLimitInput : ChangeInput
{
    public required NodeId Reseller { get; init; }
    public decimal Amount { get; init; }
    public required string Currency { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed record SetCreditLimitPayload : ChangePayload
{
    public Guid? Reseller { get; init; }
}

/// <summary>Decides for how much a reseller and all under it may have running at once.</summary>
sealed class SetCreditLimit : Change<SetCreditLimitInput, SetCreditLimitPayload>
{
    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(SetCreditLimitInput input) => input.Reseller;

    protected override async Task<SetCreditLimitPayload> MakeAsync(ChangeContext context, SetCreditLimitInput input)
    {
        if (!context.Viewer.SeesWholeTenant) return Refused(new Objection(ObjectionCodes.NotAuthorized, "Credit is the distributor's to give: it is set by who sees the whole tenant."));
        var reseller = input.Reseller.Tag == ResellerType.Tag ? input.Reseller.Key : Guid.Empty;
        if (!await context.Rows<Reseller>().AnyAsync(row => row.Id == reseller, context.Cancellation)) return Refused(new Objection(ObjectionCodes.NotFound, "There is no such reseller.", "reseller"));
        if (input.Amount is < 0 or > Money.Most || decimal.Round(input.Amount, 4) != input.Amount)
            return Refused(new Objection(ObjectionCodes.BadUserInput, "A limit is 0 or more, with up to four places.", "amount"));
        if (!Currencies.IsKnown(input.Currency)) return Refused(new Objection(ObjectionCodes.BadUserInput, "This is no currency of ISO 4217.", "currency"));
        var row = await context.Rows<CreditLimit>().SingleOrDefaultAsync(limit => limit.ResellerId == reseller, context.Cancellation);
        if (ChangeContext.Stale(row, input.ExpectedVersion) is { } stale) return Refused(stale);
        if (row is null) context.Db.Add(new CreditLimit { Id = context.NewId(), ResellerId = reseller, Amount = input.Amount, Currency = input.Currency, SetAt = context.Now });
        else (row.Amount, row.Currency, row.SetAt) = (input.Amount, input.Currency, context.Now);
        context.Tell(EventKind.CreditLimitSet, input.Reseller, reseller, details: new { input.Amount, input.Currency });
        return new() { Reseller = reseller };
    }
}

/// <summary>A reseller's credit limit.</summary>
sealed class CreditLimitType : EntityType<CreditLimit, CspGraphDb, Viewer>
{
    public CreditLimitType() : base("CreditLimit", "CreditLimits", idTag: null, "For how much the distributor lets a reseller and all under it have running at once.")
    {
        Column(limit => limit.Amount, "A month of its subtree's running subscriptions at list price comes to no more than this.");
        Column(limit => limit.Currency, "Of the amount.").As("CurrencyCode");
        Column(limit => limit.SetAt, "When it was set.");
        Column(limit => limit.Version, "Counts its changes: give it back as expectedVersion.");
    }
}

sealed class SetCreditLimitInputType : ChangeInputType<SetCreditLimitInput>
{
    public SetCreditLimitInputType() : base("SetCreditLimitInput", "A credit limit as it is to be.")
    {
        Field(input => input.Reseller, "Whose: it holds for all under it too that have none of their own.");
        Field(input => input.Amount, "Of a month at list price: 0 or more, with up to four places.");
        Field(input => input.Currency, "Of the amount: only list prices in it can be held against it.", scalar: "CurrencyCode");
        Field(input => input.ExpectedVersion, "The version that the client has seen, 0 for none; another one is left as it is.");
        CommonFields();
    }
}

sealed class SetCreditLimitPayloadType : ChangePayloadType<SetCreditLimitPayload>
{
    public SetCreditLimitPayloadType() : base("SetCreditLimitPayload", "The credit limit that was set.") =>
        Loaded<Reseller>("reseller", payload => payload.Reseller, "Whose it is; null when it was not set.");
}
