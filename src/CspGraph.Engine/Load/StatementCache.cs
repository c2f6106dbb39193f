using System.Collections.Concurrent;

namespace CspGraph.Engine.Load;

/// <summary>Statements of one level by shape. Bounded: a client that invents shapes only loses its own.</summary>
sealed class StatementCache
{
    const int MaxShapes = 32;

    readonly ConcurrentDictionary<string, LevelStatements> byShape = new();

    public LevelStatements GetOrAdd(string shape, Func<LevelStatements> make)
    {
        if (byShape.TryGetValue(shape, out var statements)) return statements;
        if (byShape.Count >= MaxShapes) byShape.Clear();
        return byShape.GetOrAdd(shape, make());
    }
}

/// <summary>What runs for a level: one statement for each range of the order (all in one on a server), and one that counts.</summary>
sealed record LevelStatements(IReadOnlyList<Statement> Ranges, Statement? Count, IReadOnlyList<ColumnReader> Readers, IReadOnlyList<int> CursorPlaces);
