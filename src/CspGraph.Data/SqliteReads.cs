using System.Data.Common;
using Microsoft.Data.Sqlite;
using static CspGraph.Data.SqliteNative;

namespace CspGraph.Data;

/// <summary>Runs reading statements on an open connection. They stay prepared until this is disposed.</summary>
/// <remarks>Not for several threads at once. It must be disposed before the connection is closed.</remarks>
public sealed class SqliteReads(SqliteConnection connection) : IDisposable
{
    /// <summary>Texts whose statements are kept. A server meets some tens; a client that invents more only makes all be prepared anew.</summary>
    const int MaxStatements = 256;

    // Texts are kept by who asks: finding one by its characters would take longer than some statements run.
    readonly Dictionary<string, SqliteRows> statements = new(ReferenceEqualityComparer.Instance);

    public SqliteConnection Connection { get; } = connection;

    internal nint Handle { get; } = connection.Handle!.DangerousGetHandle();

    /// <summary>Runs a statement. What it returns is good until the same text is run again.</summary>
    /// <param name="text">One statement; the very same string each time, or it is prepared anew.</param>
    /// <param name="names">Its parameters' names, the same for each run.</param>
    /// <param name="values">Their values in the form they are stored in, or a <see cref="Guid"/> for a key.</param>
    /// <exception cref="SqliteException">SQLite refuses the statement, or fails while it reads.</exception>
    public DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values)
    {
        if (!statements.TryGetValue(text, out var rows))
        {
            if (statements.Count >= MaxStatements) Forget();
            statements.Add(text, rows = Prepare(text, names));
        }
        rows.Begin(values);
        return rows;
    }

    /// <summary>Whether a transaction is open.</summary>
    internal bool IsInTransaction => sqlite3_get_autocommit(Handle) == 0;

    SqliteRows Prepare(string text, IReadOnlyList<string> names)
    {
        var code = sqlite3_prepare_v3(Handle, text, -1, Persistent, out var statement, 0);
        if (code != Ok) SqliteException.ThrowExceptionForRC(code, Connection.Handle);
        return new SqliteRows(Connection, statement, [.. names.Select(name => sqlite3_bind_parameter_index(statement, name))]);
    }

    void Forget()
    {
        foreach (var rows in statements.Values) rows.Close(forGood: true);
        statements.Clear();
    }

    public void Dispose() => Forget();
}
