using System.Buffers;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Load;

namespace CspGraph.Engine;

/// <content>What is followed: one prepared operation, answered again and again.</content>
public sealed partial class GraphEngine<TDb, TViewer>
{
    /// <summary>Reads what the fields of an operation are given, as every answer to it will.</summary>
    /// <param name="operation">An operation without errors.</param>
    /// <param name="session">For whom.</param>
    /// <exception cref="GraphException">BAD_USER_INPUT, COST_EXCEEDED or INVALID_CURSOR: there would be no answer.</exception>
    public void Check(PreparedOperation operation, GraphSession<TDb, TViewer> session)
    {
        model ??= new StorageModel(session.Db, options);
        var reader = new RequestReader(schema, model, options, operation.Variables, session.Scope);
        foreach (var level in PlanOf(operation).Levels()) reader.Of(level);
    }

    /// <summary>Rows that a followed operation may be answered for at once: as many as cost together what one answer may, one at least.</summary>
    /// <param name="operation">A subscription without errors.</param>
    /// <param name="most">No more than these.</param>
    public int RowsAtOnce(PreparedOperation operation, int most) => (int)Math.Clamp(options.MaxCost / Math.Max(1, operation.Cost), 1, most);

    /// <summary>Loads rows that have come, all at once, and writes a response for each.</summary>
    /// <param name="operation">A subscription without errors.</param>
    /// <param name="session">For whom: all who share the answers.</param>
    /// <param name="keys">The rows' keys.</param>
    /// <param name="cancellation">Ends the load.</param>
    /// <returns>For each key the response, or null where the viewer does not see the row, or it does not fit. A failure is thrown: it is of none of them.</returns>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>?>> AnswerAsync(PreparedOperation operation, GraphSession<TDb, TViewer> session, IReadOnlyList<Guid> keys, CancellationToken cancellation)
    {
        var plan = PlanOf(operation);
        var stream = (RootStream)plan.Roots[0];
        using var loaded = new LoadedOperation(plan);
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(options.MaxSeconds), options.Clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        await using (ending.Token.Register(session.Interrupt))
        {
            try
            {
                await LoaderOf(operation, session, loaded, ending.Token).LoadAsync(stream, keys);
            }
            catch (Exception) when (time.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw TookTooLong;
            }
        }
        var (rows, answers) = (loaded.Levels[stream.Level.Number], new ReadOnlyMemory<byte>?[keys.Count]);
        var bytes = new ArrayBufferWriter<byte>();
        for (loaded.Row = 0; loaded.Row < keys.Count; loaded.Row++)
        {
            if (rows.Counts[loaded.Row] == 0) continue;
            bytes.ResetWrittenCount();
            Write(operation, loaded, session.Viewer, bytes, cancellation);
            answers[loaded.Row] = bytes.WrittenSpan.ToArray();
        }
        return answers;
    }
}
