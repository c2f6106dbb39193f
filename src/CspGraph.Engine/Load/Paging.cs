using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Load;

/// <summary>One column of an order.</summary>
sealed record OrderTerm(ColumnField Column, bool Descending);

/// <summary>Which page of a level is asked for.</summary>
/// <param name="Limit">How many rows at most.</param>
/// <param name="Backward">Whether they are counted from the end.</param>
/// <param name="From">The cursor the page starts behind (going backward: ends before).</param>
/// <param name="Until">The cursor at the other side.</param>
sealed record Page(int Limit, bool Backward, Cursor? From, Cursor? Until);

/// <summary>How a column is bound within a range of an order.</summary>
enum Bound
{
    /// <summary>Equal to the cursor's value.</summary>
    AtCursor,
    /// <summary>Behind the cursor's value.</summary>
    BehindCursor,
    /// <summary>Without a value.</summary>
    Null,
    /// <summary>With any value.</summary>
    NotNull,
    /// <summary>Not bound.</summary>
    Free,
}

/// <summary>A stretch of an order that an index serves with one seek.</summary>
/// <param name="Bounds">For each order column, then the key.</param>
sealed record SeekRange(IReadOnlyList<Bound> Bounds)
{
    /// <summary>Splits what follows a cursor (or all, without one) into seeks, in the order they are to be read.</summary>
    /// <remarks>Rows without a value come last, in both directions; a cursor's own ties come first. Only the first column that is left free can be split by null: later ones are sorted.</remarks>
    /// <param name="nullable">For each order column, whether it can be without a value.</param>
    /// <param name="cursorNulls">For each order column, whether the cursor has no value; null without a cursor.</param>
    /// <param name="backward">Whether the order is read from its end.</param>
    public static IReadOnlyList<SeekRange> Split(IReadOnlyList<bool> nullable, IReadOnlyList<bool>? cursorNulls, bool backward)
    {
        var ranges = new List<SeekRange>();
        if (cursorNulls is null) All([]); else Behind([]);
        return ranges;

        void All(Bound[] prefix)
        {
            var column = prefix.Length;
            if (column == nullable.Count || !nullable[column]) Add([.. prefix, Bound.Free]);
            else if (backward)
            {
                All([.. prefix, Bound.Null]);
                Add([.. prefix, Bound.NotNull]);
            }
            else
            {
                Add([.. prefix, Bound.NotNull]);
                All([.. prefix, Bound.Null]);
            }
        }

        void Behind(Bound[] prefix)
        {
            var column = prefix.Length;
            if (column == nullable.Count) Add([.. prefix, Bound.BehindCursor]);
            else if (cursorNulls![column])
            {
                Behind([.. prefix, Bound.Null]);
                if (backward) Add([.. prefix, Bound.NotNull]);
            }
            else
            {
                Behind([.. prefix, Bound.AtCursor]);
                Add([.. prefix, Bound.BehindCursor]);
                if (nullable[column] && !backward) All([.. prefix, Bound.Null]);
            }
        }

        void Add(Bound[] bounds) =>
            ranges.Add(new SeekRange([.. bounds, .. Enumerable.Repeat(Bound.Free, nullable.Count + 1 - bounds.Length)]));
    }
}
