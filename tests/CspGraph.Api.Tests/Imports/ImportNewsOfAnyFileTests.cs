using System.Text.Json;
using CsCheck;
using CspGraph.Domain.Events;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Whatever files say and in whatever order they come: what is told is the difference between the tables before and after.</summary>
public sealed class ImportNewsOfAnyFileTests
{
    /// <summary>Columns that are told of, by the name of their field.</summary>
    static readonly (string Field, string Column)[] Told =
    [
        ("autoRenew", "AutoRenew"), ("awaitsConfirmation", "AwaitsConfirmation"), ("billingCycle", "BillingCycle"), ("cancellationAllowedUntil", "CancellationAllowedUntil"), ("commitmentEndDate", "CommitmentEndDate"),
        ("customer", "hex(CustomerId)"), ("name", "Name"), ("partnerOfRecordId", "PartnerOfRecordId"), ("product", "hex(ProductId)"), ("promotionId", "PromotionId"), ("quantity", "Quantity"),
        ("reseller", "hex(ResellerId)"), ("scheduledActions", "ScheduledActions"), ("sku", "hex(SkuId)"), ("startDate", "StartDate"), ("status", "Status"), ("subscriptionId", "hex(SubscriptionId)"), ("termDuration", "TermDuration"),
    ];

    static readonly string[] Over = ["Expired", "Disabled", "Deleted"];

    sealed record Tables(Dictionary<string, string?[]> Subscriptions, Dictionary<string, string?[]> Customers, Dictionary<string, string?[]> Resellers);

    static async Task<Tables> ReadAsync(ImportKit kit) => new(
        await ReadAsync(kit, "Subscriptions", [.. Told.Select(told => told.Column)]), await ReadAsync(kit, "Customers", "hex(ResellerId)"), await ReadAsync(kit, "Resellers", "hex(ParentId)"));

    static async Task<Dictionary<string, string?[]>> ReadAsync(ImportKit kit, string table, params string[] columns) =>
        (await kit.ReadTextsAsync($"SELECT json_array(hex(Id), {string.Join(", ", columns.Select(column => $"CAST({column} AS TEXT)"))}) FROM {table}"))
            .Select(row => JsonSerializer.Deserialize<string?[]>(row)!).ToDictionary(row => row[0]!, row => row[1..]);

    static IEnumerable<string> Difference(Tables before, Tables after)
    {
        string? Of(string?[] row, string field) => row[Array.FindIndex(Told, told => told.Field == field)];
        foreach (var (id, row) in after.Resellers)
            if (before.Resellers.TryGetValue(id, out var old) && old[0] != row[0]) yield return $"ResellerMoved {id}";
        var moved = after.Customers.Where(row => before.Customers.TryGetValue(row.Key, out var old) && old[0] != row.Value[0]).Select(row => row.Key).ToHashSet();
        foreach (var id in moved) yield return $"CustomerMoved {id} {after.Customers[id][0]}";
        foreach (var (id, old) in before.Subscriptions)
            if (!after.Subscriptions.ContainsKey(id)) yield return $"SubscriptionEnded {id} {Of(old, "reseller")} {Of(old, "customer")} gone";
        foreach (var (id, row) in after.Subscriptions)
        {
            var of = $"{id} {Of(row, "reseller")} {Of(row, "customer")}";
            if (!before.Subscriptions.TryGetValue(id, out var old))
            {
                yield return $"SubscriptionCreated {of}";
                continue;
            }
            var fields = Told.Where((_, i) => old[i] != row[i]).Select(told => told.Field).ToArray();
            var customer = Of(row, "customer")!;
            var follows = fields is ["reseller"] && moved.Contains(customer) && before.Customers[customer][0] == Of(old, "reseller") && after.Customers[customer][0] == Of(row, "reseller");
            if (fields.Length == 0 || follows) continue;
            yield return Over.Contains(Of(row, "status")) && !Over.Contains(Of(old, "status")) ? $"SubscriptionEnded {of}" : $"SubscriptionChanged {of} {string.Join(',', fields)}";
        }
        yield return "ImportSucceeded";
    }

    static string Words(EventRecord row)
    {
        string Hex(Guid? id) => id is { } known ? Convert.ToHexString(known.ToByteArray(bigEndian: true)) : "";
        var subject = Hex(NodeId.TryParse(row.SubjectId, out var id) ? id.Key : null);
        return row.Kind switch
        {
            EventKind.ImportSucceeded => "ImportSucceeded",
            EventKind.ResellerMoved => $"ResellerMoved {subject}",
            EventKind.CustomerMoved => $"CustomerMoved {subject} {Hex(row.ResellerId)}",
            _ => $"{row.Kind} {subject} {Hex(row.ResellerId)} {Hex(row.CustomerId)}" + (row.SubscriptionId is null ? " gone" : "")
                + (row.Details is null ? "" : " " + string.Join(',', JsonDocument.Parse(row.Details).RootElement.GetProperty("fields").EnumerateArray())),
        };
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_told_is_the_difference(bool isSeeded) => await Gen.Select(WithdrawnFactsTests.Files, Gen.Int).SampleAsync(async (files, seed) =>
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        if (isSeeded) await UndatedNetwork.AddToAsync(kit, new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        new Random(seed).Shuffle(files);
        var (before, number) = (await ReadAsync(kit), 0L);
        foreach (var file in files)
        {
            var again = (await file.ImportAsync(kit)).AlreadyImported;
            var after = await ReadAsync(kit);
            var told = await news.EventsAsync();
            Assert.All(told, row => Assert.Equal(++number, row.Number));
            var expected = again ? [] : Difference(before, after);
            Assert.Equal(expected.Order(StringComparer.Ordinal), told.Where(row => row.Kind is not EventKind.PartnerOfRecordTurned).Select(Words).Order(StringComparer.Ordinal));
            EventKind[] order = [EventKind.ResellerMoved, EventKind.CustomerMoved, EventKind.SubscriptionChanged, EventKind.PartnerOfRecordTurned, EventKind.ImportSucceeded];
            var places = told.Select(row => Array.IndexOf(order, row.Kind is EventKind.SubscriptionCreated or EventKind.SubscriptionEnded ? EventKind.SubscriptionChanged : row.Kind)).ToArray();
            Assert.Equal(places.Order(), places);
            before = after;
        }
    }, iter: 15, threads: 1);
}
