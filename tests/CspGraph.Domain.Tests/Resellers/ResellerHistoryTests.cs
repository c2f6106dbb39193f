using CsCheck;
using CspGraph.Domain.Resellers;

namespace CspGraph.Domain.Tests.Resellers;

public sealed class ResellerHistoryTests
{
    static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Few resellers and few days: so that statements move whole subtrees, tie, and form circles.</summary>
    static readonly Gen<ResellerPlacement[]> Statements = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[-2, 5])
        .Array[0, 14].Select(drawn => drawn.Where(one => one.Item1 != one.Item3).DistinctBy(one => (one.Item1, one.Item2)).Select(one => Statement(one.Item1, one.Item2, one.Item3)).ToArray());

    static Guid Id(int reseller) => new(reseller + 1, 0, 0, new byte[8]);

    static string Key(Guid id) => id.ToString();

    static ResellerPlacement Statement(int reseller, int day, int parent) =>
        new() { ResellerId = Id(reseller), StatedAt = Monday.AddDays(day), ParentId = parent < 0 ? null : Id(parent) };

    /// <summary>Everybody's parent at one instant, looked up and not carried along; every circle is cut at its oldest statement.</summary>
    static Dictionary<Guid, Guid?> Naive(ResellerPlacement[] statements, DateTime at)
    {
        var holding = statements.GroupBy(statement => statement.ResellerId).ToDictionary(of => of.Key,
            of => of.Where(statement => statement.StatedAt <= at).MaxBy(statement => statement.StatedAt) ?? of.MinBy(statement => statement.StatedAt)!);
        var parents = holding.ToDictionary(entry => entry.Key, entry => entry.Value.ParentId);
        foreach (var reseller in holding.Keys)
        {
            var circle = new List<Guid>();
            for (Guid? next = reseller; next is { } known && !circle.Contains(known); next = holding.GetValueOrDefault(known)?.ParentId) circle.Add(known);
            if (holding.GetValueOrDefault(circle[^1])?.ParentId == reseller) parents[circle.OrderBy(id => holding[id].StatedAt).ThenBy(Key, StringComparer.Ordinal).First()] = null;
        }
        return parents;
    }

    static IEnumerable<(Guid, int)> Walk(Dictionary<Guid, Guid?> parents, Guid reseller)
    {
        var depth = 0;
        for (Guid? next = reseller; next is { } known; next = parents.GetValueOrDefault(known)) yield return (known, depth++);
    }

    [Fact]
    public void The_paths_of_every_day_are_those_worked_out_anew_for_that_day() => Statements.Sample(statements =>
    {
        var history = new ResellerHistory(statements, Key);
        for (var reseller = 0; reseller < 6; reseller++)
        {
            var paths = history.PathsOf(Id(reseller));
            foreach (var at in Enumerable.Range(-1, 7).Select(day => Monday.AddDays(day)).Append(ResellerHistory.Ever))
                Assert.Equal(Walk(Naive(statements, at), Id(reseller)),
                    paths.Where(path => path.ValidFrom <= at && (path.ValidTo is null || at < path.ValidTo)).Select(path => (path.AncestorId, path.Depth)).OrderBy(path => path.Depth));
            Assert.Equal(Naive(statements, DateTime.MaxValue).GetValueOrDefault(Id(reseller)), history.ParentOf(Id(reseller)));
            Assert.Equal(Walk(Naive(statements, DateTime.MaxValue), Id(reseller)).Count() - 1, history.DepthOf(Id(reseller)));
            Assert.Equal(paths.Count, paths.DistinctBy(path => (path.AncestorId, path.ValidFrom)).Count());
            Assert.DoesNotContain(paths, path => paths.Any(next => next.ValidFrom == path.ValidTo && (next.AncestorId, next.Depth) == (path.AncestorId, path.Depth)));
        }
    });

    [Fact]
    public void The_order_of_statements_does_not_matter() => Statements.Sample(statements =>
    {
        var (one, other) = (new ResellerHistory(statements, Key), new ResellerHistory([.. statements.Reverse()], Key));
        Assert.Empty(one.DifferingFrom(other, []));
    });

    [Fact]
    public void Whose_paths_differ_is_told() => Gen.Select(Statements, Statements).Sample((first, more) =>
    {
        var (before, after) = (new ResellerHistory(first, Key), new ResellerHistory(first.Concat(more).DistinctBy(one => (one.ResellerId, one.StatedAt)), Key));
        var told = after.DifferingFrom(before, []);
        for (var reseller = 0; reseller < 6; reseller++)
            if (!told.Contains(Id(reseller)))
                Assert.Equal(before.PathsOf(Id(reseller)).Select(path => (path.AncestorId, path.Depth, path.ValidFrom, path.ValidTo)),
                    after.PathsOf(Id(reseller)).Select(path => (path.AncestorId, path.Depth, path.ValidFrom, path.ValidTo)));
    });

    [Fact]
    public void A_circle_lasts_until_one_of_it_is_stated_elsewhere()
    {
        var history = new ResellerHistory([Statement(0, 0, 1), Statement(1, 1, 0), Statement(1, 2, -1)], Key);

        Assert.Equal([(Id(0), 0, ResellerHistory.Ever, null), (Id(1), 1, Monday.AddDays(2), (DateTime?)null)],
            history.PathsOf(Id(0)).Select(path => (path.AncestorId, path.Depth, path.ValidFrom, path.ValidTo)));
        Assert.Equal([(Id(1), 0, ResellerHistory.Ever, (DateTime?)null), (Id(0), 1, ResellerHistory.Ever, Monday.AddDays(2))],
            history.PathsOf(Id(1)).Select(path => (path.AncestorId, path.Depth, path.ValidFrom, path.ValidTo)));
    }
}
