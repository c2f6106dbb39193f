using System.Text.Json.Nodes;
using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Network files and invoices, in any order, end in one network.</summary>
public sealed class NetworkOrderTests
{
    static readonly string[] Resellers = ["6034453", "4649221", "sub-7", "sub-8"];
    static readonly string[] Customers = [NetworkJson.Customer, "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"];
    static readonly string[] Subscriptions = [NetworkJson.Subscription, "aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f"];

    /// <summary>Few keys, few dates, few values: so that files meet, contradict and tie, move resellers and form circles together.</summary>
    static readonly Gen<int[][]> Files = Gen.Int[0, 99].Array[40].Array[2, 3];

    static NetworkJson Network(int[] n)
    {
        var next = 0;
        int Draw(int most) => n[next++ % n.Length] % most;
        (string, JsonNode?)[] Some(params (string Name, JsonNode?[] Values)[] drawn) =>
            [.. drawn.Select(one => (one.Name, Index: Draw(one.Values.Length + 1), one.Values)).Where(one => one.Index > 0).Select(one => (one.Name, one.Values[one.Index - 1]))];
        var file = new NetworkJson($"2024-01-0{Draw(3) + 1}T00:00:00Z");
        // Within a file only under an earlier one: circles are for files to make together.
        var order = Resellers.OrderBy(_ => Draw(7)).ToArray();
        for (var i = 0; i < order.Length; i++)
            file.Reseller(order[i], [.. Some(("name", ["One", "Two"]), ("status", ["ACTIVE", "SUSPENDED"]), ("onboardedOn", ["2023-01-01", "2024-06-01"])),
                .. Some(("parent", [null, .. order[..i].Select(key => (JsonNode?)key)]))]);
        foreach (var customer in Customers) file.Customers(customer, Some(("name", ["A", "B"]), ("reseller", [null, .. Resellers])));
        file.Agreement(Customers[Draw(2)], [("status", Draw(2) == 0 ? "REQUIRED" : "ACCEPTED_DIRECTLY"), .. Some(("acceptedOn", ["2023-05-05"]), ("signatoryName", ["Ana", "Rui"]))]);
        foreach (var subscription in Subscriptions)
            file.Subscriptions(subscription, [("customer", Customers[Draw(2)]), ("skuId", Draw(2) == 0 ? "1" : "0002"), ("quantity", Draw(5)),
                .. Some(("partnerOfRecord", [null, "6034453", "4649221", "9990001"]), ("name", ["Ours"]), ("unitPrice", [10, 11.5]), ("autoRenew", [true, false]), ("scheduledActions", [new JsonArray(), JsonNode.Parse("""[{"scheduleType":"TERM_END","actionType":"CANCEL"}]""")]),
                    ("cancellationAllowedUntil", ["2024-01-08T00:00:00Z"]), ("productTitle", ["Azure plan", "Microsoft 365 E3"]))]);
        return file.Minimum(Subscriptions[Draw(2)], ("quantity", Draw(3)), ("startsOn", Draw(2) == 0 ? "2024-01-01" : "2024-02-01"));
    }

    static ReconciliationFile Invoice(int[] n, int number)
    {
        var day = $"2024-01-0{n[0] % 3 + 1}";
        return new ReconciliationFile().Line(("InvoiceNumber", $"G{number}"), ("CustomerId", Customers[n[1] % 2]), ("Tier2MpnId", new[] { "6034453", "4649221", "0", "" }[n[2] % 4]),
            ("SubscriptionId", new[] { Subscriptions[0], Subscriptions[1], "" }[n[3] % 3]), ("OrderDate", day), ("ChargeStartDate", day), ("CustomerName", n[4] % 2 == 0 ? "" : "Invoiced"));
    }

    static async Task<string[]> NetworkOf(IEnumerable<Func<ImportKit, Task<ImportOutcome>>> files, bool isSeeded)
    {
        await using var kit = await ImportKit.CreateAsync();
        if (isSeeded) await UndatedNetwork.AddToAsync(kit, new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        foreach (var import in files)
        {
            var outcome = await import(kit);
            Assert.True(outcome.Status is ImportStatus.Succeeded, string.Join('\n', outcome.Errors));
        }
        return await kit.NetworkAsync();
    }

    static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[item, .. rest]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Files_in_any_order_and_items_in_any_order_make_the_same_network(bool isSeeded) => await Files.SampleAsync(async drawn =>
    {
        Func<ImportKit, Task<ImportOutcome>>[] files = [.. drawn.Select<int[], Func<ImportKit, Task<ImportOutcome>>>((n, number) =>
            n[39] % 3 == 0 ? kit => kit.ImportAsync(Invoice(n, number)) : kit => kit.ImportAsync(Network(n)))];
        var expected = await NetworkOf(files, isSeeded);
        foreach (var order in Permutations(files).Skip(1)) Assert.Equal(expected, await NetworkOf(order, isSeeded));
        Assert.Equal(expected, await NetworkOf(drawn.Select<int[], Func<ImportKit, Task<ImportOutcome>>>((n, number) =>
            n[39] % 3 == 0 ? kit => kit.ImportAsync(Invoice(n, number)) : kit => kit.ImportAsync(Network(n).Shuffled(n[0]))), isSeeded));
    }, iter: 10, threads: 1);

    [Fact]
    public async Task A_circle_that_two_files_make_is_cut_at_its_oldest_statement_in_either_order()
    {
        var (older, newer) = (new NetworkJson("2024-01-01T00:00:00Z").Reseller("a").Reseller("b", ("parent", "a")), new NetworkJson("2024-01-02T00:00:00Z").Reseller("b").Reseller("a", ("parent", "b")));

        var expected = await NetworkOf([kit => kit.ImportAsync(older), kit => kit.ImportAsync(newer)], isSeeded: false);

        Assert.Equal(expected, await NetworkOf([kit => kit.ImportAsync(newer), kit => kit.ImportAsync(older)], isSeeded: false));
        Assert.Contains("[\"Z\",\"A\",\"B\"]", expected);
        Assert.Contains("[\"Z\",\"B\",null]", expected);
    }

    [Fact]
    public async Task What_is_stated_is_what_is_read_back() => await Gen.Int[0, 99].Array[40].SampleAsync(async n =>
    {
        await using var kit = await ImportKit.CreateAsync();
        var file = JsonNode.Parse(Network(n).ToString())!;
        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportNetworkAsync(file.ToJsonString())).Status);
        var rows = await kit.NetworkAsync();

        foreach (var item in file["resellers"]!.AsArray())
        {
            var key = item!["id"]!.GetValue<string>().ToUpperInvariant();
            Assert.Contains($"[\"Z\",\"{key}\",{item["parent"]?.ToJsonString().ToUpperInvariant() ?? "null"}]", rows);
            var row = JsonNode.Parse(rows.Single(row => JsonNode.Parse(row) is JsonArray { } all && all[0]!.GetValue<string>() == "R" && (all[1] ?? all[2])!.GetValue<string>() == key))!;
            Assert.Equal(item["name"]?.GetValue<string>() ?? (key.All(char.IsAsciiDigit) ? $"PLA {key}" : key), row[3]!.GetValue<string>());
            Assert.Equal(item["status"]?.GetValue<string>() ?? "UNKNOWN", row[9]!.GetValue<string>().ToUpperInvariant());
        }
        foreach (var item in file["customers"]!.AsArray())
        {
            var id = item!["id"]!.GetValue<string>().Replace("-", "").ToUpperInvariant();
            var row = JsonNode.Parse(rows.Single(row => row.StartsWith($"[\"C\",\"{id}\"", StringComparison.Ordinal)))!;
            Assert.Equal(item["reseller"]?.GetValue<string>().ToUpperInvariant(), row[6]?.GetValue<string>());
        }
        foreach (var item in file["subscriptions"]!.AsArray())
        {
            var id = item!["id"]!.GetValue<string>().Replace("-", "").ToUpperInvariant();
            var row = JsonNode.Parse(rows.Single(row => row.StartsWith($"[\"S\",\"{id}\"", StringComparison.Ordinal)))!;
            Assert.Equal((item["quantity"]!.GetValue<int>(), item["skuId"]!.GetValue<string>().PadLeft(4, '0'), item["autoRenew"] is { } renews ? renews.GetValue<bool>() : (bool?)null, item["partnerOfRecord"]?.GetValue<string>()),
                (row[7]!.GetValue<int>(), row[6]!.GetValue<string>(), row[17]?.GetValue<bool>(), row[18]?.GetValue<string>()));
        }
    }, iter: 20, threads: 1);
}
