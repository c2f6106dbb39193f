using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>A value that is not free to be anything.</summary>
readonly record struct Fixed(object? Value);

/// <summary>The few columns whose values something depends on: who stands where, what is read as a form of its own, and what makes a row be shown at all.</summary>
static class FixedCells
{
    static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static Fixed? Find(Cells cells, IEntityType entity, IProperty property, Place place) => (entity.ClrType.Name, property.Name) switch
    {
        (_, nameof(ITenantOwned.TenantId)) => new(place.Tenant),
        (nameof(EventRecord), _) when EventCells.Find(cells, property, place) is { } given => given,
        (nameof(Reseller), nameof(Reseller.ParentId)) => new(cells.Above(place) is { } above ? cells.Value(entity.FindProperty(nameof(Reseller.Id))!, above) : null),
        (nameof(Reseller), nameof(Reseller.Depth)) => new(Depth(cells, place)),
        (nameof(Reseller), nameof(Reseller.PlaId)) => new(PlaId(cells, property, place)),
        (_, nameof(IResellerOwned.ResellerId)) when typeof(IResellerOwned).IsAssignableFrom(entity.ClrType) && !place.Zone.IsOfReseller() => new(null),
        // One for each reseller; a standing has its reseller's own id.
        (nameof(PartnerOfRecordStanding) or nameof(CreditLimit), nameof(IResellerOwned.ResellerId)) => new(ResellerAt(cells, entity, place)),
        (nameof(PartnerOfRecordStanding), nameof(PartnerOfRecordStanding.Id)) when place.Zone.IsOfReseller() => new(ResellerAt(cells, entity, place)),
        // The newest answer to a condition is one.
        (nameof(PartnerOfRecordResult), nameof(PartnerOfRecordResult.SupersededAt)) => new(place.Index == 0 ? null : Start.AddYears(2).AddMilliseconds(cells.Class(property, place))),
        (nameof(PartnerOfRecordPolicy), nameof(PartnerOfRecordPolicy.Treatments)) => new("Upgrade=Warn"),
        (nameof(Alert), _) when AlertCells.Find(cells, property, place) is { } given => given,
        (nameof(JobLease), nameof(JobLease.Job)) => new((JobKind)place.Index),
        (nameof(WatchPolicy), nameof(WatchPolicy.RenewalDays)) => new("60 14"),
        (nameof(Webhook), nameof(Webhook.TopicNames)) => new(place.Index == 0 ? "" : "RenewalDue SpendSpiked"),
        // The server's hour, and events are still to come.
        (nameof(WebhookProgress), nameof(WebhookProgress.WindowStart)) => new(new DateTime(2027, 3, 1, 11, 30, 0, DateTimeKind.Utc)),
        (nameof(WebhookProgress), nameof(WebhookProgress.EventNumber)) => new(1_000_000L),
        (nameof(CustomerBudget), nameof(CustomerBudget.Thresholds)) => new("50 80"),
        // Of one that sells by itself nobody is asked about.
        (nameof(Tenant), nameof(Tenant.Kind)) => new(TenantKind.Distributor),
        (nameof(Tenant), nameof(Tenant.FurtherRegions)) => new("Africa Japan"),
        (_, nameof(Reseller.FactDates)) => new($"{new DateTimeOffset(Start).ToUnixTimeMilliseconds() + cells.Class(property, place)}SM"),
        (_, nameof(IResellerOwned.ResellerId)) when typeof(IResellerOwned).IsAssignableFrom(entity.ClrType) =>
            new(cells.Value(entity.Model.FindEntityType(typeof(Reseller))!.FindProperty(nameof(Reseller.Id))!, place with { Index = place.Index % 2 })),
        (_, "IsComplete") => new(place.Zone is not Zone.Unfinished),
        ("CspSubscription", "Status") when place.Index == 0 => new(SubscriptionStatus.Active),
        // From the server's day on, so that renewals are due. The day behind is nobody's: it is told too.
        ("CspSubscription", "CommitmentEndDate") => new(place.Index == 2 ? null : new DateOnly(2027, 3, 2).AddDays(place.Index * 56 + cells.Class(property, place))),
        ("CspSubscription", "ScheduledActions") => new(place.Index == 1 ? null : ScheduledActions.ToText(Scheduled(cells, property, place))),
        ("ImportRun", "HidesRows") => new(false),
        ("ImportRun", "Errors") => new($$"""[{"line":2,"column":"{{cells.Mark(property, place)}}","reason":"{{cells.Mark(property, place)}}"}]"""),
        // Two prices of one offer and day, of which the second was superseded; the offers of an unfinished sheet are the same.
        ("Price", "OfferKey") => new($"OFFER{place.Index / 2}"),
        ("Price", "EffectiveStartDate") when place.Zone is Zone.Common => new(new DateOnly(2026, 1, 2).AddDays(place.Index / 2)),
        ("Price", "IsSuperseded") => new(place.Index % 2 == 1),
        ("UsageStatement", "FirstUsageOn") => new(new DateOnly(2026, 1, 1)),
        ("UsageStatement", "LastUsageOn") => new(new DateOnly(2026, 12, 5).AddDays((place.Tenant - 1) * 10 + (int)place.Zone * 4 + place.Index)),
        ("UsageStatement", "Holds") => new(place.Index < 2),
        ("ApiKey", "SecretHash") => new(ApiKeySecret.HashOf(Secret(place, cells.IsOther(property, place)))!),
        // The same principals are let into both tenants.
        ("Membership", "PrincipalId") => new(Cells.Id($"principal {place with { Tenant = place.Index == 0 ? 1 : place.Tenant }} {cells.IsOther(property, place)}").ToString()),
        (_, "RightNames") => new("Read Write"),
        (_, "DataVersion") or (_, "LastEventNumber") => new(10_000_000L),
        (_, "DataStamp") => new(Guid.Empty),
        (_, "ExpiresAt") => new(Start.AddYears(4 + place.Index).AddMilliseconds(cells.Class(property, place))),
        (_, "RevokedAt") or (_, "EndedAt") when place.Index == 0 => new(null),
        _ when property.Name.EndsWith("Missing", StringComparison.Ordinal) => new((long)(place.Index + (cells.IsOther(property, place) ? 1 : 0))),
        _ => null,
    };

    /// <summary>With a mark, and a day and seats that tell where they are from.</summary>
    static IEnumerable<ScheduledAction> Scheduled(Cells cells, IProperty property, Place place)
    {
        var number = place.Index * 56 + cells.Class(property, place);
        yield return new(ScheduleType.CustomDate, ScheduledActionType.Transition, new DateOnly(2029, 2, 1).AddDays(number));
        yield return new(ScheduleType.TermEnd, ScheduledActionType.RenewToNewTerm,
            Instructions: new(2_000_000 + number, TermDuration.P1Y, BillingCycle.Annual, $"CFQ7TTC0LF8S:0001:{cells.Mark(property, place)}"));
    }

    /// <summary>What the key at a place is a hash of.</summary>
    public static string Secret(Place key, bool isOther)
    {
        var body = ApiKeySecret.Prefix + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key} {isOther}")));
        return body + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..6];
    }

    /// <summary>Digits only. That of one reseller of each part of the other tenant is the same as here.</summary>
    static string PlaId(Cells cells, IProperty property, Place place)
    {
        var isOther = cells.IsOther(property, place);
        var same = place is { Tenant: 2, Index: 0 } && !isOther ? place with { Tenant = 1 } : place;
        return $"{70_000_000 + Cells.Hash($"PLA {same} {isOther}") % 100_000 * 64 + cells.Class(property, same)}";
    }

    static object? ResellerAt(Cells cells, IEntityType entity, Place place) => cells.Value(entity.Model.FindEntityType(typeof(Reseller))!.FindProperty(nameof(Reseller.Id))!, place);

    static int Depth(Cells cells, Place reseller) => cells.Above(reseller) is { } above ? 1 + Depth(cells, above) : 0;
}
