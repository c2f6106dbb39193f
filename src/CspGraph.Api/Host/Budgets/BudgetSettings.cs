namespace CspGraph.Api.Host.Budgets;

/// <summary>How much a client, and all clients of a tenant together, may ask for over time.</summary>
sealed record BudgetSettings(BucketSize Client, BucketSize Tenant)
{
    /// <summary>The most that one operation may ever cost; null without a budget.</summary>
    public long? MostOfOne => (Client.IsOff, Tenant.IsOff) switch
    {
        (true, true) => null,
        (false, true) => Client.Capacity,
        (true, false) => Tenant.Capacity,
        _ => Math.Min(Client.Capacity, Tenant.Capacity),
    };

    public static BudgetSettings Read(IConfiguration configuration) => new(
        ReadSize(configuration, "Client", new(Capacity: 100_000_000, RefillPerSecond: 5_000_000)),
        ReadSize(configuration, "Tenant", new(Capacity: 1_000_000_000, RefillPerSecond: 50_000_000)));

    static BucketSize ReadSize(IConfiguration configuration, string whose, BucketSize otherwise) => new(
        ServerSettings.Number(configuration, $"GraphQL:Budget:{whose}Capacity", otherwise.Capacity, least: 0, BucketSize.Most),
        ServerSettings.Number(configuration, $"GraphQL:Budget:{whose}RefillPerSecond", otherwise.RefillPerSecond, least: 1, BucketSize.Most));
}

/// <summary>A budget: what it holds when nobody has spent, and what comes back.</summary>
/// <param name="Capacity">As costs of operations; 0 for no budget.</param>
/// <param name="RefillPerSecond">As costs of operations.</param>
readonly record struct BucketSize(long Capacity, long RefillPerSecond)
{
    /// <summary>A whole number of GraphQL's Int; and its millionths are whole numbers of a double, with which Redis counts.</summary>
    public const long Most = 2_000_000_000;

    public bool IsOff => Capacity == 0;
}
