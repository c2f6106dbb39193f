using System.Runtime.InteropServices;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Imports;

/// <summary>Sums of usage by statement, customer, day, entitlement and service, gathered in memory and handed out before they are too many.</summary>
/// <remarks>Lines may come in any order, so the same key can be handed out again: then its sums are to be added to what is stored.</remarks>
sealed class UsageWindow
{
    /// <summary>Sums that are held at most, but for those of one more chunk of lines: some 5 MB.</summary>
    public const int Size = 30_000;

    const decimal Units = 1_000_000m;

    readonly Dictionary<Key, Sums> held = [];

    public bool IsFull => held.Count >= Size;

    public void Add(UsageLine line)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(held,
            new(line.StatementId, line.MicrosoftCustomerId, line.Day().DayNumber, line.EntitlementId ?? Guid.Empty, line.MeterCategory ?? ""), out _);
        sums.Lines++;
        // Whole numbers of the last place that counts: added without error, and faster than decimals.
        if (UsageAmounts.Cost(line) is { } cost) sums.Cost += (long)(cost * Units);
        else sums.CostMissing++;
        if (UsageAmounts.ListPrice(line) is { } listPrice) sums.ListPrice += (long)(listPrice * Units);
        else sums.ListPriceMissing++;
    }

    /// <summary>All that is held, in the order of the key; nothing is held afterwards.</summary>
    public List<UsageDay> Take()
    {
        var days = held.Select(entry => new UsageDay
        {
            StatementId = entry.Key.Statement,
            MicrosoftCustomerId = entry.Key.Customer,
            Day = DateOnly.FromDayNumber(entry.Key.Day),
            EntitlementId = entry.Key.Entitlement,
            Service = entry.Key.Service,
            Cost = entry.Value.Cost / Units,
            ListPrice = entry.Value.ListPrice / Units,
            Lines = entry.Value.Lines,
            CostMissing = entry.Value.CostMissing,
            ListPriceMissing = entry.Value.ListPriceMissing,
        }).OrderBy(day => day.StatementId).ThenBy(day => day.MicrosoftCustomerId).ThenBy(day => day.Day).ToList();
        held.Clear();
        return days;
    }

    readonly record struct Key(Guid Statement, Guid Customer, int Day, Guid Entitlement, string Service);

    struct Sums
    {
        public long Cost;
        public long ListPrice;
        public long Lines;
        public long CostMissing;
        public long ListPriceMissing;
    }
}
