using System.Data.Common;
using CspGraph.Api.Events;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.Events;

/// <summary>Lets a test hold or fail what is read of the database through EF, and see what was logged.</summary>
sealed class EventFaults : DbCommandInterceptor, ILogger<EventFeed>
{
    readonly TaskCompletionSource logged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What of a statement's text is meant.</summary>
    public string? Of { get; set; }

    /// <summary>How many of them fail.</summary>
    public int Failing { get; set; }

    /// <summary>Set when one has come to <see cref="Gate"/>.</summary>
    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>They wait for it; null lets them go.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>The first failure that was told to the log.</summary>
    public Task Logged => logged.Task;

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Of is null || !command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) || !command.CommandText.Replace('[', '"').Replace(']', '"').Contains(Of, StringComparison.Ordinal)) return result;
        if (Gate is { } gate)
        {
            Held.TrySetResult();
            await gate.Task;
        }
        return Failing-- > 0 ? throw new SqliteException("A fault that a test made.", 10) : result;
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        logged.TrySetResult();
}
