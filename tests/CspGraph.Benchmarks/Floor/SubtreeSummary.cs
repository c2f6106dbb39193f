using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>Q6: the figures of each reseller of the subtree, from the covering index, summed by currency.</summary>
/// <remarks>CROSS JOIN keeps SQLite's order of the tables: from the few resellers to what each holds.</remarks>
static class SubtreeSummary
{
    const string Reseller = "SELECT Id, Name FROM Resellers WHERE TenantId = ?1 AND Id = ?2";
    const string Resellers = "SELECT COUNT(*) FROM ResellerClosure WHERE TenantId = ?1 AND AncestorId = ?2 AND Depth > 0 AND ValidTo IS NULL";
    const string Customers = """
        SELECT COUNT(*) FROM ResellerClosure p CROSS JOIN Customers c ON c.TenantId = p.TenantId AND c.ResellerId = p.DescendantId
        WHERE p.TenantId = ?1 AND p.AncestorId = ?2 AND p.ValidTo IS NULL
        """;
    const string Subscriptions = """
        SELECT s.Currency, COUNT(*), SUM(s.Quantity), SUM(s.MonthlyCost), COUNT(s.MonthlyCost), MAX(s.AsOf)
        FROM ResellerClosure p CROSS JOIN Subscriptions s ON s.TenantId = p.TenantId AND s.ResellerId = p.DescendantId
        WHERE p.TenantId = ?1 AND p.AncestorId = ?2 AND p.ValidTo IS NULL AND s.Status = 'Active'
        GROUP BY p.DescendantId, s.Currency
        """;

    public static void Write(FloorConnection connection, IQueryCollection variables)
    {
        var json = connection.Json;
        Span<byte> key = stackalloc byte[16];
        FloorJson.ReadKey(variables["id"].ToString(), key);
        connection.Begin();
        json.WriteStartObject();
        json.WriteStartObject(Names.Reseller);
        var row = connection.Statement(Reseller);
        row.Bind(2, key);
        row.Step();
        json.WriteId(Names.Id, 'R', row.Bytes(0));
        json.WriteText(Names.Name, row, 1);
        row.Reset();
        json.WriteStartObject(Names.Summary);
        json.WriteNumber(Names.Resellers, Count(connection.Statement(Resellers), key));
        json.WriteNumber(Names.Customers, Count(connection.Statement(Customers), key));
        var sums = Sum(connection.Statement(Subscriptions), key);
        json.WriteNumber(Names.Subscriptions, sums.Sum(sum => sum.Value.Count));
        json.WriteNumber(Names.Seats, sums.Sum(sum => sum.Value.Seats));
        json.WriteStartArray(Names.MonthlyCost);
        foreach (var (currency, sum) in sums) Write(json, currency, sum);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        connection.Commit();
    }

    static long Count(FloorStatement statement, ReadOnlySpan<byte> key)
    {
        statement.Bind(2, key);
        statement.Step();
        var count = statement.Number(0);
        statement.Reset();
        return count;
    }

    static SortedList<string, Sums> Sum(FloorStatement row, ReadOnlySpan<byte> key)
    {
        var sums = new SortedList<string, Sums>(StringComparer.Ordinal);
        row.Bind(2, key);
        while (row.Step())
        {
            var currency = Encoding.ASCII.GetString(row.Bytes(0));
            sums[currency] = sums.GetValueOrDefault(currency).With(row);
        }
        return sums;
    }

    static void Write(Utf8JsonWriter json, string currency, Sums sum)
    {
        json.WriteStartObject();
        if (sum.Known == 0) json.WriteNull(Names.Value);
        else
        {
            json.WriteStartObject(Names.Value);
            json.WriteMoney(Names.Amount, sum.Cost);
            json.WriteString(Names.Currency, currency);
            json.WriteEndObject();
        }
        json.WriteString(Names.Visibility, sum.Known == 0 ? "UNKNOWN"u8 : "VISIBLE"u8);
        json.WriteNumber(Names.Missing, sum.Count - sum.Known);
        json.WriteInstant(Names.AsOf, sum.AsOf);
        json.WriteEndObject();
    }

    readonly record struct Sums(long Count, long Seats, long Cost, long Known, long AsOf)
    {
        public Sums With(FloorStatement row) =>
            new(Count + row.Number(1), Seats + row.Number(2), Cost + row.Number(3), Known + row.Number(4), Math.Max(AsOf, row.Number(5)));
    }
}
