using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Benchmarks.Watches;

/// <summary>EF Core's own record of its statements: how many, what they read, and how long they took.</summary>
sealed class StatementLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    readonly Dictionary<string, Statement> statements = [];
    readonly List<IDisposable> ends = [];

    public StatementLog() => ends.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public long Count => statements.Values.Sum(statement => statement.Times);

    public long Subscriptions { get; private set; }

    public void Forget()
    {
        statements.Clear();
        Subscriptions = 0;
    }

    /// <summary>Prints those that took longest, and what SQLite does for them.</summary>
    public async Task PrintAsync(string connectionString, int count, TextWriter output)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        foreach (var (text, statement) in statements.OrderByDescending(pair => pair.Value.Time).Take(count).ToList())
        {
            await output.WriteLineAsync($"\n{statement.Time.TotalMilliseconds:N0} ms, {statement.Times:N0} times, {statement.Rows:N0} rows:\n{text}");
            await using var explain = connection.CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + text;
            foreach (var name in statement.Parameters) explain.Parameters.AddWithValue(name, DBNull.Value);
            await using var plan = await explain.ExecuteReaderAsync();
            while (await plan.ReadAsync()) await output.WriteLineAsync($"    {plan.GetInt32(0),4} {plan.GetInt32(1),4}  {plan.GetString(3)}");
        }
        await output.WriteLineAsync();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory) ends.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData executed)
        {
            if (!statements.TryGetValue(executed.Command.CommandText, out var statement))
                statements.Add(executed.Command.CommandText, statement = new([.. executed.Command.Parameters.Cast<SqliteParameter>().Select(parameter => parameter.ParameterName)]));
            statement.Times++;
            statement.Time += executed.Duration;
        }
        else if (value.Value is DataReaderDisposingEventData read && statements.TryGetValue(read.Command.CommandText, out var statement))
        {
            // The last one found the end.
            var rows = Math.Max(0, read.ReadCount - 1);
            statement.Rows += rows;
            statement.Time += read.Duration;
            if (read.Command.CommandText.Contains("\"ScheduledActions\",", StringComparison.Ordinal)) Subscriptions += rows;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var end in ends) end.Dispose();
    }

    const string DbLoggerCategory = "Microsoft.EntityFrameworkCore";

    sealed class Statement(IReadOnlyList<string> parameters)
    {
        public IReadOnlyList<string> Parameters { get; } = parameters;
        public int Times { get; set; }
        public long Rows { get; set; }
        public TimeSpan Time { get; set; }
    }
}
