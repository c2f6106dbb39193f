using CsCheck;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Tests.Subscriptions;

/// <summary>The watch over a year, with missed days, restarts, replicas and a clock that jumps, held against what a plain reading of the rules says of the same year.</summary>
public sealed class RenewalYearTests
{
    static readonly int[] Thresholds = [30, 7, 1];
    static readonly DateOnly Start = new(2027, 12, 1);

    /// <summary>A term that a subscription has: known from one run on, until it is followed by another.</summary>
    sealed record Term(Guid Subscription, DateOnly EndsOn, DateTime KnownAt, int FromRun)
    {
        public int ToRun { get; set; } = int.MaxValue;
        public Term? Next { get; set; }
    }

    /// <summary>What is told of a threshold: by the first run, of those that meet the term, on whose day it is reached. Of what was reached when the term became known, the nearest alone.</summary>
    static IEnumerable<(Guid, DateOnly, int, bool, int Run)> Due(Term term, IReadOnlyList<DateTime> runs)
    {
        var known = DateOnly.FromDateTime(term.KnownAt);
        var before = Thresholds.Where(days => term.EndsOn.AddDays(-days) <= known).ToList();
        foreach (var days in Thresholds)
        {
            var on = term.EndsOn.AddDays(-days);
            if (on <= known && (known > term.EndsOn || days != before.Min())) continue;
            for (var run = term.FromRun; run < Math.Min(runs.Count, term.ToRun); run++)
            {
                var today = DateOnly.FromDateTime(runs[run]);
                if (today < on || today > term.EndsOn.AddDays(31)) continue;
                yield return (term.Subscription, term.EndsOn, days, today > on, run);
                break;
            }
        }
    }

    [Fact]
    public async Task A_year_tells_what_a_plain_reading_of_the_rules_tells() => await Gen.Int[0, int.MaxValue - 1].SampleAsync(RunYearAsync, iter: 2, threads: 1);

    static async Task RunYearAsync(int seed)
    {
        var random = new Random(seed);
        await using var kit = await WatchKit.CreateAsync(Start.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc));
        kit.Changes.Clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon"));
        await using var other = kit.Changes.Beside();
        var (runs, terms) = (new List<DateTime>(), new List<Term>());
        var ends = new[] { new DateOnly(2027, 12, 31), new DateOnly(2028, 2, 29), new DateOnly(2028, 3, 26), new DateOnly(2028, 3, 31), new DateOnly(2028, 10, 29), new DateOnly(2028, 2, 28) };

        for (var day = Start; day < Start.AddDays(400); day = day.AddDays(1 + (random.Next(8) == 0 ? random.Next(45) : random.Next(3))))
        {
            // Midnight, its last and first millisecond, and anything between; now and then the clock is ahead, and is set back behind it.
            var at = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddMilliseconds(random.Next(4) switch { 0 => 0, 1 => 86_399_999, _ => random.Next(86_400_000) });
            kit.SetClock(at);
            if (random.Next(3) > 0) await ArriveAsync();
            if (random.Next(3) == 0) await RenewAsync();
            if (random.Next(12) == 0) await RunAsync(at.AddDays(random.Next(1, 9)));
            await RunAsync(at);
        }

        var expected = terms.SelectMany(term => Due(term, runs)).ToList();
        var told = (await kit.EventsAsync(EventKind.RenewalDue)).Select(record => (record.SubscriptionId!.Value, record.Day!.Value, record.Threshold!.Value, record.IsLate!.Value)).ToList();
        Assert.NotEmpty(told);
        Assert.Equal(expected.Select(due => (due.Item1, due.Item2, due.Item3, due.Item4)).Order(), told.Order());
        var renewed = (await kit.EventsAsync(EventKind.SubscriptionRenewed)).Select(record => (record.SubscriptionId!.Value, record.Day!.Value));
        Assert.Equal(Renewed(terms, expected, runs).Order(), renewed.Order());

        async Task ArriveAsync()
        {
            var today = DateOnly.FromDateTime(kit.Now);
            var rows = Enumerable.Range(0, random.Next(1, 4)).Select(_ => kit.New(random.Next(3) == 0 ? random.GetItems(ends, 1)[0] : today.AddDays(random.Next(-20, 120)), random.Next(4) > 0)).ToArray();
            await kit.AddAsync(rows);
            terms.AddRange(rows.Select(row => new Term(row.Id, row.CommitmentEndDate!.Value, kit.Now, runs.Count)));
        }

        async Task RenewAsync()
        {
            var today = DateOnly.FromDateTime(kit.Now);
            var over = terms.Where(term => term.ToRun == int.MaxValue && term.EndsOn < today).ToList();
            if (over.Count == 0) return;
            var term = random.GetItems(over.ToArray(), 1)[0];
            var endsOn = term.EndsOn.AddMonths(random.Next(1, 13));
            await kit.ChangeAsync([term.Subscription], row => row.CommitmentEndDate = endsOn);
            terms.Add(term.Next = new(term.Subscription, endsOn, kit.Now, runs.Count));
            term.ToRun = runs.Count;
        }

        async Task RunAsync(DateTime at)
        {
            kit.SetClock(at);
            switch (random.Next(5))
            {
                case 0:
                    await Task.WhenAll(kit.RunUnleasedAsync(), kit.RunUnleasedAsync(other.Database));
                    break;
                case 1:
                    kit.Restart();
                    await kit.RunAsync();
                    break;
                default:
                    await kit.RunAsync();
                    break;
            }
            runs.Add(at);
        }
    }

    /// <summary>Of whose term something was told, and who has another one behind it by the first run that meets that.</summary>
    static IEnumerable<(Guid, DateOnly)> Renewed(List<Term> terms, List<(Guid Subscription, DateOnly EndsOn, int, bool, int Run)> told, List<DateTime> runs) =>
        terms.Where(term => term.Next is { } next && next.FromRun < runs.Count && DateOnly.FromDateTime(runs[next.FromRun]) > term.EndsOn
            && told.Any(due => due.Subscription == term.Subscription && due.EndsOn == term.EndsOn && due.Run < next.FromRun))
            .Select(term => (term.Subscription, term.Next!.EndsOn));
}
