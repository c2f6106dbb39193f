using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>What a file states about one noun, by Microsoft's key, joined as it is read. What is set aside waits in the database.</summary>
/// <remarks>The reading thread adds and sets aside; the writing one takes over what was set aside, and all of it once the reading has ended.</remarks>
/// <param name="noun">What the keys are of.</param>
/// <param name="runId">The import.</param>
/// <param name="join">What holds of two statements about the same thing; in any order the same.</param>
sealed class Stated<TKey, TFacts>(StatedNoun noun, Guid runId, Func<TFacts, TFacts, TFacts> join) where TKey : notnull
{
    const int RowsPerRead = 1_000;

    readonly ConcurrentQueue<Dictionary<TKey, TFacts>> aside = [];
    Dictionary<TKey, TFacts> held = [];
    int spills;

    /// <summary>Things in memory.</summary>
    public int HeldCount => held.Count;

    public void Add(TKey key, TFacts facts)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(held, key, out var exists);
        known = exists ? join(known!, facts) : facts;
    }

    /// <summary>Begins anew; what was held is to be spilt.</summary>
    public void SetAside()
    {
        if (held.Count == 0) return;
        aside.Enqueue(held);
        held = [];
    }

    /// <summary>Writes everything that was set aside, within the context's transaction.</summary>
    public async Task SpillAsync(CspGraphDb db, CancellationToken cancellation)
    {
        while (aside.TryDequeue(out var facts)) await SpillAsync(db, facts, cancellation);
    }

    async Task SpillAsync(CspGraphDb db, Dictionary<TKey, TFacts> facts, CancellationToken cancellation)
    {
        var sequence = ++spills;
        var entries = facts.ToArray();
        var keys = Array.ConvertAll(entries, entry => Convert.ToHexString(FactBytes.Write(entry.Key)));
        Array.Sort(keys, entries, StringComparer.Ordinal);
        await BulkInsert.WriteAsync(db, entries.Select((entry, i) => new StagedFact
        {
            ImportRunId = runId,
            Noun = noun,
            Key = keys[i],
            Sequence = sequence,
            Value = FactBytes.Write(entry.Value),
        }), cancellation);
    }

    /// <summary>Everything stated, each key once, a few at a time: from memory when nothing was set aside, else from the database alone.</summary>
    public async IAsyncEnumerable<KeyValuePair<TKey, TFacts>[]> ReadAsync(CspGraphDb db, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (spills == 0 && aside.IsEmpty)
        {
            foreach (var batch in held.Chunk(RowsPerRead)) yield return batch;
            yield break;
        }
        SetAside();
        await SpillAsync(db, cancellation);
        var joined = new List<KeyValuePair<TKey, TFacts>>(RowsPerRead);
        await foreach (var entry in JoinedAsync(db, cancellation))
        {
            joined.Add(entry);
            if (joined.Count < RowsPerRead) continue;
            yield return [.. joined];
            joined.Clear();
        }
        if (joined.Count > 0) yield return [.. joined];
    }

    /// <summary>Equal keys lie side by side.</summary>
    async IAsyncEnumerable<KeyValuePair<TKey, TFacts>> JoinedAsync(CspGraphDb db, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? key = null;
        var facts = default(TFacts)!;
        await foreach (var row in RowsAsync(db, cancellation))
        {
            var value = FactBytes.Read<TFacts>(row.Value);
            if (row.Key == key)
            {
                facts = join(facts, value);
                continue;
            }
            if (key is not null) yield return new(FactBytes.Read<TKey>(Convert.FromHexString(key)), facts);
            (key, facts) = (row.Key, value);
        }
        if (key is not null) yield return new(FactBytes.Read<TKey>(Convert.FromHexString(key)), facts);
    }

    /// <summary>Page by page: the connection is free for writing in between.</summary>
    async IAsyncEnumerable<(string Key, byte[] Value)> RowsAsync(CspGraphDb db, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (last, sequence) = ("", 0);
        while (true)
        {
            var rows = await db.StagedFacts.Whole()
                .Where(row => row.ImportRunId == runId && row.Noun == noun && string.Compare(row.Key, last) >= 0 && (row.Key != last || row.Sequence > sequence))
                .OrderBy(row => row.Key).ThenBy(row => row.Sequence).Take(RowsPerRead)
                .Select(row => new { row.Key, row.Sequence, row.Value }).ToListAsync(cancellation);
            foreach (var row in rows) yield return (row.Key, row.Value);
            if (rows.Count < RowsPerRead) yield break;
            (last, sequence) = (rows[^1].Key, rows[^1].Sequence);
        }
    }
}
