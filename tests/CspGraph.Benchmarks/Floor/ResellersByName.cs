using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>Q2.</summary>
static class ResellersByName
{
    const string Sql = "SELECT Id, Name, Country, Status, Depth FROM Resellers WHERE TenantId = ?1 ORDER BY NameFolded, Id LIMIT 50";
    const string Count = "SELECT COUNT(*) FROM Resellers WHERE TenantId = ?1";

    public static void Write(FloorConnection connection, IQueryCollection variables)
    {
        var json = connection.Json;
        connection.Begin();
        json.WriteStartObject();
        json.WriteStartObject(Names.Resellers);
        var count = connection.Statement(Count);
        count.Step();
        json.WriteNumber(Names.TotalCount, count.Number(0));
        count.Reset();
        json.WriteStartArray(Names.Nodes);
        var row = connection.Statement(Sql);
        while (row.Step())
        {
            json.WriteStartObject();
            json.WriteId(Names.Id, 'R', row.Bytes(0));
            json.WriteText(Names.Name, row, 1);
            json.WriteText(Names.Country, row, 2);
            json.WriteWord(Names.Status, row, 3);
            json.WriteNumber(Names.Depth, row.Number(4));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        connection.Commit();
    }
}
