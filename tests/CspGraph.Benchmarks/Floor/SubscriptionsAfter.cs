using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>Q5: the rest of the day that the page begins in, then the days behind it. The place is given as a day and an id, which is what a cursor holds.</summary>
static class SubscriptionsAfter
{
    const int Page = 100;
    const string Columns = "SELECT Id, Name, Quantity, Status, StartDate FROM Subscriptions WHERE TenantId = ?1 AND ";
    const string SameDay = Columns + "StartDate = ?2 AND Id > ?3 ORDER BY Id LIMIT ?4";
    const string LaterDays = Columns + "StartDate > ?2 ORDER BY StartDate, Id LIMIT ?4";

    public static void Write(FloorConnection connection, IQueryCollection variables)
    {
        var json = connection.Json;
        var (sameDay, laterDays) = (connection.Statement(SameDay), connection.Statement(LaterDays));
        Span<byte> key = stackalloc byte[16];
        FloorJson.ReadKey(variables["id"].ToString(), key);
        var day = DateOnly.ParseExact(variables["day"]!, "o", CultureInfo.InvariantCulture).DayNumber;
        connection.Begin();
        json.WriteStartObject();
        json.WriteStartObject(Names.Subscriptions);
        json.WriteStartArray(Names.Nodes);
        sameDay.Bind(2, day);
        sameDay.Bind(3, key);
        sameDay.Bind(4, Page);
        var written = Write(json, sameDay);
        if (written < Page)
        {
            laterDays.Bind(2, day);
            laterDays.Bind(4, Page - written);
            Write(json, laterDays);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        connection.Commit();
    }

    static int Write(Utf8JsonWriter json, FloorStatement row)
    {
        var written = 0;
        for (; row.Step(); written++)
        {
            json.WriteStartObject();
            json.WriteId(Names.Id, 'S', row.Bytes(0));
            json.WriteText(Names.Name, row, 1);
            json.WriteNumber(Names.Quantity, row.Number(2));
            json.WriteWord(Names.Status, row, 3);
            json.WriteDay(Names.StartDate, row, 4);
            json.WriteEndObject();
        }
        return written;
    }
}
