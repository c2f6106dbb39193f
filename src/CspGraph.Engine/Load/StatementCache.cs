using System.Collections.Concurrent;

namespace CspGraph.Engine.Load;

/// <summary>Statements of one level by shape. Bounded: a client that invents shapes only loses its own.</summary>
sealed class StatementCache
{
    const int MaxShapes = 32;

    readonly ConcurrentDictionary<StatementKey, LevelStatements> byShape = new();

    public LevelStatements? Find(StatementKey key) => byShape.GetValueOrDefault(key);

    public LevelStatements Add(StatementKey key, LevelStatements statements)
    {
        if (byShape.Count >= MaxShapes) byShape.Clear();
        return byShape.GetOrAdd(key, statements);
    }
}

/// <summary>All that a level's statements depend on.</summary>
/// <param name="IsEmbedded">Which kind of database they are for.</param>
/// <param name="DroppedFilters">Names of the query filters that do not hold.</param>
/// <param name="Shape">What is asked, without values.</param>
readonly record struct StatementKey(bool IsEmbedded, string DroppedFilters, string Shape);

/// <summary>What runs for a level: one statement for each range of the order (all in one on a server), and one that counts.</summary>
sealed record LevelStatements(IReadOnlyList<Statement> Ranges, Statement? Count, IReadOnlyList<ReadColumn> Columns, IReadOnlyList<int> CursorPlaces);
