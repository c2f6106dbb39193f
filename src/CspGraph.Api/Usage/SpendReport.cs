using CspGraph.Domain.Pricing;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Usage;

/// <summary>How spend is cut.</summary>
enum SpendGrouping
{
    Day,
    Month,
    Service,
    Entitlement,
}

/// <summary>What a customer's Azure usage comes to in a range of days.</summary>
sealed record SpendReport(DateOnly From, DateOnly To, IReadOnlyList<SpendGroup> Groups, IReadOnlyList<Figure> Cost, IReadOnlyList<Figure> ListPrice, long Lines);

/// <summary>One part of a report; of the keys only those are there that the report is cut by.</summary>
sealed record SpendGroup(
    DateOnly? Day, DateOnly? Month, string? Service, Guid? EntitlementId, string? EntitlementName,
    IReadOnlyList<Figure> Cost, IReadOnlyList<Figure> ListPrice, long Lines);

/// <summary>What a customer spends: one answer, cut as the query asks.</summary>
sealed class SpendReportType : ObjectType<SpendReport>
{
    public SpendReportType() : base("SpendReport",
        "What a customer's Azure usage comes to in a range of days: of statements that hold, so that no usage counts twice. Taxes are not in it.")
    {
        Field(report => report.From, "The first day.");
        Field(report => report.To, "The last day, itself included.");
        Field(report => report.Groups, "Its parts, in the order of their keys. A day, month, service or entitlement without usage is absent: nothing stated is not zero.");
        Field(report => report.Cost, "What Microsoft charges the distributor, one figure per currency; hidden from resellers.");
        Field(report => report.ListPrice, "The same usage at list price (UnitPrice × Quantity, in the currency of the bill), one figure per currency.");
        Field(report => report.Lines, "Usage lines that are counted.");
    }

    public static readonly EnumType<SpendGrouping> Grouping = new("SpendGrouping", "What spend is cut by.",
        (SpendGrouping.Day, "The day of the usage."),
        (SpendGrouping.Month, "The month of the usage."),
        (SpendGrouping.Service, "The service: MeterCategory."),
        (SpendGrouping.Entitlement, "The Azure subscription."));
}

/// <summary>One part of it: of the four keys only that by which the report is cut is there.</summary>
sealed class SpendGroupType : ObjectType<SpendGroup>
{
    public SpendGroupType() : base("SpendGroup", "One part of a spend report. Keys that the report is not cut by are null.")
    {
        Field(group => group.Day, "The day, when cut by DAY.");
        Field(group => group.Month, "The first day of the month, when cut by MONTH.");
        Field(group => group.Service, "MeterCategory, when cut by SERVICE; empty for usage that names none.");
        Field(group => group.EntitlementId, "The Azure subscription, when cut by ENTITLEMENT; null for usage that names none.");
        Field(group => group.EntitlementName, "Its name as last stated.");
        Field(group => group.Cost, "What Microsoft charges the distributor, one figure per currency; hidden from resellers.");
        Field(group => group.ListPrice, "The same usage at list price, one figure per currency.");
        Field(group => group.Lines, "Usage lines that are counted.");
    }
}
