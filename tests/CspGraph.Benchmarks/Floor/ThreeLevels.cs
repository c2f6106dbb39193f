using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>Q3: each level is read while it is written.</summary>
static class ThreeLevels
{
    const string Resellers = "SELECT Id, Name FROM Resellers WHERE TenantId = ?1 ORDER BY NameFolded, Id LIMIT 20";
    const string Customers = "SELECT Id, Name FROM Customers WHERE TenantId = ?1 AND ResellerId = ?2 ORDER BY NameFolded, Id LIMIT 20";
    const string Subscriptions = """
        SELECT Id, Name, Quantity, Status, TermDuration, StartDate, CommitmentEndDate
        FROM Subscriptions WHERE TenantId = ?1 AND CustomerId = ?2 ORDER BY Id LIMIT 10
        """;

    public static void Write(FloorConnection connection, IQueryCollection variables)
    {
        var json = connection.Json;
        connection.Begin();
        var (reseller, customer, subscription) = (connection.Statement(Resellers), connection.Statement(Customers), connection.Statement(Subscriptions));
        json.WriteStartObject();
        json.WriteStartObject(Names.Resellers);
        json.WriteStartArray(Names.Nodes);
        while (reseller.Step())
        {
            Start(json, 'R', reseller, Names.Customers);
            customer.Bind(2, reseller.Bytes(0));
            while (customer.Step())
            {
                Start(json, 'C', customer, Names.Subscriptions);
                subscription.Bind(2, customer.Bytes(0));
                while (subscription.Step()) Write(json, subscription);
                End(json);
            }
            End(json);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        connection.Commit();
    }

    static void Start(Utf8JsonWriter json, char tag, FloorStatement row, JsonEncodedText below)
    {
        json.WriteStartObject();
        json.WriteId(Names.Id, tag, row.Bytes(0));
        json.WriteText(Names.Name, row, 1);
        json.WriteStartObject(below);
        json.WriteStartArray(Names.Nodes);
    }

    static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, FloorStatement row)
    {
        json.WriteStartObject();
        json.WriteId(Names.Id, 'S', row.Bytes(0));
        json.WriteText(Names.Name, row, 1);
        json.WriteNumber(Names.Quantity, row.Number(2));
        json.WriteWord(Names.Status, row, 3);
        json.WriteText(Names.TermDuration, row, 4);
        json.WriteDay(Names.StartDate, row, 5);
        json.WriteDay(Names.CommitmentEndDate, row, 6);
        json.WriteEndObject();
    }
}
