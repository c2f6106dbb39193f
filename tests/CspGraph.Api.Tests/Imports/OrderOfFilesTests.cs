using System.Globalization;
using CsCheck;

namespace CspGraph.Api.Tests.Imports;

public sealed class OrderOfFilesTests
{
    /// <summary>Few keys, few dates, few values: so that lines of different files meet, contradict and tie.</summary>
    public static readonly Gen<(string, string)[]> Lines =
        from numbers in Gen.Int[0, 99].Array[20]
        select Line(numbers);

    public static readonly Gen<(string, string)[][][]> Files = Lines.Array[1, 4].Array[2, 3];

    static (string, string)[] Line(int[] n)
    {
        static string Pick(int number, params string[] values) => values[number % values.Length];
        var start = new DateOnly(2024, 1, 1).AddDays(n[0] % 3);
        var quantity = n[1] % 3 + 1;
        var subtotal = n[2] % 4 == 0 ? -10 * quantity : 10 * quantity;
        string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
        return
        [
            ("CustomerId", Pick(n[3], "835a59a7-3172-47b5-bdef-d9cc65f4d0e4", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2")),
            ("CustomerName", Pick(n[4], "Contoso", "contoso", "Zoë", "")),
            ("CustomerDomainName", Pick(n[5], "a.example", "b.example", "")),
            ("CustomerCountry", Pick(n[6], "US", "DE", "")),
            ("Tier2MpnId", Pick(n[7], "6034453", "4649221", "0", "-1", "")),
            ("ProductId", Pick(n[8], "CFQ7TTC0HL8W", "CFQ7TTC0LH0R")),
            ("SkuId", Pick(n[9], "1", "0002")),
            ("ProductName", Pick(n[10], "Azure plan", "Microsoft 365 E3", "")),
            ("SkuName", Pick(n[11], "Premium", "Standard", "")),
            ("ProductQualifiers", Pick(n[12], "[]", "[\"AddOn\"]", "[\"AddOn\",\"Trial\"]", "")),
            ("SubscriptionId", Pick(n[13], "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f", "aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f", "")),
            ("SubscriptionDescription", Pick(n[14], "Ours", "")),
            ("ChargeType", Pick(n[15], "new", "renew", "cancel", "removeQuantity", "customerCredit", "later")),
            ("OrderDate", Pick(n[16], "2024-01-01", "2024-01-02T10:00:00Z")),
            ("ChargeStartDate", start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("ChargeEndDate", start.AddDays(n[17] % 2 == 0 ? 30 : 365).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("SubscriptionEndDate", Pick(n[18], "2025-01-01", "2026-01-01", "")),
            ("SubscriptionStartDate", Pick(n[19], "2023-06-01", "2024-01-01", "")),
            ("TermAndBillingCycle", Pick(n[18] + n[19], "One-Year commitment for monthly/yearly billing", "One-Month commitment for monthly billing", "?")),
            ("BillingFrequency", Pick(n[17], "Monthly", "Annual", "")),
            ("EffectiveUnitPrice", Pick(n[2], "10", "11.5", "")),
            ("Quantity", Text(quantity)),
            ("BillableQuantity", Text(quantity)),
            ("Subtotal", Text(subtotal)),
            ("Total", Text(subtotal)),
            ("Currency", "USD"),
        ];
    }

    static async Task<string[]> NetworkOf(IEnumerable<(int Number, (string, string)[][] Lines)> files, bool isSeeded = false)
    {
        await using var kit = await ImportKit.CreateAsync();
        // Of a date among those of the lines, so that some are older and some newer.
        if (isSeeded) await UndatedNetwork.AddToAsync(kit, new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        foreach (var (number, lines) in files)
        {
            var file = new ReconciliationFile();
            foreach (var line in lines) file.Line([.. line, ("InvoiceNumber", $"G{number}")]);
            Assert.Empty((await kit.ImportAsync(file)).Errors);
        }
        return await kit.NetworkAsync();
    }

    public static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[item, .. rest]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Files_in_any_order_and_lines_in_any_order_make_the_same_network(bool isSeeded) => await Files.SampleAsync(async files =>
    {
        var numbered = files.Select((lines, number) => (number, lines)).ToArray();
        var expected = await NetworkOf(numbered, isSeeded);
        foreach (var order in Permutations(numbered).Skip(1)) Assert.Equal(expected, await NetworkOf(order, isSeeded));
        Assert.Equal(expected, await NetworkOf(numbered.Select(file => (file.number, file.lines.Reverse().ToArray())), isSeeded));
        Assert.Equal(expected, await NetworkOf([(9, [.. files.SelectMany(lines => lines)])], isSeeded));
    }, iter: 12, threads: 1);

    /// <summary>The customer of a sub-reseller without a PLA ID moves away, back under that PLA ID, and away again.</summary>
    [Theory]
    [InlineData("4649221", "6034453")]
    [InlineData("4649221", "6034453", "4649221")]
    [InlineData("6034453", "4649221", "6034453")]
    [InlineData("4649221", "9990001", "6034453")]
    [InlineData("4649221", "", "6034453")]
    public async Task A_customer_that_moves_away_and_back_ends_the_same_in_any_order(params string[] plaIds)
    {
        (int, (string, string)[][])[] files = [.. plaIds.Select((plaId, day) =>
        {
            var on = new DateOnly(2026, 10, day + 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return (day, new (string, string)[][] { [("Tier2MpnId", plaId), ("SubscriptionId", ""), ("OrderDate", on), ("ChargeStartDate", on)] });
        })];
        var expected = await NetworkOf(files, isSeeded: true);

        Assert.Contains(expected, row => row.StartsWith("[\"C\"", StringComparison.Ordinal) && row.EndsWith(plaIds[^1] == "6034453" ? "\"Sub\"]" : "\"4649221\"]", StringComparison.Ordinal));
        foreach (var order in Permutations(files).Skip(1)) Assert.Equal(expected, await NetworkOf(order, isSeeded: true));
    }

    [Theory]
    [InlineData("CustomerName", "Old name")]
    [InlineData("CustomerDomainName", "old.example")]
    [InlineData("CustomerCountry", "DE")]
    [InlineData("Tier2MpnId", "4649221")]
    [InlineData("ProductName", "Old product")]
    [InlineData("SkuName", "Old SKU")]
    [InlineData("PublisherName", "Old publisher")]
    [InlineData("ProductQualifiers", "[\"AddOn\"]")]
    [InlineData("ProductId", "CFQ7TTC0LH0R")]
    [InlineData("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2")]
    [InlineData("SubscriptionDescription", "Old description")]
    [InlineData("Quantity", "7")]
    [InlineData("EffectiveUnitPrice", "7")]
    [InlineData("TermAndBillingCycle", "Three-3 Years commitment")]
    [InlineData("BillingFrequency", "Annual")]
    [InlineData("ChargeType", "cancel")]
    [InlineData("SubscriptionEndDate", "2021-12-31")]
    public async Task An_older_line_never_overwrites_a_newer(string column, string value)
    {
        (string, string)[] newer = [("InvoiceNumber", "G2"), ("OrderDate", "2021-06-20"), ("ChargeStartDate", "2021-06-20"), ("ChargeEndDate", "2021-07-19"), ("SubscriptionDescription", "Ours")];
        static string[] Of(string[] network, string id) => [.. network.Where(row => row.Contains(id, StringComparison.Ordinal))];
        await using var alone = await ImportKit.CreateAsync();
        await alone.ImportAsync(new ReconciliationFile().Line(newer));
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line(newer));

        await kit.ImportAsync(new ReconciliationFile().Line([("SubscriptionStartDate", "2021-05-20"), (column, value)]));

        foreach (var id in new[] { "835A59A731724", "BBBB1B1BCC2CDD3D", "[\"P\",\"CFQ7TTC0HL8W", "[\"K\",\"CFQ7TTC0HL8W" })
        {
            Assert.NotEmpty(Of(await alone.NetworkAsync(), id));
            Assert.Equal(Of(await alone.NetworkAsync(), id), Of(await kit.NetworkAsync(), id));
        }
    }
}
