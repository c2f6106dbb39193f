using System.Text.Json;
using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Whatever files say and in whatever order they come: what is told is the difference between the tables before and after.</summary>
public sealed class ImportNewsOfAnyFileTests
{
    /// <summary>What is told of, by the name of its field.</summary>
    static readonly (string Field, Func<CspSubscription, object?> Of)[] Told =
    [
        ("autoRenew", row => row.AutoRenew), ("awaitsConfirmation", row => row.AwaitsConfirmation), ("billingCycle", row => row.BillingCycle), ("cancellationAllowedUntil", row => row.CancellationAllowedUntil),
        ("commitmentEndDate", row => row.CommitmentEndDate), ("customer", row => row.CustomerId), ("name", row => row.Name), ("partnerOfRecordId", row => row.PartnerOfRecordId), ("product", row => row.ProductId),
        ("promotionId", row => row.PromotionId), ("quantity", row => row.Quantity), ("reseller", row => row.ResellerId), ("scheduledActions", row => row.ScheduledActions), ("sku", row => row.SkuId),
        ("startDate", row => row.StartDate), ("status", row => row.Status), ("subscriptionId", row => row.SubscriptionId), ("termDuration", row => row.TermDuration),
    ];

    static bool IsOver(CspSubscription row) => row.Status is SubscriptionStatus.Expired or SubscriptionStatus.Disabled or SubscriptionStatus.Deleted;

    /// <summary>What there is, by our ids: of a customer its reseller, of a reseller the one above.</summary>
    sealed record Tables(Dictionary<Guid, CspSubscription> Subscriptions, Dictionary<Guid, Guid?> Customers, Dictionary<Guid, Guid?> Resellers);

    static async Task<Tables> ReadAsync(ImportKit kit)
    {
        await using var db = kit.Open();
        return new(await db.Subscriptions.Whole().AsNoTracking().ToDictionaryAsync(row => row.Id),
            await db.Customers.Whole().ToDictionaryAsync(row => row.Id, row => row.ResellerId), await db.Resellers.Whole().ToDictionaryAsync(row => row.Id, row => row.ParentId));
    }

    static IEnumerable<string> Difference(Tables before, Tables after)
    {
        foreach (var (id, parent) in after.Resellers)
            if (before.Resellers.TryGetValue(id, out var old) && old != parent) yield return $"ResellerMoved {id}";
        var moved = after.Customers.Where(row => before.Customers.TryGetValue(row.Key, out var old) && old != row.Value).Select(row => row.Key).ToHashSet();
        foreach (var id in moved) yield return $"CustomerMoved {id} {after.Customers[id]}";
        foreach (var (id, old) in before.Subscriptions)
            if (!after.Subscriptions.ContainsKey(id)) yield return $"SubscriptionEnded {id} {old.ResellerId} {old.CustomerId} gone";
        foreach (var (id, row) in after.Subscriptions)
        {
            var of = $"{id} {row.ResellerId} {row.CustomerId}";
            if (!before.Subscriptions.TryGetValue(id, out var old))
            {
                yield return $"SubscriptionCreated {of}";
                continue;
            }
            var fields = Told.Where(told => !Equals(told.Of(old), told.Of(row))).Select(told => told.Field).ToArray();
            var customer = row.CustomerId;
            var follows = fields is ["reseller"] && moved.Contains(customer) && before.Customers[customer] == old.ResellerId && after.Customers[customer] == row.ResellerId;
            if (fields.Length == 0 || follows) continue;
            yield return IsOver(row) && !IsOver(old) ? $"SubscriptionEnded {of}" : $"SubscriptionChanged {of} {string.Join(',', fields)}";
        }
        yield return "ImportSucceeded";
    }

    static string Words(EventRecord row)
    {
        var subject = NodeId.TryParse(row.SubjectId, out var id) ? $"{id.Key}" : "";
        return row.Kind switch
        {
            EventKind.ImportSucceeded => "ImportSucceeded",
            EventKind.ResellerMoved => $"ResellerMoved {subject}",
            EventKind.CustomerMoved => $"CustomerMoved {subject} {row.ResellerId}",
            _ => $"{row.Kind} {subject} {row.ResellerId} {row.CustomerId}" + (row.SubscriptionId is null ? " gone" : "")
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
