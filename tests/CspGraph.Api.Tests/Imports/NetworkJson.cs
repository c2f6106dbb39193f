using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A network file under construction. Items are plausible, with some properties as given.</summary>
sealed class NetworkJson(string asOf = "2026-11-01T00:00:00Z")
{
    public const string Customer = "835a59a7-3172-47b5-bdef-d9cc65f4d0e4";
    public const string Subscription = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f";

    readonly JsonObject lists = [];

    public NetworkJson Reseller(string id, params (string Name, JsonNode? Value)[] properties) => Add("resellers", [("id", id), .. properties]);

    public NetworkJson Customers(string id, params (string Name, JsonNode? Value)[] properties) => Add("customers", [("id", id), .. properties]);

    public NetworkJson Agreement(string customer, params (string Name, JsonNode? Value)[] properties) => Add("agreements", [("customer", customer), ("status", "ACCEPTED_DIRECTLY"), .. properties]);

    public NetworkJson Subscriptions(string id, params (string Name, JsonNode? Value)[] properties) => Add("subscriptions",
        [("id", id), ("customer", Customer), ("productId", "CFQ7TTC0LF8S"), ("skuId", "0001"), ("quantity", 25), ("currency", "EUR"), ("billingCycle", "MONTHLY"),
            ("status", "ACTIVE"), ("startDate", "2026-01-15"), .. properties]);

    public NetworkJson Minimum(string subscription, params (string Name, JsonNode? Value)[] properties) =>
        Add("contractedMinimums", [("subscription", subscription), ("quantity", 20), ("startsOn", "2026-01-15"), .. properties]);

    /// <summary>An item as given; a later property of the same name replaces an earlier.</summary>
    public NetworkJson Add(string list, params (string Name, JsonNode? Value)[] properties)
    {
        if (lists[list] is not JsonArray items) lists[list] = items = [];
        var item = new JsonObject();
        foreach (var (name, value) in properties) item[name] = value?.DeepClone();
        items.Add(item);
        return this;
    }

    /// <summary>The same items in another order, the lists too.</summary>
    public NetworkJson Shuffled(int seed)
    {
        var random = new Random(seed);
        var other = new NetworkJson(asOf);
        foreach (var (list, items) in lists.OrderBy(_ => random.Next()).ToList())
            other.lists[list] = new JsonArray([.. items!.AsArray().Select(item => item!.DeepClone()).OrderBy(_ => random.Next())]);
        return other;
    }

    /// <summary>The file, an item on each line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{ \"version\": 1, \"partnerId\": \"{ImportKit.Partner}\", \"asOf\": \"{asOf}\"");
        foreach (var (list, items) in lists)
            text.Append(",\n\"").Append(list).Append("\": [\n").AppendJoin(",\n", items!.AsArray().Select(item => item!.ToJsonString())).Append(']');
        return text.Append("\n}\n").ToString();
    }
}
