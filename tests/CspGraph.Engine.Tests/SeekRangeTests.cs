using CsCheck;
using CspGraph.Engine.Load;

namespace CspGraph.Engine.Tests;

/// <summary>Ranges read one after the other give exactly what a sort of everything gives.</summary>
public sealed class SeekRangeTests
{
    static readonly Gen<int?[]> Row = Gen.Int[0, 2].Nullable().Array[2];

    static readonly Gen<(int?[][] Rows, bool[] Nullable, bool[] Descending, int Cursor, bool Backward)> Case = Gen.Select(
        Row.Array[0, 12], Gen.Bool.Array[2], Gen.Bool.Array[2], Gen.Int[-1, 11], Gen.Bool,
        (rows, nullable, descending, cursor, backward) =>
            (rows.Select(row => row.Select((value, i) => nullable[i] ? value : value ?? 0).ToArray()).ToArray(), nullable, descending, cursor, backward));

    [Fact]
    public void ReadTheWholeOrderFromACursorOn() => Case.Sample(given =>
    {
        var rows = given.Rows.Select((values, id) => new Entry(values, id)).ToList();
        var cursor = given.Cursor >= 0 && given.Cursor < rows.Count ? rows[given.Cursor] : null;
        var sorted = rows.Order(Comparer<Entry>.Create((left, right) => Compare(left, right, given.Descending))).ToList();
        var following = cursor is null ? sorted
            : given.Backward ? sorted.Take(sorted.IndexOf(cursor)) : sorted.Skip(sorted.IndexOf(cursor) + 1);
        var expected = (given.Backward ? following.Reverse() : following).Select(row => row.Id).ToList();

        var actual = SeekRange.Split(given.Nullable, cursor?.Values.Select(value => value is null).ToList(), given.Backward)
            .SelectMany(range => InRange(rows, range, cursor, given.Descending, given.Backward)).Select(row => row.Id).ToList();

        Assert.Equal(expected, actual);
    });

    [Fact]
    public void NeverSortByANullFirst() => Case.Sample(given =>
        Assert.All(SeekRange.Split(given.Nullable, null, given.Backward), range =>
            Assert.True(range.Bounds.Index().First(bound => bound.Item is not Bound.Null) is var (place, bound) && (place == 2 || !given.Nullable[place] || bound is Bound.NotNull))));

    static IEnumerable<Entry> InRange(List<Entry> rows, SeekRange range, Entry? cursor, bool[] descending, bool backward)
    {
        var inside = rows.Where(row => range.Bounds.Index().All(bound => Holds(bound.Item, row, cursor, bound.Index, Descends(descending, bound.Index) ^ backward)));
        var sorted = inside.Order(Comparer<Entry>.Create((left, right) => Compare(left, right, descending)));
        return backward ? sorted.Reverse() : sorted;
    }

    static bool Holds(Bound bound, Entry row, Entry? cursor, int place, bool falling) => bound switch
    {
        Bound.AtCursor => At(row, place) == At(cursor!, place),
        Bound.BehindCursor => falling ? At(row, place) < At(cursor!, place) : At(row, place) > At(cursor!, place),
        Bound.Null => At(row, place) is null,
        Bound.NotNull => At(row, place) is not null,
        _ => true,
    };

    static int Compare(Entry left, Entry right, bool[] descending)
    {
        for (var place = 0; place <= 2; place++)
        {
            var (a, b) = (At(left, place), At(right, place));
            if (a == b) continue;
            if (a is null || b is null) return a is null ? 1 : -1;
            return a.Value.CompareTo(b.Value) * (Descends(descending, place) ? -1 : 1);
        }
        return 0;
    }

    static bool Descends(bool[] descending, int place) => descending[Math.Min(place, 1)];

    static int? At(Entry row, int place) => place < 2 ? row.Values[place] : row.Id;

    sealed record Entry(int?[] Values, int Id);
}
