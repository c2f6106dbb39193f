using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Data;

/// <summary>Counts the statements that are run for one thing that is done, wherever it waits meanwhile.</summary>
public sealed class StatementCount
{
    static readonly AsyncLocal<StatementCount?> Running = new();

    int count;

    /// <summary>How many were run so far.</summary>
    public int Value => Volatile.Read(ref count);

    /// <summary>Counts what the caller, and whom it calls, runs from now on.</summary>
    public static StatementCount Begin() => Running.Value = new();

    /// <summary>Counts statements where anybody wants to know.</summary>
    public static void Add(int statements)
    {
        if (Running.Value is { } running) Interlocked.Add(ref running.count, statements);
    }

    /// <summary>Counts those that EF runs.</summary>
    internal sealed class OfContexts : DbCommandInterceptor
    {
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            Add(1);
            return result;
        }
    }
}
