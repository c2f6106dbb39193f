using CspGraph.Domain.Customers;

namespace CspGraph.Benchmarks.Soak;

/// <summary>Changes and imports, each with a key of its own and sent until it is acknowledged; some are given up when nothing came back, so that nobody knows whether they were made.</summary>
sealed class SoakWriters(SoakNetwork network, SoakClient client, int seed)
{
    public const string MakeKey = "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } errors { code } } }";
    const string SetBudget = "mutation($input: SetBudgetInput!) { setBudget(input: $input) { customer { budget { amount } } errors { code } } }";
    const string Move = "mutation($input: MoveResellerInput!) { moveReseller(input: $input) { reseller { parent { id } } errors { code } } }";

    const int BudgetTasks = 2;
    const int BudgetsOfTask = 8;
    const int OneInGivenUp = 2;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public IReadOnlyList<(Customer Customer, Register Amount)> Budgets { get; } = [.. network.Customers.Where(row => row.ResellerId is not null).Take(BudgetTasks * BudgetsOfTask).Select(row => (row, new Register()))];

    public IReadOnlyList<(string Market, Register Number)> Sheets { get; } = [.. PriceSheet.Markets.Select(market => (market, new Register()))];

    public Register Moves { get; } = new();

    /// <summary>Names of API keys that were acknowledged.</summary>
    public List<string> Made { get; } = [];

    /// <summary>Names of those of which nobody knows.</summary>
    public List<string> Unsure { get; } = [];

    int keysSent;
    int keysAcknowledged;

    public int KeysSent => Volatile.Read(ref keysSent);
    public int KeysAcknowledged => Volatile.Read(ref keysAcknowledged);

    public IEnumerable<Task> Start(CancellationToken ending) =>
    [
        .. Enumerable.Range(0, BudgetTasks).Select(task => UntilAsync(ending, random => SetBudgetAsync(Budgets[task * BudgetsOfTask + random.Next(BudgetsOfTask)], random), task)),
        UntilAsync(ending, random => MakeKeyAsync(random), 10),
        UntilAsync(ending, random => MoveAsync(random), 11),
        UntilAsync(ending, random => ImportAsync(Sheets[random.Next(Sheets.Count)], random), 12),
    ];

    /// <summary>Ends between two changes: none is under way afterwards.</summary>
    Task UntilAsync(CancellationToken ending, Func<Random, Task> change, int task) => Task.Run(async () =>
    {
        var random = new Random(seed * 100 + task);
        while (!ending.IsCancellationRequested)
        {
            await change(random);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }, CancellationToken.None);

    async Task SetBudgetAsync((Customer Customer, Register Amount) budget, Random random)
    {
        var amount = budget.Amount.Send();
        await UntilDoneAsync("setBudget", SetBudget, new { customer = SoakNetwork.IdOf(budget.Customer), amount = $"{amount}", currency = "EUR", idempotencyKey = $"budget-{budget.Customer.Id}-{amount}" }, random);
        budget.Amount.Acknowledge();
    }

    public async Task MoveAsync(Random random)
    {
        var number = Moves.Send();
        await UntilDoneAsync("moveReseller", Move, new { reseller = SoakNetwork.IdOf(network.Moved), parent = SoakNetwork.IdOf(network.Parents[number % 2]), idempotencyKey = $"move-{number}" }, random);
        Moves.Acknowledge();
    }

    async Task ImportAsync((string Market, Register Number) sheet, Random random)
    {
        var number = sheet.Number.Send();
        for (var isDone = false; !isDone; await Task.Delay(Pause, CancellationToken.None))
            isDone = (await client.ImportAsync("import", random, PriceSheet.Address(number), PriceSheet.Of(sheet.Market, number), CancellationToken.None)).IsDone;
        sheet.Number.Acknowledge();
    }

    async Task MakeKeyAsync(Random random)
    {
        var name = $"soak-{Interlocked.Increment(ref keysSent)}";
        while (true)
        {
            var outcome = await client.AskAsync("createApiKey", random, MakeKey, KeyOf(name), CancellationToken.None);
            if (outcome.IsDone)
            {
                Made.Add(name);
                Interlocked.Increment(ref keysAcknowledged);
                return;
            }
            if (outcome.Code == Outcome.Cut && random.Next(OneInGivenUp) == 0)
            {
                Unsure.Add(name);
                return;
            }
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    public static object KeyOf(string name) => new { input = new { name, rights = new[] { "READ" }, idempotencyKey = name } };

    async Task UntilDoneAsync(string kind, string query, object input, Random random)
    {
        while (!(await client.AskAsync(kind, random, query, new { input }, CancellationToken.None)).IsDone) await Task.Delay(Pause, CancellationToken.None);
    }
}
