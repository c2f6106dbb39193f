using System.Data.Common;
using CspGraph.Engine.Compile;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Api.Tests.Reads;

/// <summary>A statement and its parameters.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Text">As it is sent.</param>
/// <param name="Parameters">As they would be bound.</param>
/// <param name="Level">The level it reads; null for a resolved field's.</param>
sealed record Recorded(string Name, string Text, IReadOnlyList<DbParameter> Parameters, LevelPlan? Level = null);

/// <summary>Keeps the statements that EF runs itself: those of resolved fields. Levels are run by the engine.</summary>
class Recorder : DbCommandInterceptor
{
    readonly List<Recorded> statements = [];

    public IReadOnlyList<Recorded> Statements => statements;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        statements.Add(new Recorded($"resolved {statements.Count + 1}", command.CommandText, [.. command.Parameters.Cast<DbParameter>()]));
        return result;
    }

    public sealed override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(ReaderExecuting(command, eventData, result));
}

/// <summary>Keeps the statements meant for a server that is not there, and answers each with one row of nothing in particular.</summary>
sealed class ServerRecorder : Recorder
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        base.ReaderExecuting(command, eventData, result);
        return InterceptionResult<DbDataReader>.SuppressWithResult(new OneRow());
    }
}
