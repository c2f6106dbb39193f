using CspGraph.Engine.Compile;
using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Load;

/// <summary>Loads an operation's levels, each once for all its parents, from one connection and one snapshot.</summary>
sealed class Loader(
    GraphSchema schema, StorageModel model, GraphSession session, RequestReader reader, LoadedOperation loaded,
    Func<ResolvedPlan, IReadOnlyList<Guid>, ResolveContext> resolveContext, CancellationToken cancellation)
{
    const int RowsAtOnce = 1_000;
    static readonly Guid[] NoParent = [Guid.Empty];
    readonly string droppedFilters = string.Join(',', session.DroppedFilters);

    public Task LoadAsync(RootPlan root) => root switch
    {
        RootConnection connection => LoadAsync(connection.Level, NoParent, parentOfRow: null),
        RootSingle single => LoadAsync(single.Level, NoParent, parentOfRow: null),
        RootLookup lookup => LookUpAsync(lookup),
        RootLog log => ReadLogAsync(log),
        RootResolved resolved => ResolveAsync(resolved.Plan, NoParent, parentOfRow: null),
        _ => Task.CompletedTask,
    };

    async Task LookUpAsync(RootLookup lookup)
    {
        var texts = RootLookup.Ids(reader.Arguments(lookup.Definition, lookup.Field));
        if (texts.Count > GraphEngineOptions.MaxPage) throw new GraphException(GraphErrorCodes.BadUserInput, $"{texts.Count} ids: at most {GraphEngineOptions.MaxPage} are taken at once.");
        var keys = new Dictionary<char, List<Guid>>();
        var found = new List<(char Tag, int Parent)?>(texts.Count);
        foreach (var text in texts) found.Add(NodeId.TryParse(text, out var id) && lookup.Types.ContainsKey(id.Tag) ? (id.Tag, Place(keys, id)) : null);
        loaded.Lookups[lookup] = found;
        foreach (var (tag, parents) in keys) await LoadAsync(lookup.Types[tag].Level, parents, parentOfRow: null);
    }

    async Task ReadLogAsync(RootLog log)
    {
        await ResolveAsync(log.Page, NoParent, parentOfRow: null);
        var page = (LogPage)loaded.Resolved[log.Page.Number].Of(0)!;
        await LoadAsync(log.Level, page.Keys, parentOfRow: null);
        loaded.Levels[log.Level.Number] = loaded.Levels[log.Level.Number].AsPage(log.Tag, page.HasPrevious, page.HasNext);
    }

    /// <summary>Reads rows that have come.</summary>
    public Task LoadAsync(RootStream stream, IReadOnlyList<Guid> keys) => LoadAsync(stream.Level, keys, parentOfRow: null);

    /// <summary>Reads the rows that a change's payload names.</summary>
    public async Task LoadAsync(RootChange root, object payload)
    {
        var places = new Dictionary<LoadedMember, int[]>();
        foreach (var member in root.Members.OfType<LoadedMember>())
        {
            var keys = new List<Guid>();
            places[member] = [.. member.Field.Keys(payload).Select(key => key is { } known ? Place(keys, known) : -1)];
            await LoadAsync(member.Level, keys, parentOfRow: null);
        }
        loaded.Payloads[root] = new LoadedPayload(payload, places);
    }

    /// <summary>The number of a key among those of its type; each is asked for once.</summary>
    static int Place(Dictionary<char, List<Guid>> keys, NodeId id)
    {
        if (!keys.TryGetValue(id.Tag, out var ofType)) keys.Add(id.Tag, ofType = []);
        return Place(ofType, id.Key);
    }

    static int Place(List<Guid> keys, Guid key)
    {
        var place = keys.IndexOf(key);
        if (place >= 0) return place;
        keys.Add(key);
        return keys.Count - 1;
    }

    async Task LoadAsync(LevelPlan level, IReadOnlyList<Guid> parents, int[]? parentOfRow)
    {
        var request = reader.Of(level);
        var statements = Statements(level, request);
        var rows = new LevelRows(new RowBuffer(statements.Columns), request, statements.CursorPlaces, parents.Count) { ParentOfRow = parentOfRow };
        loaded.Levels[level.Number] = rows;
        if (parents.Count == 0) return;
        using (var span = EngineTrace.Level(level, statements, parents.Count))
        {
            if (session.IsEmbedded)
                Embedded(statements, rows, parents);
            else
                await ServerAsync(statements, rows, level.HasParents ? parents : null);
            span.End(rows.Rows);
        }
        foreach (var summary in level.Summaries) await SummariseAsync(summary);
        foreach (var child in level.Children)
        {
            var (keys, ofRow) = Parents(rows.Rows, child.ParentKey);
            await LoadAsync(child, keys, ofRow);
        }
        foreach (var resolved in level.Resolved)
        {
            var (keys, ofRow) = Parents(rows.Rows, resolved.ParentKey);
            await ResolveAsync(resolved, keys, ofRow);
        }
    }

    LevelStatements Statements(LevelPlan level, LevelRequest request)
    {
        var key = new StatementKey(session.IsEmbedded, droppedFilters, request.Shape);
        return level.Statements.Find(key) ?? level.Statements.Add(key, new StatementMaker(schema, model, session).Make(level, request));
    }

    /// <summary>Gathers in all that fit, so many rows at a time: however many they are, they take no more memory.</summary>
    async Task SummariseAsync(SummaryPlan plan)
    {
        var request = reader.Of(plan.Rows);
        var statements = Statements(plan.Rows, request);
        using var rows = new RowBuffer(statements.Columns);
        var (add, result) = plan.Field.Begin();
        var statement = statements.Ranges.Single();
        using var span = EngineTrace.Level(plan.Rows, statements, parents: 1);
        await using var command = session.IsEmbedded ? null : statement.Bind(session, request, parentsJson: null);
        await using var reading = command is null ? session.Run(statement.Text, statement.Names, statement.Values(session, request)) : await command.ExecuteReaderAsync(cancellation);
        var read = 0;
        while (command is null ? reading.Read() : await reading.ReadAsync(cancellation))
        {
            rows.Read(reading, firstOrdinal: 0);
            read++;
            if (rows.Count == RowsAtOnce) Gather();
        }
        Gather();
        Count(1, read);
        loaded.Resolved[plan.Number] = new ResolvedValues([result()], ParentOfRow: null);

        void Gather()
        {
            cancellation.ThrowIfCancellationRequested();
            for (var row = 0; row < rows.Count; row++) add(plan.Computation.Of(rows, plan.Places, row, session.Asker));
            rows.Clear();
        }
    }

    async Task ResolveAsync(ResolvedPlan plan, IReadOnlyList<Guid> parents, int[]? parentOfRow)
    {
        var values = parents.Count == 0 ? [] : await plan.Field.Resolve(resolveContext(plan, parents));
        if (values.Count != parents.Count) throw new InvalidOperationException($"{plan.Field.Name} resolved {values.Count} values for {parents.Count} parents.");
        loaded.Resolved[plan.Number] = new ResolvedValues(values, parentOfRow);
    }

    /// <summary>The database is in this process: a prepared seek for each parent is the fastest, and waits for nothing.</summary>
    void Embedded(LevelStatements statements, LevelRows level, IReadOnlyList<Guid> parents)
    {
        var values = new object?[statements.Ranges.Count][];
        for (var range = 0; range < values.Length; range++) values[range] = statements.Ranges[range].Values(session, level.Request);
        var counted = statements.Count?.Values(session, level.Request);
        var run = 0;
        for (var parent = 0; parent < parents.Count; parent++)
        {
            cancellation.ThrowIfCancellationRequested();
            object key = parents[parent];
            level.Starts[parent] = level.Rows.Count;
            for (var range = 0; range < values.Length && level.Rows.Count - level.Starts[parent] < level.Request.Limit; range++)
            {
                var statement = statements.Ranges[range];
                statement.SetParent(values[range], key);
                statement.SetLimit(values[range], level.Request.Limit - (level.Rows.Count - level.Starts[parent]));
                using var rows = session.Run(statement.Text, statement.Names, values[range]);
                while (rows.Read()) level.Rows.Read(rows, firstOrdinal: 0);
                run++;
            }
            Close(level, parent);
            if (counted is null) continue;
            statements.Count!.SetParent(counted, key);
            using var total = session.Run(statements.Count.Text, statements.Count.Names, counted);
            level.Totals[parent] = total.Read() ? (int)total.GetInt64(0) : 0;
            run++;
        }
        Count(run, level.Rows.Count);
    }

    /// <summary>A server is a round trip away: one statement reads for all parents.</summary>
    async Task ServerAsync(LevelStatements statements, LevelRows level, IReadOnlyList<Guid>? parents)
    {
        var json = parents is null ? null : ServerStatement.Json(parents);
        foreach (var statement in statements.Ranges)
        {
            await using var command = statement.Bind(session, level.Request, json);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            var parent = 0;
            while (await rows.ReadAsync(cancellation))
            {
                for (var of = parents is null ? 0 : rows.GetInt32(0); parent < of;) Next(ref parent);
                level.Rows.Read(rows, firstOrdinal: parents is null ? 0 : 1);
            }
            while (parent < level.Starts.Length) Next(ref parent);
        }
        Count(statements.Ranges.Count + (statements.Count is null ? 0 : 1), level.Rows.Count);
        if (statements.Count is null) return;
        await using var counting = statements.Count.Bind(session, level.Request, json);
        await using var totals = await counting.ExecuteReaderAsync(cancellation);
        while (await totals.ReadAsync(cancellation))
            level.Totals[parents is null ? 0 : totals.GetInt32(0)] = totals.GetInt32(parents is null ? 0 : 1);

        void Next(ref int parent)
        {
            Close(level, parent++);
            if (parent < level.Starts.Length) level.Starts[parent] = level.Rows.Count;
        }
    }

    void Count(int statementsRun, int rowsRead)
    {
        session.Ran(statementsRun);
        EngineMeter.StatementsRun.Add(statementsRun);
        EngineMeter.RowsRead.Add(rowsRead);
    }

    /// <summary>Ends a parent's page: drops the row that only told that more follow, and turns a backward page around.</summary>
    static void Close(LevelRows level, int parent)
    {
        level.More[parent] = level.Rows.Count - level.Starts[parent] > level.Request.Page.Limit;
        if (level.More[parent]) level.Rows.DropLast();
        if (level.Request.Page.Backward) level.Rows.Reverse(level.Starts[parent]);
        level.Counts[parent] = level.Rows.Count - level.Starts[parent];
    }

    /// <summary>The distinct keys in a column, and for each row which of them it holds (-1 for none).</summary>
    static (IReadOnlyList<Guid> Keys, int[] OfRow) Parents(RowBuffer rows, int column)
    {
        var numbers = new Dictionary<Guid, int>(rows.Count);
        var keys = new List<Guid>(rows.Count);
        var ofRow = new int[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[column].IsNull(row))
            {
                ofRow[row] = -1;
                continue;
            }
            var key = rows.Get<Guid>(column, row);
            if (!numbers.TryGetValue(key, out ofRow[row]))
            {
                numbers.Add(key, ofRow[row] = keys.Count);
                keys.Add(key);
            }
        }
        return (keys, ofRow);
    }
}
