using System.Text.Json.Nodes;
using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Issues of invoices among files of all other kinds that state facts.</summary>
public sealed class WithdrawnFactsTests
{
    const string One = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f";
    const string Other = "aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f";
    static readonly DateTime Noon = new(2024, 2, 8, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>A file on its way in; of an invoice, the issue it is.</summary>
    internal sealed record Sent(int? Invoice, DateTime IssuedAt, string Text, Func<ImportKit, Task<ImportOutcome>> ImportAsync)
    {
        public override string ToString() => $"{IssuedAt:O}\n{Text}";
    }

    /// <summary>Two issues of one invoice, and a few files of any kind. All numbers are small, so that files meet, contradict and tie.</summary>
    internal static readonly Gen<Sent[]> Files = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 99].Array[40], OrderOfFilesTests.Lines.Array[1, 3]).Array[3, 6].Select(drawn => drawn.Select((file, i) =>
    {
        var ((kind, n, lines), issuedAt) = (file, Noon.AddHours(i));
        return i < 2 ? Issue(0, lines, issuedAt)
            : kind < 2 ? Issue(kind, lines, issuedAt)
            : kind < 4 ? new Sent(null, issuedAt, Network(n).ToString(), kit => kit.ImportAsync(Network(n)))
            : new Sent(null, issuedAt, Usage(n).Text(), kit => kit.ImportUsageAsync(Usage(n), issuedAt));
    }).ToArray());

    static Sent Issue(int invoice, (string Column, string Value)[][] lines, DateTime issuedAt)
    {
        var file = new ReconciliationFile();
        // No two issues are the same file.
        foreach (var line in lines) file.Line([.. line, ("InvoiceNumber", $"G{invoice}"), ("ReferenceId", $"{issuedAt:O}")]);
        return new(invoice, issuedAt, file.Text(), kit => kit.ImportAsync(file, issuedAt));
    }

    /// <summary>As the files say that are not invoices.</summary>
    static string HolderOf(string subscription) => subscription == One ? NetworkJson.Customer : "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2";

    static NetworkJson Network(int[] n)
    {
        var next = 0;
        int Draw(int most) => n[next++ % n.Length] % most;
        (string, JsonNode?)[] Some(params (string Name, JsonNode?[] Values)[] drawn) =>
            [.. drawn.Select(one => (one.Name, Index: Draw(one.Values.Length + 1), one.Values)).Where(one => one.Index > 0).Select(one => (one.Name, one.Values[one.Index - 1]))];
        var file = new NetworkJson($"2024-01-0{Draw(3) + 1}T00:00:00Z").Reseller("6034453").Reseller("sub-7", Some(("parent", [null, "6034453"])));
        foreach (var subscription in new[] { One, Other })
        {
            var kept = Draw(4);
            if (kept == 0) continue;
            file.Customers(HolderOf(subscription), Some(("name", ["A", "B"]), ("country", ["PT"]), ("reseller", [null, "6034453", "sub-7"])));
            if (Draw(2) == 0) file.Agreement(HolderOf(subscription));
            if (kept == 1) continue;
            file.Subscriptions(subscription, [("customer", HolderOf(subscription)), ("skuId", Draw(2) == 0 ? "1" : "0002"), ("quantity", Draw(5)), ("startDate", Draw(2) == 0 ? "2023-01-01" : "2023-12-01"),
                .. Some(("partnerOfRecord", [null, "6034453", "9990001"]), ("name", ["Ours"]), ("unitPrice", [10, 11.5]), ("termDuration", ["P1M", "P3Y"]), ("autoRenew", [true, false]), ("scheduledActions", [new JsonArray(), JsonNode.Parse("""[{"scheduleType":"TERM_END","actionType":"CANCEL"}]""")]),
                    ("commitmentEndDate", ["2025-06-30"]), ("cancellationAllowedUntil", ["2024-01-08T00:00:00Z"]))]);
            if (Draw(2) == 0) file.Minimum(subscription);
        }
        return file;
    }

    static UsageFile Usage(int[] n) => new UsageFile().Line(("UsageDate", $"2024-01-0{n[0] % 3 + 1}"), ("ChargeStartDate", "2024-01-01"), ("CustomerId", HolderOf(n[1] % 2 == 0 ? One : Other)),
        ("CustomerName", n[2] % 2 == 0 ? "" : "Metered"), ("CustomerDomainName", n[3] % 2 == 0 ? "" : "metered.example"), ("CustomerCountry", ""), ("Tier2MpnId", n[4] % 2 == 0 ? "" : "4649221"));

    static async Task<string> BoughtAsync(IEnumerable<Sent> files, bool isSeeded, Func<string, string>? shown = null)
    {
        await using var kit = await ImportKit.CreateAsync();
        // Of a date among those of the files, so that some are older and some newer.
        if (isSeeded) await UndatedNetwork.AddToAsync(kit, new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        foreach (var file in files)
        {
            var outcome = await file.ImportAsync(kit);
            Assert.True(outcome.Status is ImportStatus.Succeeded, string.Join('\n', outcome.Errors));
        }
        // Resellers and the catalogue keep what a superseded line has told of them.
        return string.Join('\n', (await kit.NetworkAsync()).Where(row => row[2] is 'C' or 'H' or 'S' or 'A' or 'M').Select(row => shown?.Invoke(row) ?? row));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Files_in_any_order_end_equal(bool isSeeded) => await Gen.Select(Files, Gen.Int).SampleAsync(async (files, seed) =>
    {
        var expected = await BoughtAsync(files, isSeeded);
        Assert.Equal(expected, await BoughtAsync(files.Reverse(), isSeeded));
        new Random(seed).Shuffle(files);
        Assert.Equal(expected, await BoughtAsync(files, isSeeded));
    }, iter: 15, threads: 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_issue_that_holds_no_more_might_as_well_never_have_come(bool isSeeded) => await Files.SampleAsync(async files =>
    {
        var holding = files.Where(file => file.Invoice is null || !files.Any(other => other.Invoice == file.Invoice && other.IssuedAt > file.IssuedAt)).ToArray();
        Assert.Equal(await BoughtAsync(holding, isSeeded, isSeeded ? Shown : null), await BoughtAsync(files, isSeeded, isSeeded ? Shown : null));
    }, iter: 15, threads: 1);

    /// <summary>A row without dates has them once a file has spoken of it, and its values are told apart from what invoices state. Nobody sees that.</summary>
    static string Shown(string row)
    {
        var cells = JsonNode.Parse(row)!.AsArray();
        foreach (var place in row[2] switch { 'C' => new[] { 5 }, 'H' => [4, 5], 'S' => [20, 21], _ => [] }) cells[place] = null;
        return cells.ToJsonString();
    }
}
