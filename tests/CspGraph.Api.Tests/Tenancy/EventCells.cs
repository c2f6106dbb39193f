using System.Text.Json;
using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The columns of an event that are not free to be anything: of which kind and of what it is, and what its kind tells beside.</summary>
static class EventCells
{
    public static Fixed? Find(Cells cells, IProperty property, Place place) => property.Name switch
    {
        nameof(EventRecord.Kind) => new(EventPlaces.Kind(place)),
        // In no order of parts or kinds.
        nameof(EventRecord.Number) => new(1_000_000L + ((EventPlaces.IsLast(place) ? 120_000 : Cells.Hash($"{place}") % 1_000 * 120) + place.Index) * 64 + cells.Class(property, place)),
        nameof(EventRecord.CustomerId) when EventPlaces.IsOfReseller(place) => new(null),
        nameof(EventRecord.SubscriptionId) when EventPlaces.IsOfReseller(place) || EventPlaces.Now(place) != place.Zone && place.Index % 2 == 1 => new(null),
        nameof(EventRecord.Currency) => new("EUR"),
        nameof(EventRecord.Details) => new(Details(cells, property, place)),
        _ => null,
    };

    /// <summary>True of what tells in part of somebody above, or beside: not all of it is told to everybody who sees the event.</summary>
    public static bool NamesOthers(IProperty property, Place place) =>
        property.DeclaringType.ClrType == typeof(EventRecord) && property.Name == nameof(EventRecord.Details) && EventPlaces.Kind(place) is EventKind.ResellerMoved or EventKind.PartnerOfRecordAssigned;

    /// <summary>In the form that the product writes. Numbers and days are of no column: what is shown of it is not to be taken for what another column hides.</summary>
    static string? Details(Cells cells, IProperty property, Place place)
    {
        var (mark, number) = (cells.Mark(property, place), 90_000_000 + (int)(Cells.Hash($"{place}") % 100_000) * 64 + cells.Class(property, place));
        object? details = EventPlaces.Kind(place) switch
        {
            EventKind.AgreementRecorded => new { Before = Any<AgreementStatus>(0), Status = Any<AgreementStatus>(1) },
            EventKind.ImportSucceeded => new { Kind = Any<ImportKind>(0), FileName = $"{mark}.csv", Created = number, Updated = number + 64 },
            EventKind.CreditLimitSet or EventKind.BudgetSet => new Money(number + 0.25m, "EUR"),
            EventKind.AlertChanged => new { Kind = Any<AlertKind>(0), Status = Any<AlertStatus>(1), Owner = mark },
            EventKind.ContractedMinimumSet => new { Quantity = number, StartsOn = new DateOnly(2031, 2, 1).AddDays(number % 300), EndsOn = new DateOnly(2031, 2, 1).AddDays(number % 299) },
            EventKind.PartnerOfRecordAssigned => new { From = Above(), To = mark, On = new DateOnly(2031, 2, 1).AddDays(number % 300) },
            EventKind.PartnerOfRecordTurned => new
            {
                PlaId = mark,
                Before = Any<VerdictOutcome>(0),
                After = Any<VerdictOutcome>(1),
                Checks = new[] { new { Rule = Any<PartnerOfRecordRule>(0), Outcome = CheckOutcome.Unknown, Code = mark, UpstreamCode = mark } },
                CustomerCount = number,
                SubscriptionCount = number + 64,
                NextRenewalOn = new DateOnly(2031, 2, 1).AddDays(number % 300),
                Subscriptions = new[] { new { Id = Id<CspSubscription>('S', place.Zone), Customer = Id<Customer>('C', place.Zone), RenewsOn = new DateOnly(2031, 2, 1).AddDays(number % 299), AutoRenew = true } },
                Operations = new { Refused = new[] { Any<PartnerOfRecordOperation>(0) }, Warned = new[] { Any<PartnerOfRecordOperation>(1) }, Unaffected = new[] { Any<PartnerOfRecordOperation>(2) } },
            },
            EventKind.RenewalDue or EventKind.RenewalDrifted or EventKind.SubscriptionRenewed or EventKind.TermExpired or EventKind.CancellationWindowClosing or EventKind.SeatsBelowMinimum => new
            {
                Formerly = Any<RenewalOutcome>(0),
                EndedOn = new DateOnly(2031, 2, 1).AddDays(number % 300),
                Until = new DateTime(2031, 2, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number),
                Since = new DateOnly(2031, 2, 1).AddDays(number % 299),
                Minimum = number,
            },
            EventKind.BudgetReached or EventKind.BudgetForecast or EventKind.SpendSpiked => new
            {
                DataAsOf = new DateTime(2031, 2, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number),
                Methods = new[] { Any<SpendMethod>(0) },
                Score = number + 0.25m,
                EntitlementId = Cells.Id($"{mark} {place}"),
                Signs = new[] { Any<MiningSign>(0) },
                NewRegions = new[] { mark },
                NewMeters = new[] { mark },
            },
            EventKind.WebhookCreated or EventKind.WebhookChanged or EventKind.WebhookDeleted or EventKind.WebhookDisabled => new { Name = mark, Reason = Any<WebhookStop>(0) },
            EventKind.SubscriptionChanged => new { Fields = new[] { mark } },
            EventKind.ResellerMoved => new { From = Id<Reseller>('R', place.Zone is Zone.Sibling ? Zone.Parent : Zone.Sibling), To = Id<Reseller>('R', place.Zone.Above() ?? Zone.Top) },
            _ => null,
        };
        return details is null ? null : JsonSerializer.Serialize(details, ChangeJson.Options);

        TValue Any<TValue>(int more) where TValue : struct, Enum => Enum.GetValues<TValue>() is var values ? values[(number + more) % values.Length] : default;

        NodeId Id<TRow>(char tag, Zone zone) => new(tag, (Guid)cells.Value(property.DeclaringType.Model.FindEntityType(typeof(TRow))!.FindProperty(EntityType.Key)!, new(place.Tenant, zone, 0))!);

        // Only who sees the whole tenant is told: to others it is as hidden as what the distributor has itself.
        string Above() => $"{81_000_000 + cells.Class(property, new(place.Tenant, Zone.Whole, EventPlaces.IndexOf(EventKind.PartnerOfRecordAssigned, sort: 0)))}";
    }
}
