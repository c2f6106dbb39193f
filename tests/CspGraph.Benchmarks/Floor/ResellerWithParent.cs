using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>Q1.</summary>
static class ResellerWithParent
{
    const string Sql = """
        SELECT r.Id, r.Name, r.Country, r.Status, r.PlaId, r.Depth, r.OnboardedOn, p.Id, p.Name, p.Country
        FROM Resellers r LEFT JOIN Resellers p ON p.TenantId = ?1 AND p.Id = r.ParentId WHERE r.TenantId = ?1 AND r.Id = ?2
        """;

    public static void Write(FloorConnection connection, IQueryCollection variables)
    {
        var json = connection.Json;
        var row = connection.Statement(Sql);
        Span<byte> key = stackalloc byte[16];
        FloorJson.ReadKey(variables["id"].ToString(), key);
        row.Bind(2, key);
        json.WriteStartObject();
        if (!row.Step())
        {
            json.WriteNull(Names.Reseller);
            json.WriteEndObject();
            return;
        }
        json.WriteStartObject(Names.Reseller);
        json.WriteId(Names.Id, 'R', row.Bytes(0));
        json.WriteText(Names.Name, row, 1);
        json.WriteText(Names.Country, row, 2);
        json.WriteWord(Names.Status, row, 3);
        json.WriteText(Names.PlaId, row, 4);
        json.WriteNumber(Names.Depth, row.Number(5));
        json.WriteDay(Names.OnboardedOn, row, 6);
        if (row.IsNull(7)) json.WriteNull(Names.Parent);
        else
        {
            json.WriteStartObject(Names.Parent);
            json.WriteId(Names.Id, 'R', row.Bytes(7));
            json.WriteText(Names.Name, row, 8);
            json.WriteText(Names.Country, row, 9);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        row.Reset();
    }
}
