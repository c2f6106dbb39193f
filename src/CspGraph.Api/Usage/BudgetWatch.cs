using System.Text.Json;
using CspGraph.Api.Alerts;
using CspGraph.Api.Customers;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Usage;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Usage;

/// <summary>Tells of customers whose spend of the month has come to a part of their budget, each part once a month; and of those who are on the way to all of it.</summary>
sealed class BudgetWatch(JobRun run, CspGraphDb db, UsageCoverage coverage, DateOnly from, DateOnly firstTold)
{
    /// <summary>From here on a part is worth a forecast: that half of a budget will be used is what it is for.</summary>
    const int ForecastFrom = 100;

    readonly bool[] covered = coverage.CoveredFrom(from);
    readonly DateOnly thisMonth = new(coverage.ClosedThrough.Year, coverage.ClosedThrough.Month, 1);

    /// <summary>Something to tell of a month, or, without an id, to be silent about for good.</summary>
    sealed record News(DateOnly Month, decimal Spent, EventRecord Told)
    {
        public (Guid, EventKind, DateOnly, int) Key => (Told.CustomerId!.Value, Told.Kind, Month, Told.Threshold!.Value);
    }

    /// <summary>The days of two months may be closed at once.</summary>
    IEnumerable<DateOnly> Months => thisMonth > firstTold ? [thisMonth.AddMonths(-1), thisMonth] : [thisMonth];

    /// <summary>Looks at customers of one read.</summary>
    public async Task LookAsync(IReadOnlyList<CustomerUsage> customers)
    {
        var ids = customers.Select(customer => customer.CustomerId).ToArray();
        var budgets = await db.CustomerBudgets.Whole().AsNoTracking().Where(row => row.Currency == coverage.Currency && ids.Contains(row.CustomerId)).ToDictionaryAsync(row => row.CustomerId, run.Cancellation);
        if (budgets.Count == 0) return;
        var news = new List<News>();
        foreach (var customer in customers.Where(customer => budgets.ContainsKey(customer.CustomerId)))
            foreach (var month in Months) news.AddRange(Of(customer, budgets[customer.CustomerId], month));
        if (news.Count > 0) await TellAsync([.. budgets.Keys], news);
    }

    /// <summary>Parts that are reached, or will be, whether they were told or not.</summary>
    IEnumerable<News> Of(CustomerUsage customer, CustomerBudget budget, DateOnly month)
    {
        var (total, thresholds) = (customer.Total(), BudgetRules.ThresholdsOf(budget.Thresholds));
        var (first, count) = (month.DayNumber - from.DayNumber, Math.Min(month.AddMonths(1).DayNumber, coverage.ClosedThrough.DayNumber + 1) - month.DayNumber);
        var days = total[first..(first + count)];
        var setOn = DateOnly.FromDateTime(budget.SetAt);
        var (spent, fresh) = (days.Sum(), setOn >= firstTold ? setOn.AddDays(1) : firstTold);
        var reached = BudgetThresholds.Reached(thresholds, budget.Amount, days, month, fresh);
        // How a month that is over stands is told by what has come new of it.
        foreach (var part in reached) yield return new(month, spent, Event(customer, budget, EventKind.BudgetReached, part.Percent, part.Day, spent, part.IsTold && (month == thisMonth || part.Day >= fresh)));
        var ahead = thresholds.Where(percent => percent >= ForecastFrom && reached.All(part => part.Percent != percent)).ToList();
        if (month != thisMonth || ahead.Count == 0 || SpendForecast.MonthEnd(CustomerUsage.Series(total, covered, from, customer.Known), coverage.ClosedThrough) is not { } forecast) yield break;
        foreach (var percent in ahead.Where(percent => BudgetThresholds.IsReached(forecast, budget.Amount, percent)))
            yield return new(month, spent, Event(customer, budget, EventKind.BudgetForecast, percent, coverage.ClosedThrough, forecast, isTold: true));
    }

    EventRecord Event(CustomerUsage customer, CustomerBudget budget, EventKind kind, int percent, DateOnly day, decimal amount, bool isTold) => new()
    {
        Id = isTold ? run.Database.Ids.Next() : Guid.Empty,
        Kind = kind,
        OccurredAt = run.Now,
        RecordedAt = run.Now,
        SubjectId = new NodeId(CustomerType.Tag, customer.CustomerId).ToString(),
        ResellerId = customer.ResellerId,
        CustomerId = customer.CustomerId,
        Day = day,
        Threshold = percent,
        Amount = Money.Kept(amount),
        Baseline = budget.Amount,
        Currency = budget.Currency,
        Severity = kind is EventKind.BudgetReached && percent >= ForecastFrom ? EventSeverity.Warning : EventSeverity.Information,
        Details = JsonSerializer.Serialize(new SpendDetails(coverage.AsOf(coverage.ClosedThrough)), ChangeJson.Options),
    };

    async Task TellAsync(Guid[] customers, List<News> news)
    {
        var known = await SaidAsync(db, customers);
        if (news.TrueForAll(piece => known.Contains(piece.Key))) return;
        await using var book = await AlertBook.BeginAsync(run);
        await book.LoadAsync(AlertKind.Budget, customers);
        var said = await SaidAsync(book.Db, customers);
        var holders = await CustomerUsage.HoldersAsync(book.Db, customers, run.Cancellation);
        foreach (var piece in news.Where(piece => !said.Contains(piece.Key)))
        {
            var told = piece.Told;
            // It may have come to another reseller since it was read, or be there no more.
            if (!holders.TryGetValue(told.CustomerId!.Value, out var holder)) continue;
            told.ResellerId = holder;
            book.Note(told.Kind, told.CustomerId.Value, piece.Month, told.Threshold!.Value);
            if (told.Id == Guid.Empty) continue;
            book.Tell(told);
            book.Raise(Alert(book, piece));
        }
        await book.CommitAsync();
    }

    async Task<HashSet<(Guid, EventKind, DateOnly, int)>> SaidAsync(CspGraphDb db, Guid[] customers)
    {
        DateOnly[] months = [.. Months];
        return [.. (await db.Notices.Whole().Where(row => (row.Kind == EventKind.BudgetReached || row.Kind == EventKind.BudgetForecast) && months.Contains(row.Day) && customers.Contains(row.SubjectKey))
            .Select(row => new { row.SubjectKey, row.Kind, row.Day, row.Threshold }).ToListAsync(run.Cancellation)).Select(row => (row.SubjectKey, row.Kind, row.Day, row.Threshold))];
    }

    /// <summary>What was spent and reached; a forecast changes neither.</summary>
    static Alert Alert(AlertBook book, News piece)
    {
        var (told, known) = (piece.Told, book.Of(AlertKind.Budget, piece.Told.CustomerId!.Value).FirstOrDefault(alert => alert.Day == piece.Month));
        return new()
        {
            Id = book.Ids.Next(),
            Kind = AlertKind.Budget,
            SubjectKey = told.CustomerId!.Value,
            Day = piece.Month,
            LastDay = told.Day!.Value,
            ResellerId = told.ResellerId,
            CustomerId = told.CustomerId,
            Severity = told.Severity!.Value,
            Threshold = told.Kind is EventKind.BudgetReached ? told.Threshold : known?.Threshold,
            Amount = Money.Kept(piece.Spent),
            Baseline = told.Baseline,
            Currency = told.Currency,
            OpenedAt = book.Now,
            ToldAt = book.Now,
            Occurrences = 1,
        };
    }

    /// <summary>A month's budget is of no use a week behind its end.</summary>
    public static Task SettleAsync(JobRun run, CspGraphDb db)
    {
        var over = run.Today.AddDays(-7).AddMonths(-1);
        return AlertBook.SettleAsync(run, db, AlertKind.Budget, alert => alert.Day <= over);
    }
}
