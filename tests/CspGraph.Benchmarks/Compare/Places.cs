using System.Globalization;
using System.Text.Json;

namespace CspGraph.Benchmarks.Compare;

/// <summary>Where in a network the compared operations look.</summary>
static class Places
{
    const int RowsBefore = 100_000;
    const int WindowDays = 30;

    /// <summary>The first reseller, by name, with two above it.</summary>
    public static string Below(ApiClient api) =>
        api.Ask("{ resellers(first: 1, where: { depth: { eq: 2 } }, order: [{ name: ASC }]) { nodes { id } } }").GetProperty("resellers").GetProperty("nodes")[0].GetProperty("id").GetString()!;

    /// <summary>The days in which commitments end.</summary>
    public static (string From, string To) Window()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return (Text(today), Text(today.AddDays(WindowDays)));

        static string Text(DateOnly day) => day.ToString("o", CultureInfo.InvariantCulture);
    }

    /// <summary>The top-level reseller with the most resellers under it.</summary>
    public static string Widest(ApiClient api)
    {
        var (id, most) = ("", -1);
        foreach (var page in Pages(api, "resellers", "where: { depth: { eq: 0 } }", "id descendants { totalCount }", int.MaxValue))
            foreach (var reseller in page.GetProperty("nodes").EnumerateArray())
                if (reseller.GetProperty("descendants").GetProperty("totalCount").GetInt32() is var under && under > most)
                    (id, most) = (reseller.GetProperty("id").GetString()!, under);
        return id;
    }

    /// <summary>The place of the 100,000th subscription in the order of Q5: as a cursor, and as the row itself.</summary>
    public static (string Cursor, JsonElement Row) Behind(ApiClient api)
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
