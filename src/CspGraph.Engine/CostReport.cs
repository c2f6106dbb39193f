namespace CspGraph.Engine;

/// <summary>What a response says under <c>extensions.cost</c> beside the operation's own cost.</summary>
/// <param name="Limit">What one operation may cost.</param>
/// <param name="Remaining">What is left of the client's budget once this operation is paid; null where there is no budget.</param>
/// <param name="ResetAt">When the budget is full again, in UTC; null where there is no budget.</param>
public sealed record CostReport(long Limit, long? Remaining, DateTime? ResetAt);
