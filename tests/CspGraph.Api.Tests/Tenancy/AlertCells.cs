using System.Text.Json;
using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Alerts;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The columns of an alert that are not free to be anything. The first of a part is at Microsoft's price and the next at list price, and so on by turns.</summary>
static class AlertCells
{
    static readonly AlertKind[] Kinds = [AlertKind.Renewal, AlertKind.Budget, AlertKind.SeatsBelowMinimum, AlertKind.SpendSpike];

    public static Fixed? Find(Cells cells, IProperty property, Place place) => property.Name switch
    {
        nameof(Alert.Kind) => new(Kinds[place.Index % Kinds.Length]),
        // What is settled cannot be seen to.
        nameof(Alert.Status) when place.Index < 2 => new(AlertStatus.Open),
        nameof(Alert.Currency) => new("EUR"),
        // Both have a value in the same row.
        nameof(Alert.Amount) or nameof(Alert.Baseline) => new(90_000_000m + Cells.Hash($"{property.Name} {place}") % 100_000 * 64 + cells.Class(property, place) + 0.25m),
        nameof(Alert.Notes) => new(JsonSerializer.Serialize(new[] { new { At = new DateTime(2026, 5, 4, 3, 2, 1, DateTimeKind.Utc), By = cells.Mark(property, place), Text = cells.Mark(property, place) } }, ChangeJson.Options)),
        _ => null,
    };

    /// <summary>Whether an amount is what Microsoft charges.</summary>
    public static bool IsAtCost(Place place) => place.Index % 2 == 0;
}
