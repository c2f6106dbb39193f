namespace CspGraph.Engine.Load;

/// <summary>A level's rows, parent by parent.</summary>
sealed class LevelRows(RowBuffer rows, LevelRequest request, IReadOnlyList<int> cursorPlaces, int parents) : IDisposable
{
    public RowBuffer Rows { get; } = rows;
    public LevelRequest Request { get; } = request;
    public IReadOnlyList<int> CursorPlaces { get; } = cursorPlaces;

    /// <summary>Of a log's rows, whose cursors are their global ids: the letter in those.</summary>
    public char? LogTag { get; init; }

    /// <summary>For each parent: where its rows start, how many there are, whether more follow, and how many there are in all.</summary>
    public int[] Starts { get; } = new int[parents];
    public int[] Counts { get; } = new int[parents];
    public bool[] More { get; } = new bool[parents];
    public int[] Totals { get; } = new int[parents];

    /// <summary>For each row of the parent level, the number of the parent it refers to; null when the level has one parent.</summary>
    public int[]? ParentOfRow { get; init; }

    /// <summary>The one row of each of several parents, as one page.</summary>
    public LevelRows AsPage(char logTag, bool hasPrevious, bool hasNext)
    {
        var page = new LevelRows(Rows, Request with { Page = Request.Page with { From = hasPrevious ? new Cursor([], Guid.Empty) : null } }, CursorPlaces, parents: 1) { LogTag = logTag };
        page.Counts[0] = Rows.Count;
        page.More[0] = hasNext;
        return page;
    }

    public int ParentOf(int row) => ParentOfRow?[row] ?? 0;

    public void Dispose() => Rows.Dispose();

    /// <summary>The cursor of a row.</summary>
    public string CursorOf(int row)
    {
        if (LogTag is { } tag) return new NodeId(tag, Rows.Get<Guid>(CursorPlaces[^1], row)).ToString();
        var values = new object?[CursorPlaces.Count - 1];
        for (var i = 0; i < values.Length; i++) values[i] = Rows[CursorPlaces[i]].Box(row);
        return new Cursor(values, Rows.Get<Guid>(CursorPlaces[^1], row)).Encode(Request.BoundTo);
    }
}

/// <summary>A resolved field's values, parent by parent.</summary>
sealed record ResolvedValues(IReadOnlyList<object?> Values, int[]? ParentOfRow)
{
    public object? Of(int row) => Values[ParentOfRow?[row] ?? 0];
}
