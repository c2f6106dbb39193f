using System.Reflection;

namespace CspGraph.Api.Tests.Paging;

/// <summary>A row like another, under a key of its own, with some columns changed.</summary>
static class Copy
{
    static readonly MethodInfo Clone = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static TRow Of<TRow>(TRow row, Guid key, Dictionary<string, object?> columns) where TRow : class => Changed(row, new(columns) { ["Id"] = key });

    /// <summary>The same row.</summary>
    public static TRow Changed<TRow>(TRow row, Dictionary<string, object?> columns) where TRow : class
    {
        var copy = (TRow)Clone.Invoke(row, null)!;
        foreach (var (column, value) in columns) Column(row, column).SetValue(copy, value);
        return copy;
    }

    public static object? Value(object row, string column) => Column(row, column).GetValue(row);

    static PropertyInfo Column(object row, string column) => row.GetType().GetProperty(column)!;
}
