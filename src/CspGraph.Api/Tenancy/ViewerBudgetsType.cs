using CspGraph.Api.Host.Budgets;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tenancy;

/// <summary>What may be spent over time.</summary>
sealed record ViewerBudgets(ViewerBudget? Client, ViewerBudget? Tenant)
{
    public static ViewerBudgets Of(BudgetSettings settings) => new(ViewerBudget.Of(settings.Client), ViewerBudget.Of(settings.Tenant));
}

/// <summary>One budget.</summary>
sealed record ViewerBudget(int Capacity, int RefillPerSecond)
{
    public static ViewerBudget? Of(BucketSize size) => size.IsOff ? null : new((int)size.Capacity, (int)size.RefillPerSecond);
}

sealed class ViewerBudgetsType : ObjectType<ViewerBudgets>
{
    public ViewerBudgetsType() : base("ViewerBudgets", "What operations may cost over time. Each is paid from both budgets; what cannot be paid now is refused with RATE_LIMITED, and Retry-After says when it can.")
    {
        Field(budgets => budgets.Client, "That of the program and the person of the token; null for none.");
        Field(budgets => budgets.Tenant, "That of all clients of the tenant together; null for none.");
    }
}

sealed class ViewerBudgetType : ObjectType<ViewerBudget>
{
    public ViewerBudgetType() : base("ViewerBudget", "A budget that refills by itself, in costs of operations.")
    {
        Field(budget => budget.Capacity, "What it holds when it is full. An operation that costs more is refused with COST_EXCEEDED.");
        Field(budget => budget.RefillPerSecond, "What comes back each second.");
    }
}
