using CspGraph.Api.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Usage;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Usage;

/// <summary>What the spend watch tells. At list price, which is nobody's secret.</summary>
sealed class SpendEvent : EventKindType
{
    public SpendEvent() : base("SpendEvent", "Spend is to be looked at: a customer's, or, where nothing below explains it, that of a reseller with all under it or of the whole tenant. At list price.",
        (EventKind.BudgetReached, "A customer's spend of the month has come to a part of its budget."),
        (EventKind.SpendSpiked, "Spend of a day is far above what is usual."),
        (EventKind.BudgetForecast, "A customer's spend is to come to its budget by the end of the month, if it goes on like this."))
    {
        Column("day", told => told.Day, "The day of the spend; of a budget, the day on which it was reached or foretold.").Filterable();
        Column("percent", told => told.Threshold, "The part of a budget that was reached, or a spike in percent of what is usual; null where nothing is usual.").Filterable();
        Column(told => told.Severity, "How much it matters: critical is what looks like crypto-mining.").Filterable();
        Computed("amount", (told, viewer) => ListPrice(told.Amount, told.Currency, told.RecordedAt), "What was spent: on the day, or in the month up to the last closed day; of a forecast, by the end of the month. Null where the currency is not known.", nullable: true);
        Computed("baseline", (told, viewer) => ListPrice(told.Baseline, told.Currency, told.RecordedAt), "What it is held against: the budget, or what is usual; null where the currency is not known.", nullable: true);
        Computed("methods", (told, viewer) => MethodsOf(told.Details), "What found a spike; empty for a budget.").OfUpTo(2);
        Computed("score", (told, viewer) => ScoreOf(told.Details), "Of a spike: robust deviations above what is usual; null where that is not known yet.", nullable: true);
        Computed("dataAsOf", (told, viewer) => AsOfOf(told.Details), "When the newest usage in it was stated.", nullable: true);
        Computed("entitlementId", (told, viewer) => EntitlementOf(told.Details), "The Azure subscription; null for several.", nullable: true);
        Computed("miningSigns", (told, viewer) => SignsOf(told.Details), "What of a spike looks like crypto-mining.").OfUpTo(3);
        Computed("newRegions", (told, viewer) => RegionsOf(told.Details), "Regions that were not used in the 30 days before, up to 20.").OfUpTo(SpendDetails.MostNamed);
        Computed("newMeters", (told, viewer) => MetersOf(told.Details), "Meters that were not used in the 30 days before, up to 20.").OfUpTo(SpendDetails.MostNamed);
    }

    static Figure? ListPrice(decimal? amount, string? currency, DateTime asOf) => currency is null ? null : Figure.OfListPrice(amount, currency, asOf);

    static IReadOnlyList<SpendMethod> MethodsOf(string? details) => Details<SpendDetails>(details)?.Methods ?? [];
    static double? ScoreOf(string? details) => (double?)Details<SpendDetails>(details)?.Score;
    static DateTime? AsOfOf(string? details) => Details<SpendDetails>(details)?.DataAsOf;
    static Guid? EntitlementOf(string? details) => Details<SpendDetails>(details)?.EntitlementId;
    static IReadOnlyList<MiningSign> SignsOf(string? details) => Details<SpendDetails>(details)?.Signs ?? [];
    static IReadOnlyList<string> RegionsOf(string? details) => Details<SpendDetails>(details)?.NewRegions ?? [];
    static IReadOnlyList<string> MetersOf(string? details) => Details<SpendDetails>(details)?.NewMeters ?? [];

    public static readonly EnumType<SpendMethod> Methods = new("SpendMethod", "What found a spike.",
        (SpendMethod.Overnight, "The day is far above the day before."),
        (SpendMethod.Seasonal, "The day is far above what its weekday usually comes to."));

    public static readonly EnumType<MiningSign> Signs = new("MiningSign", "What of a spike looks like crypto-mining.",
        (MiningSign.SuddenCompute, "At least half of it is computing time."),
        (MiningSign.NewMeters, "It is usage of meters that were not used before."),
        (MiningSign.NewRegions, "It is usage in regions that were not used before."));
}
