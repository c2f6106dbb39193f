using CspGraph.Api.Customers;
using CspGraph.Api.Host.Changes;
using CspGraph.Data;
using CspGraph.Data.Resellers;
using CspGraph.Domain;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Usage;

sealed class SetBudgetInput : ChangeInput
{
    public required NodeId Customer { get; init; }
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public IReadOnlyList<int>? Thresholds { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed record SetBudgetPayload : ChangePayload
{
    public Guid? Customer { get; init; }
}

/// <summary>Decides what a customer's Azure usage of a month is to come to at most, and when that is told.</summary>
sealed class SetBudget : Change<SetBudgetInput, SetBudgetPayload>
{
    public static readonly int[] UsualThresholds = [50, 80, 100];

    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(SetBudgetInput input) => input.Customer;

    protected override async Task<SetBudgetPayload> MakeAsync(ChangeContext context, SetBudgetInput input)
    {
        await context.Db.LockTreeAsync(context.Cancellation);
        var customer = input.Customer.Tag == CustomerType.Tag ? await context.Rows<Customer>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == input.Customer.Key, context.Cancellation) : null;
        if (customer is null) return Refused(new(ObjectionCodes.NotFound, "There is no such customer.", "customer"));
        var row = await context.Rows<CustomerBudget>().SingleOrDefaultAsync(budget => budget.CustomerId == customer.Id, context.Cancellation);
        if (ChangeContext.Stale(row, input.ExpectedVersion) is { } stale) return Refused(stale);
        if (input.Amount is { } amount)
        {
            var thresholds = input.Thresholds ?? UsualThresholds;
            if (BudgetRules.Of(amount, input.Currency, thresholds) is { } objection) return Refused(objection);
            var (currency, text) = (input.Currency!, BudgetRules.TextOf(thresholds));
            if (row is null) context.Db.Add(row = new() { Id = context.NewId(), CustomerId = customer.Id, ResellerId = customer.ResellerId, Amount = amount, Currency = currency, Thresholds = text, SetAt = context.Now });
            else if ((row.Amount, row.Currency, row.Thresholds) != (amount, currency, text)) (row.Amount, row.Currency, row.Thresholds, row.SetAt) = (amount, currency, text, context.Now);
        }
        else if (row is not null)
        {
            context.Db.Remove(row);
        }
        if (row is not null && context.Db.Entry(row).State is not EntityState.Unchanged)
            context.Tell(EventKind.BudgetSet, input.Customer, customer.ResellerId, customer.Id, details: input.Amount is null ? null : new { row.Amount, row.Currency });
        return new() { Customer = customer.Id };
    }
}

/// <summary>A customer's budget.</summary>
sealed class BudgetType : EntityType<CustomerBudget, CspGraphDb, Viewer>
{
    public BudgetType() : base("Budget", "Budgets", idTag: null, "What a customer's Azure usage of a month is to come to at most, at list price. Nothing stops when it does, but it is told.")
    {
        Column(budget => budget.Amount, "Of a month, at list price.").Filterable();
        Column(budget => budget.Currency, "Of the amount: usage in other currencies is not held against it.").As("CurrencyCode").Filterable();
        Computed("thresholds", (budget, viewer) => BudgetRules.ThresholdsOf(budget.Thresholds), "Parts of it that are told, in percent, the smallest first.").OfUpTo(BudgetRules.MostThresholds);
        Column(budget => budget.SetAt, "When it was set.");
        Column(budget => budget.Version, "Counts its changes: give it back as expectedVersion.");
    }
}

sealed class SetBudgetInputType : ChangeInputType<SetBudgetInput>
{
    public SetBudgetInputType() : base("SetBudgetInput", "A customer's budget as it is to be.")
    {
        Field(input => input.Customer, "The customer's global id.");
        Field(input => input.Amount, "Of a month, at list price: more than 0, with up to four places. Left out or null, the customer has no budget any more.");
        Field(input => input.Currency, "Of the amount: usage in other currencies is not held against it.", scalar: "CurrencyCode");
        List(input => input.Thresholds, "Parts of it that are told, in percent: 1 to 10 different numbers from 1 to 1,000.", SetBudget.UsualThresholds);
        Field(input => input.ExpectedVersion, "The version that the client has seen, 0 for none; another one is left as it is.");
        CommonFields();
    }
}

sealed class SetBudgetPayloadType : ChangePayloadType<SetBudgetPayload>
{
    public SetBudgetPayloadType() : base("SetBudgetPayload", "The budget that was set.") =>
        Loaded<Customer>("customer", payload => payload.Customer, "Whose it is; null when it was not set.");
}
