using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>Q7.</summary>
static class Descendants
{
    const string Reseller = "SELECT Id, Name FROM Resellers WHERE TenantId = ?1 AND Id = ?2";
    const string Under = """
        SELECT r.Id, r.Name, r.Depth, (SELECT COUNT(*) FROM Customers c WHERE c.TenantId = ?1 AND c.ResellerId = p.DescendantId)
        FROM ResellerClosure p JOIN Resellers r ON r.TenantId = ?1 AND r.Id = p.DescendantId
        WHERE p.TenantId = ?1 AND p.AncestorId = ?2 AND p.Depth BETWEEN 1 AND 4 AND p.ValidTo IS NULL
        ORDER BY p.DescendantId LIMIT 100
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
        json.WriteStartObject(Names.Descendants);
        json.WriteStartArray(Names.Nodes);
        var under = connection.Statement(Under);
        under.Bind(2, key);
        while (under.Step())
        {
            json.WriteStartObject();
            json.WriteId(Names.Id, 'R', under.Bytes(0));
            json.WriteText(Names.Name, under, 1);
            json.WriteNumber(Names.Depth, under.Number(2));
            json.WriteStartObject(Names.Customers);
            json.WriteNumber(Names.TotalCount, under.Number(3));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        connection.Commit();
    }
}
