using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>Keeps what is answered about resellers, and how each stands; tells of each whose verdict turns, once.</summary>
sealed class Standings(CspGraphDb db, Ids ids, DateTime now, CancellationToken cancellation)
{
    /// <summary>Keeps answers of another system, each in the place of the older ones to the same condition.</summary>
    public async Task KeepAsync(IReadOnlyList<(Guid Reseller, PartnerOfRecordAnswer Answer)> answers)
    {
        var resellers = answers.Select(answer => answer.Reseller).Distinct().ToList();
        var current = await db.PartnerOfRecordResults.Whole().AsNoTracking().Where(row => resellers.Contains(row.ResellerId!.Value) && row.SupersededAt == null).ToListAsync(cancellation);
        var newest = current.ToDictionary(row => (row.ResellerId!.Value, row.Rule));
        var update = new BulkUpdate<PartnerOfRecordResult>(db);
        foreach (var row in current) update.Watch(row);
        var added = new List<PartnerOfRecordResult>();
        // Of two answers of one time the one that holds comes last.
        foreach (var (reseller, answer) in answers.OrderBy(given => given.Answer.CheckedAt).ThenBy(given => given.Answer.Outcome is CheckOutcome.Failed).ThenBy(given => given.Answer.Outcome is CheckOutcome.Unknown))
        {
            var held = newest.GetValueOrDefault((reseller, answer.Rule));
            // What is stored says the same of the same day whenever it is asked.
            if (held?.CheckedAt == answer.CheckedAt && held.Outcome == answer.Outcome && held.Source == answer.Source) continue;
            var isOlder = held?.CheckedAt > answer.CheckedAt;
            var row = new PartnerOfRecordResult
            {
                Id = ids.Next(),
                ResellerId = reseller,
                Rule = answer.Rule,
                Outcome = answer.Outcome,
                UpstreamCode = answer.UpstreamCode,
                UpstreamText = answer.UpstreamText,
                Source = answer.Source,
                CheckedAt = answer.CheckedAt,
                SupersededAt = isOlder ? held!.CheckedAt : null,
            };
            added.Add(row);
            if (isOlder) continue;
            held?.SupersededAt = answer.CheckedAt;
            newest[(reseller, answer.Rule)] = row;
        }
        await update.WriteAsync(cancellation);
        await BulkInsert.WriteAsync(db, added, cancellation);
    }

    /// <summary>Looks at resellers anew, and at all under them that transact under their PLA ID.</summary>
    /// <param name="resellers">Whom; null for all of the tenant.</param>
    /// <param name="policy">A policy that is not saved yet; null for the one that is.</param>
    /// <returns>What is to be told of those whose verdict has turned, one event for each.</returns>
    public async Task<IReadOnlyList<EventRecord>> RefreshAsync(IReadOnlyCollection<Guid>? resellers, PolicyInForce? policy = null)
    {
        var looked = resellers is null ? null : await UnderAsync([.. resellers]);
        var book = await PartnerOfRecordBook.LoadAsync(db, now, looked, cancellation, policy: policy);
        var rows = book.Resellers.Where(row => looked is null || looked.Contains(row.Id)).ToList();
        await KeepAsync([.. rows.SelectMany(row => book.Unkept(row.Id).Select(answer => (row.Id, answer)))]);

        var standings = db.PartnerOfRecordStandings.Whole().AsNoTracking();
        var known = await (looked is null ? standings : standings.Where(row => looked.Contains(row.Id))).ToDictionaryAsync(row => row.Id, cancellation);
        var update = new BulkUpdate<PartnerOfRecordStanding>(db);
        var (added, turned) = (new List<PartnerOfRecordStanding>(), new List<(Reseller, PartnerOfRecordQuestion, VerdictOutcome, string?)>());
        foreach (var row in rows)
        {
            var question = book.StandingOf(row);
            var outcome = PartnerOfRecordVerdict.Of(question).Outcome;
            if (known.TryGetValue(row.Id, out var standing)) update.Watch(standing);
            else added.Add(standing = new PartnerOfRecordStanding { Id = row.Id, ResellerId = row.Id, Outcome = outcome });
            // Whoever was never looked at has not turned.
            if (standing.CheckedAt is not null && standing.Outcome != outcome) turned.Add((row, question, standing.Outcome, standing.PlaId));
            if (standing.CheckedAt is null || standing.Outcome != outcome) standing.Since = now;
            (standing.Outcome, standing.PlaId, standing.CheckedAt) = (outcome, question.PlaId, now);
        }
        await update.WriteAsync(cancellation);
        await BulkInsert.WriteAsync(db, added, cancellation);
        var told = new List<EventRecord>();
        foreach (var (row, question, before, plaId) in turned) told.Add(await new StandingTurn(db, ids, now, cancellation).TellAsync(row, question, before, plaId));
        return told;
    }

    async Task<HashSet<Guid>> UnderAsync(List<Guid> resellers) =>
        [.. await db.ResellerClosure.Whole().Where(path => resellers.Contains(path.AncestorId) && path.ValidTo == null).Select(path => path.DescendantId).Distinct().ToListAsync(cancellation)];
}
