namespace CspGraph.Engine.Load;

/// <summary>What one request asks of a level: the page, the order, the conditions' values.</summary>
/// <param name="Page">Which rows of the order.</param>
/// <param name="Order">The order's columns; the key comes after them.</param>
/// <param name="Where">The conditions.</param>
/// <param name="Own">The values of the field's own arguments, or what those are turned into; null for one that is not given.</param>
/// <param name="BoundTo">What the level's cursors are bound to; empty when it has none.</param>
sealed record LevelRequest(Page Page, IReadOnlyList<OrderTerm> Order, Where Where, IReadOnlyList<object?> Own, byte[] BoundTo)
{
    string? shape;

    /// <summary>Whether a row beyond the page is looked for.</summary>
    public required bool LooksFurther { get; init; }

    public int Limit => Page.Limit + (LooksFurther ? 1 : 0);

    /// <summary>Everything but values that a statement depends on.</summary>
    public string Shape => shape ??= $"{Where.Shape}|{string.Join(',', Order.Select(term => term.Column.Name + (term.Descending ? "-" : "+")))}|{(Page.Backward ? 'b' : 'f')}|{Nulls(Page.From)}|{Nulls(Page.Until)}|{string.Concat(Own.Select(value => value is null ? '0' : '1'))}";

    public object? Value(Slot slot) => slot.Source switch
    {
        SlotSource.Limit => Limit,
        SlotSource.Argument => Own[slot.Index],
        SlotSource.Where => Where.Values[slot.Index],
        SlotSource.From => Place(Page.From!, slot.Index),
        SlotSource.Until => Place(Page.Until!, slot.Index),
        SlotSource.Parent => Guid.Empty,
        _ => throw new NotSupportedException($"No value for {slot.Source}."),
    };

    static object? Place(Cursor cursor, int index) => index < cursor.Values.Count ? cursor.Values[index] : cursor.Key;

    static string Nulls(Cursor? cursor) => cursor is null ? "" : "c" + string.Concat(cursor.Values.Select(value => value is null ? '0' : '1'));
}
