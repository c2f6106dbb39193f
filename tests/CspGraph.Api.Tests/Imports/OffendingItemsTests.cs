using System.Text;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Network files that are refused: where, why, and nothing written.</summary>
public sealed class OffendingItemsTests
{
    const string Customer = NetworkJson.Customer;
    static readonly string Head = $"{{\"version\":1,\"partnerId\":\"{ImportKit.Partner}\",\"asOf\":\"2026-11-01T00:00:00Z\"";

    static async Task<IReadOnlyList<ImportError>> RefusedAsync(byte[] content)
    {
        await using var kit = await ImportKit.CreateAsync();
        var before = await kit.RowsAsync();
        var outcome = await kit.ImportNetworkAsync(new MemoryStream(content));
        Assert.Equal(ImportStatus.Failed, outcome.Status);
        Assert.Equal(before, await kit.RowsAsync());
        return outcome.Errors;
    }

    static Task<IReadOnlyList<ImportError>> RefusedAsync(string text) => RefusedAsync(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("", 1, null, "The file is empty.")]
    [InlineData("\n\n[]", 3, null, "The file is not a JSON object.")]
    [InlineData("{", 1, null, "The file is not JSON from about here on.")]
    [InlineData("{\n\"version\":1,}", 2, null, "The file is not JSON from about here on.")]
    [InlineData("{\"resellers\":[]}", 1, "version", "The property is required before the lists.")]
    [InlineData("{\"version\":1,\n\"version\":1}", 2, null, "version is not expected here: a file begins with version, partnerId and asOf.")]
    [InlineData("HEAD", 1, null, "The file is not JSON from about here on.")]
    [InlineData("HEAD}", 1, null, "The file has no lines.")]
    [InlineData("HEAD,\n\"asOf\":\"2026-11-01T00:00:00Z\"}", 2, null, "asOf is not expected here: behind version, partnerId and asOf there are only lists.")]
    [InlineData("HEAD,\n\"others\":[]}", 2, null, "others is not a list of a network file.")]
    [InlineData("HEAD,\n\"customers\":{}}", 2, null, "customers is an object: it is to be a list.")]
    [InlineData("HEAD,\n\"customers\":[],\n\"customers\":[]}", 3, null, "customers is there twice.")]
    [InlineData("HEAD,\n\"customers\":[\n1]}", 3, "customers[0]", "The item is not an object.")]
    [InlineData("HEAD,\"customers\":[]} x", 1, null, "The file is not JSON from about here on.")]
    public async Task Files_that_are_not_of_the_format(string text, int line, string? column, string reason) =>
        Assert.Equal(new ImportError(line, column, reason), (await RefusedAsync(text.Replace("HEAD", Head)))[0]);

    [Theory]
    [InlineData("\"version\":2", "version", "The value is not 1: no other version of the format is known.", "\"version\":1")]
    [InlineData("c0507050-0001-4d15-8a11-000000000001", "partnerId", "The value is not the Microsoft tenant id of this tenant.", "934f3416-bc2f-47f3-b492-77e517d4e572")]
    [InlineData("2026-11-01 00:00", "asOf", "The value is not an instant from 1970 on, as 2026-11-01T00:00:00Z.", "2026-11-01T00:00:00Z")]
    [InlineData("9999-11-01T00:00:00Z", "asOf", "The value is in the future.", "2026-11-01T00:00:00Z")]
    public async Task Heads_that_are_not_ours(string instead, string column, string reason, string of) =>
        Assert.Equal([new ImportError(1, column, reason)], await RefusedAsync(Head.Replace(of, instead) + ",\"customers\":[]}"));

    [Theory]
    [InlineData("resellers", """{"id":"a b"}""", ".id", "value is neither a PLA ID (digits only) nor a reference (up to 64 letters, digits and . _ : -)")]
    [InlineData("resellers", """{"name":"x"}""", ".id", "value is required")]
    [InlineData("resellers", """{"id":"1","id":"1"}""", ".id", "value is there twice")]
    [InlineData("resellers", """{"id":"1","colour":"red"}""", ".colour", "value is not a property of such an item")]
    [InlineData("resellers", """{"id":"1","name":null}""", ".name", "value is not a text")]
    [InlineData("resellers", """{"id":"1","name":" "}""", ".name", "value is empty")]
    [InlineData("resellers", """{"id":"1","name":"a\u0000b"}""", ".name", "value contains a NUL character")]
    [InlineData("resellers", """{"id":"1","name":"\ud800"}""", ".name", "value is not UTF-8")]
    [InlineData("resellers", """{"id":"1","country":"XX"}""", ".country", "value is not the ISO 3166 alpha-2 code of a CSP market")]
    [InlineData("resellers", """{"id":"1","status":"UNKNOWN"}""", ".status", "value is not one of its values")]
    [InlineData("resellers", """{"id":"1","region":"Europe"}""", ".region", "value is not one of its values")]
    [InlineData("resellers", """{"id":"1","onboardedOn":"2026-02-30"}""", ".onboardedOn", "value is not a day from 1970 on, as 2026-11-01")]
    [InlineData("resellers", """{"id":"1","asOf":"9999-01-01T00:00:00Z"}""", ".asOf", "value is in the future")]
    [InlineData("resellers", """{"id":"1","pgaId":{"a":[1]}}""", ".pgaId", "value is not a text")]
    [InlineData("resellers", """{"id":"1","parent":"1"}""", ".parent", "reseller is under itself")]
    [InlineData("resellers", """{"id":"1","parent":"2"}""", ".parent", "reseller is neither in the file nor known")]
    [InlineData("customers", """{"id":"835a59a7"}""", ".id", "value is not a GUID")]
    [InlineData("customers", """{"id":"835a59a7-3172-47b5-bdef-d9cc65f4d0e4","reseller":"1"}""", ".reseller", "reseller is neither in the file nor known")]
    [InlineData("agreements", """{"customer":"835a59a7-3172-47b5-bdef-d9cc65f4d0e4","status":"REQUIRED"}""", ".customer", "customer is neither in the file nor known")]
    [InlineData("contractedMinimums", """{"subscription":"835a59a7-3172-47b5-bdef-d9cc65f4d0e4","quantity":1,"startsOn":"2026-01-01"}""", ".subscription", "subscription is neither in the file nor known")]
    [InlineData("contractedMinimums", """{"subscription":"835a59a7-3172-47b5-bdef-d9cc65f4d0e4","quantity":1,"startsOn":"2026-01-01","endsOn":"2025-12-31"}""", ".endsOn", "value is before startsOn")]
    public async Task Items_that_offend(string list, string item, string place, string reason) =>
        Assert.Equal([new ImportError(3, $"{list}[0]{place}", $"The {reason}.")], await RefusedAsync($"{Head},\n\"{list}\":[\n{item}]}}"));

    [Theory]
    [InlineData("quantity", "1.5", "is not a whole number from 0 to 10000000")]
    [InlineData("quantity", "-1", "is not a whole number from 0 to 10000000")]
    [InlineData("quantity", "\"1\"", "is not a number")]
    [InlineData("quantity", "1e30", "is not a whole number from 0 to 10000000")]
    [InlineData("unitPrice", "-0", "is not an amount from 0 on, as 1234.56, of at most four decimal places")]
    [InlineData("unitPrice", "1.23456", "is not an amount from 0 on, as 1234.56, of at most four decimal places")]
    [InlineData("unitPrice", "922337203685477", "times quantity is too large")]
    [InlineData("currency", "\"XYZ\"", "is not a current ISO 4217 currency")]
    [InlineData("autoRenew", "\"yes\"", "is not true or false")]
    [InlineData("scheduledActions", "null", "is not a list")]
    [InlineData("scheduledActions", "{}", "is not a list")]
    [InlineData("scheduledActions", """[{},{},{},{},{},{},{},{},{}]""", "has more than 8 items")]
    [InlineData("scheduledActions", """[{"scheduleType":"TERM_END","actionType":"CANCEL"},{"scheduleType":"TERM_END","actionType":"RENEW_TO_NEW_TERM"}]""", "has more than one action for the end of the term")]
    [InlineData("partnerOfRecord", "\"sub-7\"", "is not an id of up to 20 digits")]
    [InlineData("productId", "\"ɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐ\"", "is longer than 40 bytes")]
    [InlineData("skuId", "\"ɐɐɐɐɐɐɐɐɐɐ\"", "is longer than 20 bytes")]
    [InlineData("termDuration", "\"P2Y\"", "is not one of its values")]
    public async Task Subscriptions_that_offend(string property, string value, string reason)
    {
        var file = new NetworkJson().Customers(Customer).Subscriptions(NetworkJson.Subscription, (property, System.Text.Json.Nodes.JsonNode.Parse(value)));

        Assert.Equal([new ImportError(5, $"subscriptions[0].{property}", $"The value {reason}.")], await RefusedAsync(file.ToString()));
    }

    [Theory]
    [InlineData("1", "", "is not an object")]
    [InlineData("""{"actionType":"CANCEL"}""", ".scheduleType", "is required")]
    [InlineData("""{"scheduleType":"TERM_END"}""", ".actionType", "is required")]
    [InlineData("""{"scheduleType":"TermEnd","actionType":"CANCEL"}""", ".scheduleType", "is not one of its values")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"FORGET"}""", ".actionType", "is not one of its values")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"CANCEL","why":"x"}""", ".why", "is not a property of such an item")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"CANCEL","effectiveDate":"2027-01-31"}""", ".effectiveDate", "is only for CUSTOM_DATE")]
    [InlineData("""{"scheduleType":"CUSTOM_DATE","actionType":"CANCEL"}""", ".effectiveDate", "is required")]
    [InlineData("""{"scheduleType":"CUSTOM_DATE","actionType":"CANCEL","effectiveDate":"2027-02-30"}""", ".effectiveDate", "is not a day from 1970 on, as 2026-11-01")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"TRANSITION","instructions":[]}""", ".instructions", "is not an object")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"TRANSITION","instructions":{"skuId":"1"}}""", ".instructions.skuId", "is not a property of such an item")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"TRANSITION","instructions":{"catalogItem":"CFQ7TTC0LCHC"}}""", ".instructions.catalogItem", "is neither product:sku nor product:sku:availability")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"RENEW_TO_NEW_TERM","instructions":{"quantity":-1}}""", ".instructions.quantity", "is not a whole number from 0 to 10000000")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"RENEW_TO_NEW_TERM","instructions":{"termDuration":"P2Y"}}""", ".instructions.termDuration", "is not one of its values")]
    [InlineData("""{"scheduleType":"TERM_END","actionType":"RENEW_TO_NEW_TERM","instructions":{"billingCycle":"WEEKLY"}}""", ".instructions.billingCycle", "is not one of its values")]
    public async Task Scheduled_actions_that_offend(string action, string place, string reason)
    {
        var file = new NetworkJson().Customers(Customer).Subscriptions(NetworkJson.Subscription,
            ("scheduledActions", System.Text.Json.Nodes.JsonNode.Parse($$"""[{"scheduleType":"CUSTOM_DATE","actionType":"TRANSITION","effectiveDate":"2027-01-31"},{{action}}]""")));

        Assert.Equal([new ImportError(5, $"subscriptions[0].scheduledActions[1]{place}", $"The value {reason}.")], await RefusedAsync(file.ToString()));
    }

    [Fact]
    public async Task Two_items_about_the_same_with_other_schedules() => Assert.Equal(
        [new ImportError(6, "subscriptions[1]", "The item states what the item on line 5 states, with other values.")],
        await RefusedAsync(new NetworkJson().Customers(Customer)
            .Subscriptions(NetworkJson.Subscription, ("scheduledActions", System.Text.Json.Nodes.JsonNode.Parse("""[{"scheduleType":"TERM_END","actionType":"CANCEL"}]""")))
            .Subscriptions(NetworkJson.Subscription, ("scheduledActions", System.Text.Json.Nodes.JsonNode.Parse("""[{"scheduleType":"TERM_END","actionType":"TRANSITION"}]"""))).ToString()));

    [Fact]
    public async Task Two_items_about_the_same_with_other_values() => Assert.Equal(
        [new ImportError(5, "resellers[2]", "The item states what the item on line 3 states, with other values.")],
        await RefusedAsync(new NetworkJson().Reseller("1", ("name", "a")).Reseller("2").Reseller("1", ("name", "b")).ToString()));

    [Fact]
    public async Task Resellers_under_themselves_are_named_once_for_each_circle() => Assert.Equal(
        [new ImportError(3, "resellers[0].parent", "The reseller is under itself."), new ImportError(7, "resellers[4].parent", "The reseller is under itself.")],
        await RefusedAsync(new NetworkJson().Reseller("a", ("parent", "b")).Reseller("b", ("parent", "c")).Reseller("c", ("parent", "a")).Reseller("d", ("parent", "a")).Reseller("e", ("parent", "e")).ToString()));

    [Fact]
    public async Task A_chain_may_have_fifty_levels()
    {
        static NetworkJson Chain(int levels)
        {
            var file = new NetworkJson().Reseller("r1");
            for (var i = 2; i <= levels; i++) file.Reseller($"r{i}", ("parent", $"r{i - 1}"));
            return file;
        }
        await using var kit = await ImportKit.CreateAsync();

        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(Chain(50))).Status);
        Assert.Equal([new ImportError(53, "resellers[50].parent", "The reseller has more than 49 others above it.")], await RefusedAsync(Chain(51).ToString()));
    }

    [Fact]
    public async Task The_first_hundred_offences_are_named_and_all_are_counted()
    {
        var file = new NetworkJson();
        for (var i = 0; i < 150; i++) file.Reseller($"r{i}", ("country", "XX"));
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(file);

        Assert.Equal((150, 100, 102L), (outcome.ErrorCount, outcome.Errors.Count, outcome.Errors[^1].Line));
    }

    [Fact]
    public async Task An_item_over_1_MiB_is_refused() => Assert.Equal(
        [new ImportError(2, null, "The item is longer than 1 MiB.")], await RefusedAsync($"{Head},\"customers\":[\n{{\"name\":\"{new string('x', 1100 * 1024)}\"}}]}}"));

    [Fact]
    public async Task UTF_16_is_refused() => Assert.Equal(
        [new ImportError(1, null, "The file is not JSON from about here on.")], await RefusedAsync(Encoding.Unicode.GetBytes(Head + "}")));
}
