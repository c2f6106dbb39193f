using System.Text.Json;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>A statement is made once and then kept: nothing of the request it was made for may stay in it.</summary>
public sealed class CachedCommandTests
{
    const string Customers = """
        query($name: StringOperationFilterInput, $domain: StringOperationFilterInput, $held: StringOperationFilterInput, $sold: StringOperationFilterInput, $order: [CustomerSortInput!], $first: Int) {
          customers(where: { name: $name, domain: $domain, reseller: { name: $held }, subscriptions: { some: { name: $sold } } }, order: $order, first: $first) {
            totalCount
            nodes { id name domain reseller { name } agreement { status } subscriptions(first: 2, where: { name: $sold }) { totalCount nodes { id name } } }
          }
        }
        """;

    const string Subscriptions = """
        query($ids: [ID], $uuids: [UUID], $numbers: [Int], $days: [Date], $instants: [DateTime], $texts: [String], $states: [SubscriptionStatus], $flags: [Boolean], $countries: [CountryCode]) {
          resellers(first: 100) { nodes { id subscriptions(first: 5) { totalCount nodes { id } } } }
          id: subscriptions(where: { id: { in: $ids } }) { totalCount nodes { id } }
          notId: subscriptions(where: { id: { nin: $ids } }) { totalCount nodes { id } }
          uuid: subscriptions(where: { subscriptionId: { in: $uuids } }) { totalCount nodes { id } }
          number: subscriptions(where: { quantity: { in: $numbers } }) { totalCount nodes { id } }
          day: subscriptions(where: { commitmentEndDate: { in: $days } }) { totalCount nodes { id } }
          notDay: subscriptions(where: { commitmentEndDate: { nin: $days } }) { totalCount nodes { id } }
          instant: subscriptions(where: { asOf: { in: $instants } }) { totalCount nodes { id } }
          text: subscriptions(where: { name: { in: $texts } }) { totalCount nodes { id } }
          notText: subscriptions(where: { partnerOfRecordId: { nin: $texts } }) { totalCount nodes { id } }
          state: subscriptions(where: { status: { in: $states } }) { totalCount nodes { id } }
          flag: subscriptions(where: { autoRenew: { in: $flags } }) { totalCount nodes { id } }
          country: subscriptions(where: { customer: { country: { nin: $countries } } }) { totalCount nodes { id } }
        }
        """;

    static readonly string[] Hard = ["%", "_", "[", "]", "\\", "\\\\", "'", "''", "\"", "50%_x", "[Brackets]", "back\\slash", "ß", "ＡCME", "@p0", "", " "];

    [Fact]
    public async Task Each_viewer_gets_its_own_rows_from_the_statements_of_the_one_before()
    {
        await using var arena = await Arena.CreateAsync(seed: 5);
        foreach (var variables in TextVariables()) await AskInTurnAsync(arena, Customers, variables);
    }

    [Fact]
    public async Task A_list_may_have_no_value_one_or_a_hundred()
    {
        await using var arena = await Arena.CreateAsync(seed: 6);
        foreach (var count in new[] { 1, 0, 100, 1 }) await AskInTurnAsync(arena, Subscriptions, Lists(count, withNull: false));
        foreach (var count in new[] { 1, 0, 100 }) await AskInTurnAsync(arena, Subscriptions, Lists(count, withNull: true));

        Dictionary<string, object> Lists(int count, bool withNull)
        {
            var rows = arena.Rows.Of<Domain.Subscriptions.CspSubscription>().Take(count).ToList();
            return new()
            {
                ["ids"] = List(row => OracleValue.Id('S', row.Id)),
                ["uuids"] = List(row => row.SubscriptionId),
                ["numbers"] = List(row => row.Quantity),
                ["days"] = List(row => OracleValue.Travelling(row.StartDate)),
                ["instants"] = List(row => OracleValue.Travelling(row.AsOf)),
                ["texts"] = List(row => row.PartnerOfRecordId ?? row.Name),
                ["states"] = List(row => OracleValue.Name(row.Status)),
                ["flags"] = List(row => row.AutoRenew ?? false),
                ["countries"] = List(row => row.Quantity % 2 == 0 ? "PT" : "de"),
            };

            List<object?> List(Func<Domain.Subscriptions.CspSubscription, object?> value) => [.. rows.Select(value), .. withNull ? [null] : Array.Empty<object?>()];
        }
    }

    static IEnumerable<Dictionary<string, object>> TextVariables()
    {
        string[] operations = ["contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith", "eq", "neq"];
        for (var i = 0; i < Hard.Length * 2; i++)
            yield return new()
            {
                [i % 2 == 0 ? "name" : "domain"] = new Dictionary<string, string> { [operations[(i + i / 8) % 8]] = Hard[i % Hard.Length] },
                ["first"] = 3,
                ["order"] = new[] { new { domain = "DESC" } },
            };
        foreach (var text in Hard)
            yield return new() { ["held"] = new { ncontains = text }, ["sold"] = new { contains = text } };
    }

    static async Task AskInTurnAsync(Arena arena, string document, Dictionary<string, object> variables)
    {
        var request = (document, JsonSerializer.SerializeToElement(variables));
        foreach (var viewer in InTurn(arena))
        {
            var difference = await arena.DifferenceAsync(request, request, viewer, new Comparison());
            Assert.True(difference is null, $"{viewer}\n{difference}\n{request.Item2.GetRawText()}");
        }
    }

    /// <summary>One tenant, the other, and a subtree of each.</summary>
    static IEnumerable<Viewer> InTurn(Arena arena)
    {
        var tops = arena.Rows.Of<Reseller>().Where(reseller => reseller.Depth == 0).ToLookup(reseller => reseller.TenantId);
        var first = new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null);
        return [first, new Viewer(2, first.Role, first.SubtreeRootId), new Viewer(1, Role.ResellerAdmin, tops[1].First().Id), new Viewer(2, Role.ResellerAdmin, tops[2].First().Id)];
    }
}
