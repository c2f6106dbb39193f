using System.Globalization;

namespace CspGraph.Api.Tests.Data;

/// <summary>A value as a driver gives it, as a text: the same for the same value, another for another of its type.</summary>
static class Cell
{
    public static string Text(object value) => value switch
    {
        DBNull => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
        // SQL Server's driver gives days so.
        DateOnly day => Text(day.ToDateTime(TimeOnly.MinValue)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
