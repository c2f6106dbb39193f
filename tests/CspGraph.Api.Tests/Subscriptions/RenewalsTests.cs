using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Reads;
using CspGraph.Engine.Schema;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Subscriptions;

/// <summary>The renewals that are due: of which days, and for how long an answer holds. What they show is in the documents of Reads.</summary>
public sealed class RenewalsTests
{
    static readonly DateTimeOffset Evening = new(2026, 12, 4, 23, 59, 59, TimeSpan.Zero);
    static readonly JsonElement NoVariables = JsonDocument.Parse("{}").RootElement;

    readonly FakeTimeProvider clock = new(Evening);
    readonly ReadNetwork network = new(tenantId: 1, width: 2);

    async Task<ReadDatabase> CreateAsync()
    {
        var database = await ReadDatabase.CreateAsync(network);
        database.Engine = ReadDatabase.CreateEngine(ProductSchema.Options, clock);
        return database;
    }

    async Task<JsonElement> AskAsync(ReadDatabase database, string text) => JsonDocument.Parse(await database.AnswerAsync(text, NoVariables, network.Admin)).RootElement;

    async Task<string[]> DaysAsync(ReadDatabase database, string text) =>
        [.. (await AskAsync(database, text)).GetProperty("data").GetProperty("renewals").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("commitmentEndDate").GetString()!)];

    [Fact]
    public async Task They_end_from_today_to_the_last_day_both_included()
    {
        await using var database = await CreateAsync();
        var all = await DaysAsync(database, "{ renewals(within: 366, first: 100) { nodes { commitmentEndDate } } }");
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        var first = DateOnly.Parse(all[0]);
        // The day before it is within, the day on which it comes to be, its own day, the day after.
        foreach (var (today, within, isDue) in new[] { (first.AddDays(-3), 2, false), (first.AddDays(-3), 3, true), (first, 0, true), (first.AddDays(1), 0, false) })
        {
            database.Engine = ReadDatabase.CreateEngine(ProductSchema.Options, new FakeTimeProvider(new DateTimeOffset(today, new TimeOnly(23, 59), TimeSpan.Zero)));
            Assert.Equal(isDue, (await DaysAsync(database, $"{{ renewals(within: {within}, first: 100) {{ nodes {{ commitmentEndDate }} }} }}")).Contains(all[0]));
        }
    }

    [Fact]
    public async Task The_same_document_asks_of_another_day_on_another_day()
    {
        await using var database = await CreateAsync();
        const string document = "{ renewals(within: 0, first: 100) { nodes { commitmentEndDate } } }";
        var days = await DaysAsync(database, "{ renewals(within: 30, first: 100) { nodes { commitmentEndDate } } }");
        var seen = new List<string>();
        for (var i = 0; i < 31; i++)
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            var due = await DaysAsync(database, document);
            Assert.All(due, day => Assert.Equal(today, DateOnly.Parse(day)));
            seen.AddRange(due);
            clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.Equal(days, seen);
    }

    [Fact]
    public async Task A_cursor_is_good_overnight()
    {
        await using var database = await CreateAsync();
        var page = (await AskAsync(database, "{ renewals(within: 30, first: 3) { pageInfo { endCursor } } }")).GetProperty("data").GetProperty("renewals");
        var cursor = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var rest = $"{{ renewals(within: 30, first: 5, after: \"{cursor}\") {{ nodes {{ commitmentEndDate }} }} }}";
        var before = await DaysAsync(database, rest);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(before, await DaysAsync(database, rest));
        Assert.Equal("INVALID_CURSOR", CodeOf(await AskAsync(database, rest.Replace("within: 30", "within: 31"))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(367)]
    public async Task So_far_ahead_nobody_looks(int within)
    {
        await using var database = await CreateAsync();
        var answer = await AskAsync(database, $"{{ renewals(within: {within}) {{ totalCount }} }}");
        Assert.Equal("BAD_USER_INPUT", CodeOf(answer));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("renewals").ValueKind);
    }

    [Theory]
    [InlineData("{ renewals { totalCount } }", Freshness.OfDay)]
    [InlineData("{ renewals { atStake { missing } } }", Freshness.OfDay)]
    [InlineData("{ subscriptions { nodes { renewal { outcome } scheduledActions { actionType } } } }", Freshness.OfData)]
    public async Task An_answer_holds_for_the_day_and_an_outlook_until_the_data_changes(string text, Freshness freshness)
    {
        await using var database = await CreateAsync();
        Assert.Equal(freshness, (await database.PrepareAsync(text, NoVariables)).Freshness);
    }

    /// <summary>More than are gathered in at once.</summary>
    [Fact]
    public async Task All_that_fit_are_added_up()
    {
        var wide = new ReadNetwork(tenantId: 1, width: 130);
        await using var database = await ReadDatabase.CreateAsync(wide);
        database.Engine = ReadDatabase.CreateEngine(ProductSchema.Options with { MaxCost = int.MaxValue }, clock);
        decimal? sum = 0;
        var (missing, count, after) = (0, 0, "null");
        do
        {
            var page = JsonDocument.Parse(await database.AnswerAsync($"{{ renewals(within: 366, first: 100, after: {after}) {{ nodes {{ renewal {{ atStake {{ value {{ amount }} }} }} }} pageInfo {{ endCursor hasNextPage }} }} }}", NoVariables, wide.Admin))
                .RootElement.GetProperty("data").GetProperty("renewals");
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
            {
                count++;
                var value = node.GetProperty("renewal").GetProperty("atStake").GetProperty("value");
                if (value.ValueKind is JsonValueKind.Null) missing++;
                else sum += decimal.Parse(value.GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            }
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? $"\"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"" : "";
        }
        while (after.Length > 0);
        Assert.InRange(count, 1_001, 1_999);

        var told = JsonDocument.Parse(await database.AnswerAsync("{ renewals(within: 366) { atStake { value { amount } missing } totalCount } }", NoVariables, wide.Admin)).RootElement.GetProperty("data").GetProperty("renewals");
        var figure = told.GetProperty("atStake").EnumerateArray().Single();
        Assert.Equal((sum, missing, count), (decimal.Parse(figure.GetProperty("value").GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            figure.GetProperty("missing").GetInt32(), told.GetProperty("totalCount").GetInt32()));
    }

    static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
