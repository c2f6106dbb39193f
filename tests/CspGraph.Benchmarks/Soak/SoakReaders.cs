using System.Globalization;
using System.Text.Json;
using CspGraph.Domain.Customers;

namespace CspGraph.Benchmarks.Soak;

/// <summary>Reads whose right answer is known: by the rows that were there before, by registers, or because two figures of one document must go together.</summary>
sealed class SoakReaders(SoakNetwork network, SoakWriters writers, SoakClient client, Tally tally, int seed)
{
    const string CustomerQuery = "query($id: ID!) { customer(id: $id) { name domain country reseller { name } subscriptions(first: 100) { totalCount nodes { name quantity } } } }";
    const string ResellersQuery = "query($after: String) { resellers(first: 7, after: $after, order: [{ name: ASC }]) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }";
    const string BudgetQuery = "query($id: ID!) { customer(id: $id) { budget { amount } } }";
    const string PricesQuery = "query($market: CountryCode!) { prices(first: 100, where: { market: { eq: $market } }) { totalCount nodes { unitPrice { value { amount } } } } }";
    const string MovedQuery = "query($a: ID!, $b: ID!, $moved: ID!) { a: reseller(id: $a) { summary { customers seats } } b: reseller(id: $b) { summary { customers seats } } moved: reseller(id: $moved) { parent { id } } }";
    const string KeysQuery = "{ apiKeys { totalCount } }";

    const int Tasks = 3;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    readonly IReadOnlyList<string> parents = [.. network.Parents.Select(SoakNetwork.IdOf)];
    (long Customers, long Seats) both;

    /// <summary>Reads what the moves leave as it is, once the reseller is under one of the two.</summary>
    public async Task BeginAsync()
    {
        var asked = await AskMovedAsync(new Random(seed));
        both = Both(asked.Body);
        if (both.Customers == 0) throw new BenchmarkFailedException("Nobody is under the reseller that is moved.");
    }

    public IEnumerable<Task> Start(CancellationToken ending) => Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
    {
        var random = new Random(seed * 100 + 50 + task);
        Func<Random, Task>[] reads = [ReadCustomerAsync, ReadCustomerAsync, ReadResellersAsync, ReadBudgetAsync, ReadBudgetAsync, ReadPricesAsync, ReadMovedAsync, ReadKeysAsync];
        while (!ending.IsCancellationRequested)
        {
            await reads[random.Next(reads.Length)](random);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }, CancellationToken.None)).ToList();

    async Task ReadCustomerAsync(Random random)
    {
        var customer = network.Customers[random.Next(network.Customers.Count)];
        if (await DataAsync("read a customer", random, CustomerQuery, new { id = SoakNetwork.IdOf(customer) }) is not { } data) return;
        var read = data.GetProperty("customer");
        var subscriptions = network.Subscriptions[customer.Id].ToList();
        Check("customer", TextOf(read), TextOf(customer));
        Check("subscriptions of a customer",
            string.Join(';', read.GetProperty("subscriptions").GetProperty("nodes").EnumerateArray().Select(row => $"{row.GetProperty("name")}×{row.GetProperty("quantity")}").Order(StringComparer.Ordinal)),
            string.Join(';', subscriptions.Select(row => $"{row.Name}×{row.Quantity}").Order(StringComparer.Ordinal)));
        Check("number of a customer's subscriptions", $"{read.GetProperty("subscriptions").GetProperty("totalCount")}", $"{subscriptions.Count}");
    }

    static string TextOf(JsonElement read) =>
        $"{read.GetProperty("name")} {read.GetProperty("domain")} {read.GetProperty("country")} {(read.GetProperty("reseller") is { ValueKind: JsonValueKind.Object } reseller ? reseller.GetProperty("name") : "")}";

    string TextOf(Customer customer) => $"{customer.Name} {customer.Domain} {customer.Country} {network.Resellers.FirstOrDefault(row => row.Id == customer.ResellerId)?.Name}";

    /// <summary>Page by page, each of either process: a cursor of one is good for the other.</summary>
    async Task ReadResellersAsync(Random random)
    {
        var read = new List<string>();
        for (string? after = null; ;)
        {
            if (await DataAsync("read a page of resellers", random, ResellersQuery, new { after }) is not { } data) return;
            var page = data.GetProperty("resellers");
            read.AddRange(page.GetProperty("nodes").EnumerateArray().Select(row => row.GetProperty("id").GetString()!));
            Check("number of resellers", $"{page.GetProperty("totalCount")}", $"{network.Resellers.Count}");
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
        Check("all resellers", string.Join(' ', read.Order(StringComparer.Ordinal)), string.Join(' ', network.Resellers.Select(SoakNetwork.IdOf).Order(StringComparer.Ordinal)));
    }

    async Task ReadBudgetAsync(Random random)
    {
        var (customer, amount) = writers.Budgets[random.Next(writers.Budgets.Count)];
        var least = amount.Acknowledged;
        if (await DataAsync("read a budget", random, BudgetQuery, new { id = SoakNetwork.IdOf(customer) }) is not { } data) return;
        var budget = data.GetProperty("customer").GetProperty("budget");
        CheckWithin("budget", budget.ValueKind is JsonValueKind.Null ? 0 : Number(budget.GetProperty("amount")), least, amount.Sent);
    }

    async Task ReadPricesAsync(Random random)
    {
        var (market, number) = writers.Sheets[random.Next(writers.Sheets.Count)];
        var least = number.Acknowledged;
        if (await DataAsync("read a price sheet", random, PricesQuery, new { market }) is not { } data) return;
        var prices = data.GetProperty("prices").GetProperty("nodes").EnumerateArray().Select(row => Number(row.GetProperty("unitPrice").GetProperty("value").GetProperty("amount"))).ToList();
        var distinct = prices.Distinct().ToList();
        if (prices.Count is not (0 or PriceSheet.Lines) || distinct.Count > 1) tally.Wrong("A sheet is shown in part", $"{market}: {prices.Count} prices, {string.Join(", ", distinct)}");
        else CheckWithin("price", distinct.FirstOrDefault(), least, number.Sent);
        Check("number of prices", $"{data.GetProperty("prices").GetProperty("totalCount")}", $"{prices.Count}");
    }

    async Task ReadMovedAsync(Random random)
    {
        var asked = await AskMovedAsync(random);
        if (!asked.IsDone) return;
        Check("customers and seats of two resellers together", $"{Both(asked.Body)}", $"{both}");
        if (!parents.Contains(asked.Body.GetProperty("data").GetProperty("moved").GetProperty("parent").GetProperty("id").GetString()!)) tally.Wrong("Wrong parent", asked.Body.GetRawText());
    }

    async Task ReadKeysAsync(Random random)
    {
        var least = writers.KeysAcknowledged;
        if (await DataAsync("read the number of API keys", random, KeysQuery, null) is { } data) CheckWithin("number of API keys", data.GetProperty("apiKeys").GetProperty("totalCount").GetInt32(), least, writers.KeysSent);
    }

    Task<Outcome> AskMovedAsync(Random random) => client.AskAsync("read two subtrees", random, MovedQuery, new { a = parents[0], b = parents[1], moved = SoakNetwork.IdOf(network.Moved) }, CancellationToken.None);

    async Task<JsonElement?> DataAsync(string kind, Random random, string query, object? variables) =>
        await client.AskAsync(kind, random, query, variables, CancellationToken.None) is { IsDone: true } outcome ? outcome.Body.GetProperty("data") : null;

    static (long, long) Both(JsonElement body)
    {
        var summaries = new[] { "a", "b" }.Select(name => body.GetProperty("data").GetProperty(name).GetProperty("summary")).ToList();
        return (summaries.Sum(summary => summary.GetProperty("customers").GetInt64()), summaries.Sum(summary => summary.GetProperty("seats").GetInt64()));
    }

    static int Number(JsonElement amount) => (int)decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture);

    void Check(string what, string read, string expected)
    {
        if (read != expected) tally.Wrong($"Wrong answer ({what})", $"{read} for {expected}");
    }

    void CheckWithin(string what, int read, int least, int most)
    {
        if (read < least || read > most) tally.Wrong($"Wrong answer ({what})", $"{read}, where it was {least} before and cannot be more than {most}");
    }
}
