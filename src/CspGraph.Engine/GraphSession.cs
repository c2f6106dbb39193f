using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine;

/// <summary>One request's way to its rows. All that is read through it is of one state of the database; the host begins it and ends it.</summary>
public abstract class GraphSession
{
    /// <summary>Names everything that decides which rows are seen: cursors are bound to it.</summary>
    public abstract string Scope { get; }

    /// <summary>Names of the query filters that do not hold for the viewer.</summary>
    public abstract IReadOnlyCollection<string> DroppedFilters { get; }

    /// <summary>Whether the database is in this process: its levels are then read by <see cref="Run"/>, one parent after the other.</summary>
    public abstract bool IsEmbedded { get; }

    /// <summary>Runs a statement that reads, and stays prepared. What it returns is good until the same text is run again.</summary>
    /// <remarks>It must read numbers by GetInt64 and GetDouble, keys by GetGuid, and texts by GetString, and by GetBytes as UTF-8.</remarks>
    /// <param name="text">The statement; the same string for each run.</param>
    /// <param name="names">Its parameters' names; the same list for each run.</param>
    /// <param name="values">Their values in the form they are stored in, or a <see cref="Guid"/> for a key.</param>
    public abstract DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values);

    /// <summary>The value of a member of the context that a query filter reads.</summary>
    public abstract object? FilterValue(string member);

    /// <summary>Ends the statement that is running, where the statement itself heeds no token. Called from another thread.</summary>
    public abstract void Interrupt();

    /// <summary>Told of statements that the engine has run by itself, not by EF.</summary>
    public abstract void Ran(int statements);

    /// <summary>Whether a failure is of the whole session, and not of the field that met it: then it ends the operation, and is thrown, so that the host may begin anew.</summary>
    public virtual bool EndsWith(Exception failure) => false;

    internal abstract DbContext Context { get; }

    /// <summary>Who asks.</summary>
    internal abstract object? Asker { get; }
}

/// <inheritdoc/>
/// <typeparam name="TDb">The context whose tables the schema shows.</typeparam>
/// <typeparam name="TViewer">Who asks.</typeparam>
public abstract class GraphSession<TDb, TViewer>(TViewer viewer) : GraphSession where TDb : DbContext
{
    /// <summary>Who asks.</summary>
    public TViewer Viewer { get; } = viewer;

    /// <summary>A context within the same state. It is asked for only where statements are made, or run by EF.</summary>
    public abstract TDb Db { get; }

    internal sealed override DbContext Context => Db;

    internal sealed override object? Asker => Viewer;
}
