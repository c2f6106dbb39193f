using CspGraph.Benchmarks.Events;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Soak;

/// <summary>Holds what the rows say in the end against what was acknowledged.</summary>
sealed class SoakVerdict(Database database, SoakNetwork network, SoakWriters writers, SoakClient client, Tally tally)
{
    public async Task JudgeAsync(CancellationToken cancellation)
    {
        await JudgeKeysAsync(cancellation);
        await using var db = database.Open(SoakNetwork.Admin);
        var told = await ToldEvents.ReadAsync(database, SoakNetwork.Admin, cancellation);

        Check("API keys told", told.Subjects[EventKind.ApiKeyCreated].Count(), writers.Made.Count + writers.Unsure.Count);
        Check("moves told", told.Subjects[EventKind.ResellerMoved].Count(), writers.Moves.Acknowledged);
        Check("budgets told", told.Subjects[EventKind.BudgetSet].Count(), writers.Budgets.Sum(budget => budget.Amount.Acknowledged));
        Check("imports told", told.Subjects[EventKind.ImportSucceeded].Count(), writers.Sheets.Sum(sheet => sheet.Number.Acknowledged));
        foreach (var (customer, amount) in writers.Budgets)
            Check("a budget", (int)await db.CustomerBudgets.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.CustomerId == customer.Id).Select(row => row.Amount).SingleOrDefaultAsync(cancellation), amount.Acknowledged);
        foreach (var (market, number) in writers.Sheets)
            Check("a price sheet", await db.Prices.CountAsync(row => row.Market == market && !row.IsSuperseded && row.UnitPrice == number.Acknowledged, cancellation), number.Acknowledged == 0 ? 0 : PriceSheet.Lines);
        var parent = await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Id == network.Moved.Id).Select(row => row.ParentId).SingleAsync(cancellation);
        if (parent != network.Parents[writers.Moves.Acknowledged % 2].Id) tally.Wrong("Wrong parent in the end", $"{parent}");
        var integrity = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync(cancellation);
        if (integrity is not ["ok"]) tally.Wrong("The file is damaged", string.Join(' ', integrity));
    }

    /// <summary>What was acknowledged is there once. What was not is there once or not at all; sent again with its key it is there once, and where it was there it is what is answered.</summary>
    async Task JudgeKeysAsync(CancellationToken cancellation)
    {
        var before = await KeysAsync(cancellation);
        foreach (var name in writers.Made) Check("an acknowledged API key", before[name].Count(), 1);
        foreach (var name in writers.Unsure)
        {
            if (before[name].Count() > 1) tally.Wrong("Made twice", name);
            if (await AgainAsync(name, cancellation) is not { IsDone: true } again) continue;
            var id = again.Body.GetProperty("data").GetProperty("createApiKey").GetProperty("apiKey").GetProperty("id").GetString()!;
            if (before[name].Any() && !before[name].Contains(id)) tally.Wrong("Made again", name);
        }
        var after = await KeysAsync(cancellation);
        foreach (var name in writers.Unsure) Check("an API key that was sent again", after[name].Count(), 1);
    }

    /// <summary>Twice where it must be: a token of a clock that was set is found out when it is shown first.</summary>
    async Task<Outcome> AgainAsync(string name, CancellationToken cancellation)
    {
        var first = await AskAsync();
        return first.IsDone ? first : await AskAsync();

        // Of the same process.
        Task<Outcome> AskAsync() => client.AskAsync("createApiKey again", new Random(0), SoakWriters.MakeKey, SoakWriters.KeyOf(name), cancellation);
    }

    async Task<ILookup<string, string>> KeysAsync(CancellationToken cancellation)
    {
        await using var db = database.Open(SoakNetwork.Admin);
        var keys = await db.ApiKeys.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Select(key => new { key.Name, key.Id }).ToListAsync(cancellation);
        return keys.ToLookup(key => key.Name, key => new NodeId(Api.Tenancy.ApiKeyType.Tag, key.Id).ToString());
    }

    void Check(string what, int found, int expected)
    {
        if (found != expected) tally.Wrong($"In the end ({what})", $"{found} for {expected}");
    }
}
