using System.Globalization;
using System.Text.Json;

namespace CspGraph.Benchmarks.Compare;

/// <summary>An operation as it is asked of the API, and of the floor.</summary>
sealed record ComparedOperation(string Name, byte[] ToApi, byte[] ToFloor)
{
    const int RowsBefore = 100_000;
    const int WindowDays = 30;

    /// <summary>The committed operations, with variables that fit the network.</summary>
    public static IReadOnlyList<ComparedOperation> Find(ApiClient api, int floor)
    {
        var below = api.Ask("{ resellers(first: 1, where: { depth: { eq: 2 } }, order: [{ name: ASC }]) { nodes { id } } }").GetProperty("resellers").GetProperty("nodes")[0].GetProperty("id").GetString();
        var widest = Widest(api);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (from, to) = (Text(today), Text(today.AddDays(WindowDays)));
        var (after, last) = PageBefore(api);
        return
        [
            Make("Q1", new { id = below }, $"?id={below}"),
            Make("Q2", null, ""),
            Make("Q3", null, ""),
            Make("Q4", new { from, to }, $"?from={from}&to={to}"),
            Make("Q5", new { after }, $"?day={last.GetProperty("startDate")}&id={last.GetProperty("id")}"),
            Make("Q6", new { id = widest }, $"?id={widest}"),
            Make("Q7", new { id = widest }, $"?id={widest}"),
        ];

        ComparedOperation Make(string name, object? variables, string parameters) => new(name,
            api.Request(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "operations", name + ".graphql")), variables),
            HttpConnection.Get($"/{name}{parameters}", floor));
    }

    static string Text(DateOnly day) => day.ToString("o", CultureInfo.InvariantCulture);

    /// <summary>The top-level reseller with the most resellers under it.</summary>
    static string Widest(ApiClient api)
    {
        var (id, most) = ("", -1);
        foreach (var page in Pages(api, "resellers", "where: { depth: { eq: 0 } }", "id descendants { totalCount }", int.MaxValue))
            foreach (var reseller in page.GetProperty("nodes").EnumerateArray())
                if (reseller.GetProperty("descendants").GetProperty("totalCount").GetInt32() is var under && under > most)
                    (id, most) = (reseller.GetProperty("id").GetString()!, under);
        return id;
    }

    /// <summary>The place of the 100,000th subscription in the order of Q5: as a cursor, and as the row itself.</summary>
    static (string Cursor, JsonElement Row) PageBefore(ApiClient api)
    {
        var page = Pages(api, "subscriptions", "order: [{ startDate: ASC }]", "id startDate", RowsBefore).Last();
        return (page.GetProperty("pageInfo").GetProperty("endCursor").GetString()!, page.GetProperty("nodes").EnumerateArray().Last());
    }

    static IEnumerable<JsonElement> Pages(ApiClient api, string connection, string arguments, string fields, int rows)
    {
        const int size = 100;
        string? after = null;
        for (var read = 0; read < rows; read += size)
        {
            var page = api.Ask($"query($after: String) {{ {connection}(first: {size}, after: $after, {arguments}) {{ nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}", new { after })
                .GetProperty(connection);
            yield return page;
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) yield break;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }
}
