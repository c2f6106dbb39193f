using System.Text.Json;
using CspGraph.Api.Alerts;
using CspGraph.Api.Customers;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Resellers;
using CspGraph.Api.Tenancy;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Usage;
using CspGraph.Engine;

namespace CspGraph.Api.Usage;

/// <summary>Tells of spikes, each cause once: days that follow a spike of the same go into its alert, until it was quiet for a week, or somebody has settled it.</summary>
sealed class SpikeAlerts(JobRun run, CspGraphDb db, UsageCoverage coverage, Guid tenant)
{
    const int QuietDays = 7;
    const int SubjectsPerTransaction = 500;

    public async Task TellAsync(IReadOnlyList<FoundSpike> spikes)
    {
        foreach (var batch in spikes.GroupBy(spike => spike.SubjectKey).Chunk(SubjectsPerTransaction))
        {
            Guid[] subjects = [.. batch.Select(subject => subject.Key)];
            var found = batch.SelectMany(subject => subject).OrderBy(spike => spike.Spike.Day).ToList();
            var known = (await AlertBook.ReadAsync(db, AlertKind.SpendSpike, subjects, Since(found), run.Cancellation)).ToLookup(alert => alert.SubjectKey);
            var news = found.Where(spike => Cause(known[spike.SubjectKey], spike) is not { } alert || alert.LastDay < spike.Spike.Day).ToList();
            if (news.Count == 0) continue;
            var shapes = await new SpikeShapes(db, coverage, run.Cancellation).OfAsync(news);
            await using var book = await AlertBook.BeginAsync(run);
            await book.LoadAsync(AlertKind.SpendSpike, subjects, Since(news));
            var holders = await CustomerUsage.HoldersAsync(book.Db, news.Select(spike => spike.Customer?.CustomerId).OfType<Guid>(), run.Cancellation);
            foreach (var spike in news)
            {
                // It may have come to another reseller since it was read.
                if (spike.Customer is null) Tell(book, spike, shape: null);
                else if (holders.TryGetValue(spike.Customer.CustomerId, out var holder)) Tell(book, spike with { ResellerId = holder }, shapes.GetValueOrDefault(spike));
            }
            await book.CommitAsync();
        }
    }

    /// <summary>Whose newest day is earlier is of another cause.</summary>
    static DateOnly Since(IReadOnlyList<FoundSpike> spikes) => spikes.Min(spike => spike.Spike.Day).AddDays(-QuietDays);

    /// <summary>The alert that a spike belongs to; null for a new cause.</summary>
    static Alert? Cause(IEnumerable<Alert> alerts, FoundSpike found)
    {
        var day = found.Spike.Day;
        return alerts.FirstOrDefault(alert => alert.EntitlementId == found.EntitlementId && alert.Currency == found.Currency
            && day >= alert.Day.AddDays(-QuietDays) && day <= alert.LastDay.AddDays(QuietDays)
            && !(alert.ResolvedAt is { } resolved && day > DateOnly.FromDateTime(resolved)));
    }

    void Tell(AlertBook book, FoundSpike found, MiningShape? shape)
    {
        var spike = found.Spike;
        var severity = shape?.Severity ?? EventSeverity.Warning;
        if (Cause(book.Of(AlertKind.SpendSpike, found.SubjectKey), found) is { } cause)
        {
            if (cause.LastDay >= spike.Day) return;
            book.Change(cause);
            (cause.LastDay, cause.Occurrences, cause.ToldAt) = (spike.Day, cause.Occurrences + 1, book.Now);
            if (severity > cause.Severity) cause.Severity = severity;
            if (Money.Kept(spike.Amount) > cause.Amount) (cause.Amount, cause.Baseline, cause.Threshold) = (Money.Kept(spike.Amount), Money.Kept(spike.Baseline), spike.Percent);
            return;
        }
        book.Note(EventKind.SpendSpiked, found.SubjectKey, spike.Day, entitlement: found.EntitlementId, currency: found.Currency);
        book.Tell(Event(book, found, shape, severity));
        book.Raise(new()
        {
            Id = book.Ids.Next(),
            Kind = AlertKind.SpendSpike,
            SubjectKey = found.SubjectKey,
            EntitlementId = found.EntitlementId,
            Day = spike.Day,
            LastDay = spike.Day,
            ResellerId = found.ResellerId,
            CustomerId = found.Customer?.CustomerId,
            Severity = severity,
            Threshold = spike.Percent,
            Amount = Money.Kept(spike.Amount),
            Baseline = Money.Kept(spike.Baseline),
            Currency = found.Currency,
            OpenedAt = book.Now,
            ToldAt = book.Now,
            Occurrences = 1,
        });
    }

    EventRecord Event(AlertBook book, FoundSpike found, MiningShape? shape, EventSeverity severity) => new()
    {
        Id = book.Ids.Next(),
        Kind = EventKind.SpendSpiked,
        OccurredAt = book.Now,
        RecordedAt = book.Now,
        SubjectId = Subject(found).ToString(),
        ResellerId = found.ResellerId,
        CustomerId = found.Customer?.CustomerId,
        Day = found.Spike.Day,
        Threshold = found.Spike.Percent,
        Amount = Money.Kept(found.Spike.Amount),
        Baseline = Money.Kept(found.Spike.Baseline),
        Currency = found.Currency,
        Severity = severity,
        Details = JsonSerializer.Serialize(new SpendDetails(coverage.AsOf(found.Spike.Day))
        {
            Methods = found.Spike.Methods,
            Score = found.Spike.Score,
            EntitlementId = found.EntitlementId == Guid.Empty ? null : found.EntitlementId,
            Signs = shape?.Signs ?? [],
            NewRegions = [.. (shape?.NewRegions ?? []).Take(SpendDetails.MostNamed)],
            NewMeters = [.. (shape?.NewMeters ?? []).Take(SpendDetails.MostNamed)],
        }, ChangeJson.Options),
    };

    NodeId Subject(FoundSpike found) => found.Customer is { } customer ? new(CustomerType.Tag, customer.CustomerId)
        : found.ResellerId is { } reseller ? new(ResellerType.Tag, reseller)
        : new(DistributorType.Tag, tenant);
}
