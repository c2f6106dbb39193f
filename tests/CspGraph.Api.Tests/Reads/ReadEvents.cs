using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Reads;

/// <summary>A log with an event of some kinds, told when all else was there.</summary>
sealed class ReadEvents(Func<Guid> nextId, DateTime start)
{
    readonly List<object> rows = [];
    long number;

    public IReadOnlyList<object> Make(CspSubscription subscription, Reseller reseller, IReadOnlyCollection<ResellerClosure> paths)
    {
        Tell(EventKind.ImportSucceeded, "I", null, paths);
        Tell(EventKind.SubscriptionChanged, new NodeId('S', subscription.Id).ToString(), subscription, paths, details: """{"fields":["quantity","status"]}""");
        Tell(EventKind.RenewalDue, new NodeId('S', subscription.Id).ToString(), subscription, paths, daysAhead: 7);
        Tell(EventKind.ResellerMoved, new NodeId('R', reseller.Id).ToString(), null, paths, reseller.Id, $$"""{"from":null,"to":"{{new NodeId('R', reseller.ParentId ?? reseller.Id)}}"}""");
        Tell(EventKind.ApiKeyCreated, "K", null, paths);
        return rows;
    }

    void Tell(EventKind kind, string subject, CspSubscription? subscription, IReadOnlyCollection<ResellerClosure> paths, Guid? reseller = null, string? details = null, int? daysAhead = null)
    {
        var told = new EventRecord
        {
            Number = ++number,
            Id = nextId(),
            Kind = kind,
            OccurredAt = start.AddMinutes(number),
            RecordedAt = start.AddMinutes(number),
            SubjectId = subject,
            ResellerId = reseller ?? subscription?.ResellerId,
            CustomerId = subscription?.CustomerId,
            SubscriptionId = subscription?.Id,
            Details = details,
            Threshold = daysAhead,
            Day = daysAhead is null ? null : subscription?.CommitmentEndDate,
            Outcome = daysAhead is null ? null : RenewalOutcome.Renews,
            Quantity = daysAhead is null ? null : subscription?.Quantity,
        };
        rows.Add(told);
        rows.AddRange(paths.Where(path => path.DescendantId == told.ResellerId && path.ValidTo is null).Select(path => new EventScope { Number = told.Number, AncestorId = path.AncestorId }));
    }
}
