using System.Text.Json;
using CspGraph.Domain.Alerts;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>What of an alert is no column, and the policy that holds.</summary>
static class OracleAlerts
{
    /// <summary>Budgets and spikes are at list price, which everybody sees; the others are what Microsoft charges.</summary>
    public static Domain.Pricing.Figure? Figure(Alert row, decimal? amount, Sight sight) =>
        row.Currency is null ? null : Domain.Pricing.Figure.OfCost(amount, row.Currency, row.ToldAt, IsShown(row, sight));

    public static Domain.Pricing.Figure? Baseline(Alert row, Sight sight) => row.Baseline is null && IsShown(row, sight) ? null : Figure(row, row.Baseline, sight);

    public static List<AlertNote> Notes(Alert row) => row.Notes is "" ? [] : JsonSerializer.Deserialize<List<AlertNote>>(row.Notes, JsonSerializerOptions.Web)!;

    public static OraclePolicy Policy(Sight sight) => sight.Rows<WatchPolicy>().SingleOrDefault() is { } row
        ? new([.. row.RenewalDays.Split(' ').Select(int.Parse)], row.OvernightPercent, row.Sensitivity, row.MinimumAmount, row.WarmUpDays, row.MaxUsageAgeDays, row.Version)
        : new([30, 7, 1], 200, 5, 20, 14, 7, 0);

    static bool IsShown(Alert row, Sight sight) => row.Kind is AlertKind.Budget or AlertKind.SpendSpike || sight.Viewer.SubtreeRootId is null;
}

sealed record OraclePolicy(IReadOnlyList<int> RenewalDays, int OvernightPercent, decimal Sensitivity, decimal MinimumAmount, int WarmUpDays, int MaxUsageAgeDays, int Version);
