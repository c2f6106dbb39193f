using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>Q4: along the index of the commitments' ends; the few products that fit are found first.</summary>
static class EndingSubscriptions
{
    const string Sql = """
        SELECT s.Id, s.Name, s.Quantity, s.CommitmentEndDate, c.Id, c.Name, r.Id, r.Name
        FROM Subscriptions s JOIN Customers c ON c.TenantId = ?1 AND c.Id = s.CustomerId LEFT JOIN Resellers r ON r.TenantId = ?1 AND r.Id = s.ResellerId
        WHERE s.TenantId = ?1 AND s.Status = 'Active' AND s.CommitmentEndDate BETWEEN ?2 AND ?3
            AND s.ProductId IN (SELECT Id FROM Products WHERE TenantId = ?1 AND instr(NameFolded, 'E5') > 0)
        ORDER BY s.CommitmentEndDate, s.Id LIMIT 100
        """;

    public static void Write(FloorConnection connection, IQueryCollection variables)
    {
        var json = connection.Json;
        var row = connection.Statement(Sql);
        row.Bind(2, Day(variables["from"]!));
        row.Bind(3, Day(variables["to"]!));
        json.WriteStartObject();
        json.WriteStartObject(Names.Subscriptions);
        json.WriteStartArray(Names.Nodes);
        while (row.Step())
        {
            json.WriteStartObject();
            json.WriteId(Names.Id, 'S', row.Bytes(0));
            json.WriteText(Names.Name, row, 1);
            json.WriteNumber(Names.Quantity, row.Number(2));
            json.WriteDay(Names.CommitmentEndDate, row, 3);
            json.WriteStartObject(Names.Customer);
            json.WriteId(Names.Id, 'C', row.Bytes(4));
            json.WriteText(Names.Name, row, 5);
            json.WriteEndObject();
            if (row.IsNull(6)) json.WriteNull(Names.Reseller);
            else
            {
                json.WriteStartObject(Names.Reseller);
                json.WriteId(Names.Id, 'R', row.Bytes(6));
                json.WriteText(Names.Name, row, 7);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static int Day(string text) => DateOnly.ParseExact(text, "o", CultureInfo.InvariantCulture).DayNumber;
}
