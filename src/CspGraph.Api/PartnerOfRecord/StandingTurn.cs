using System.Text.Json;
using CspGraph.Api.Customers;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Api.Resellers;
using CspGraph.Api.Subscriptions;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>The one event of a verdict that turned: from what to what and why, whom it affects, and which operations are refused from now on.</summary>
sealed class StandingTurn(CspGraphDb db, Ids ids, DateTime now, CancellationToken cancellation)
{
    /// <summary>Subscriptions that an event names, those that renew soonest; all are counted.</summary>
    public const int MostNamed = 100;

    public async Task<EventRecord> TellAsync(Reseller reseller, PartnerOfRecordQuestion question, VerdictOutcome before, string? plaIdBefore)
    {
        // What was bought under the PLA ID that is no longer its own is affected too.
        var affected = Affected(reseller.Id, [.. new[] { question.PlaId, plaIdBefore }.OfType<string>().Distinct()]);
        var named = await affected.OrderBy(row => row.CommitmentEndDate == null).ThenBy(row => row.CommitmentEndDate).ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.CustomerId, row.CommitmentEndDate, row.AutoRenew }).Take(MostNamed).ToListAsync(cancellation);
        var verdict = PartnerOfRecordVerdict.Of(question);
        var details = new
        {
            verdict.PlaId,
            Before = before,
            After = verdict.Outcome,
            Checks = verdict.Checks.Where(check => check.Outcome is CheckOutcome.Failed or CheckOutcome.Unknown).Select(check => new { check.Rule, check.Outcome, check.Code, check.UpstreamCode }),
            CustomerCount = await affected.Select(row => row.CustomerId).Distinct().CountAsync(cancellation),
            SubscriptionCount = await affected.CountAsync(cancellation),
            NextRenewalOn = named.Find(row => row.CommitmentEndDate is not null)?.CommitmentEndDate,
            Subscriptions = named.Select(row => new
            {
                Id = new NodeId(CspSubscriptionType.Tag, row.Id),
                Customer = new NodeId(CustomerType.Tag, row.CustomerId),
                RenewsOn = row.CommitmentEndDate,
                row.AutoRenew,
            }),
            Operations = RefusedOperations.Of(question),
        };
        return new EventRecord
        {
            Id = ids.Next(),
            Kind = EventKind.PartnerOfRecordTurned,
            OccurredAt = now,
            RecordedAt = now,
            SubjectId = new NodeId(ResellerType.Tag, reseller.Id).ToString(),
            ResellerId = reseller.Id,
            Details = JsonSerializer.Serialize(details, ChangeJson.Options),
        };
    }

    /// <summary>What is bought under the PLA IDs, within the reseller's subtree, and not over.</summary>
    IQueryable<CspSubscription> Affected(Guid reseller, List<string> plaIds) => db.Subscriptions.Whole().Where(row => plaIds.Contains(row.PartnerOfRecordId!)
        && (row.Status == SubscriptionStatus.Active || row.Status == SubscriptionStatus.Pending || row.Status == SubscriptionStatus.Suspended)
        && db.ResellerClosure.Any(path => path.AncestorId == reseller && path.DescendantId == row.ResellerId && path.ValidTo == null));
}
