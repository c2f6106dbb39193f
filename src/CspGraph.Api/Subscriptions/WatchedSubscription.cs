using System.Text.Json;
using CspGraph.Api.Alerts;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Subscriptions;

/// <summary>A subscription as the renewal watch sees it.</summary>
/// <param name="Row">What it is.</param>
/// <param name="CatalogId">Product and SKU.</param>
/// <param name="IsTrial">Whether its SKU is free for a time.</param>
sealed record WatchedSubscription(CspSubscription Row, string CatalogId, bool IsTrial)
{
    /// <summary>Subscriptions in one transaction: fewer would write the same pages of the indexes more often, more would keep others waiting.</summary>
    public const int Batch = 5_000;

    /// <summary>What becomes of it at the end of its term, as things stand.</summary>
    public RenewalOutlook Outlook { get; } = RenewalOutlook.Of(Row, CatalogId, IsTrial, isEndOfSale: false);

    /// <summary>Those that run, or are about to.</summary>
    public static IQueryable<CspSubscription> Running(CspGraphDb db) => db.Subscriptions.Whole().AsNoTracking()
        .Where(row => row.Status == SubscriptionStatus.Active || row.Status == SubscriptionStatus.Pending || row.Status == SubscriptionStatus.Suspended);

    public static async Task<List<WatchedSubscription>> ReadAsync(CspGraphDb db, IQueryable<CspSubscription> rows, CancellationToken cancellation)
    {
        var found = await rows.ToListAsync(cancellation);
        var named = found.Select(row => row.SkuId).Distinct().ToArray();
        var skus = await db.Skus.Where(sku => named.Contains(sku.Id)).Select(sku => new { sku.Id, sku.CatalogId, sku.IsTrial }).ToDictionaryAsync(sku => sku.Id, cancellation);
        return found.ConvertAll(row => new WatchedSubscription(row, skus[row.SkuId].CatalogId, skus[row.SkuId].IsTrial));
    }

    /// <summary>An event about it: of the end of its term, unless told otherwise.</summary>
    public EventRecord Event(AlertBook book, EventKind kind, int? daysAhead = null, bool? isLate = null, object? details = null) => new()
    {
        Id = book.Ids.Next(),
        Kind = kind,
        OccurredAt = book.Now,
        RecordedAt = book.Now,
        SubjectId = new NodeId(CspSubscriptionType.Tag, Row.Id).ToString(),
        ResellerId = Row.ResellerId,
        CustomerId = Row.CustomerId,
        SubscriptionId = Row.Id,
        Day = Row.CommitmentEndDate,
        Threshold = daysAhead,
        IsLate = isLate,
        Outcome = Outlook.Outcome,
        Quantity = Outlook.Quantity,
        Amount = Outlook.AtStake,
        Currency = Row.Currency is "" ? null : Row.Currency,
        Severity = Severity,
        Details = details is null ? null : JsonSerializer.Serialize(details, ChangeJson.Options),
    };

    /// <summary>An alert about it.</summary>
    /// <param name="book">Where it is raised.</param>
    /// <param name="kind">What is the matter.</param>
    /// <param name="day">The day it looks at.</param>
    /// <param name="daysAhead">What was reached.</param>
    public Alert Alert(AlertBook book, AlertKind kind, DateOnly day, int? daysAhead = null) => new()
    {
        Id = book.Ids.Next(),
        Kind = kind,
        SubjectKey = Row.Id,
        Day = day,
        LastDay = day,
        ResellerId = Row.ResellerId,
        CustomerId = Row.CustomerId,
        SubscriptionId = Row.Id,
        Severity = kind is AlertKind.Renewal ? Severity : EventSeverity.Warning,
        Outcome = Outlook.Outcome,
        Threshold = daysAhead,
        Amount = Outlook.AtStake,
        Currency = Row.Currency is "" ? null : Row.Currency,
        OpenedAt = book.Now,
        ToldAt = book.Now,
        Occurrences = 1,
    };

    /// <summary>What goes on as it is need only be known; whatever else comes is to be looked at.</summary>
    EventSeverity Severity => Outlook.Outcome is RenewalOutcome.Renews or RenewalOutcome.RenewsWithChanges ? EventSeverity.Information : EventSeverity.Warning;
}
