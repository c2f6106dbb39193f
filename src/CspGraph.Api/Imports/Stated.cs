using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CspGraph.Data;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

/// <summary>What a file states about one noun, by Microsoft's key, joined as it is read. What is set aside waits in the database.</summary>
/// <remarks>The reading thread adds and sets aside; the writing one takes over what was set aside, and all of it once the reading has ended.</remarks>
/// <param name="noun">What the keys are of.</param>
/// <param name="runId">The import.</param>
/// <param name="join">What holds of two statements about the same thing; in any order the same.</param>
sealed class Stated<TKey, TFacts>(StatedNoun noun, Guid runId, Func<TFacts, TFacts, TFacts> join) where TKey : notnull
{
    const int FactsPerBatch = 1_000;

    /// <summary>Batches live as long as their rows are written: left alone, the collector would take them for lasting.</summary>
    const int BatchesPerCollection = 5;

    readonly ConcurrentQueue<Dictionary<TKey, TFacts>> aside = [];
    Dictionary<TKey, TFacts> held = [];
    int piles;

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
        while (aside.TryDequeue(out var facts))
            await BulkInsert.WriteAsync(db, StagedPile.Of(facts, noun, runId, ++piles), cancellation);
    }

    /// <summary>Everything stated, each key once, a few at a time: from memory when nothing was set aside, else from the database alone, in the order of the keys' bytes.</summary>
    public async IAsyncEnumerable<KeyValuePair<TKey, TFacts>[]> ReadAsync(CspGraphDb db, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (piles == 0 && aside.IsEmpty)
        {
            foreach (var batch in held.Chunk(FactsPerBatch)) yield return batch;
            yield break;
        }
        SetAside();
        await SpillAsync(db, cancellation);
        var (joined, batches) = (new List<KeyValuePair<TKey, TFacts>>(FactsPerBatch), 0);
        await foreach (var entry in JoinedAsync(db, cancellation))
        {
            joined.Add(entry);
            if (joined.Count < FactsPerBatch) continue;
            yield return [.. joined];
            joined.Clear();
            if (++batches % BatchesPerCollection == 0) GC.Collect();
        }
        if (joined.Count > 0) yield return [.. joined];
    }

    /// <summary>Reads all piles side by side: each has its keys in order, so the least of their next ones is the next of all.</summary>
    async IAsyncEnumerable<KeyValuePair<TKey, TFacts>> JoinedAsync(CspGraphDb db, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var next = new PriorityQueue<StagedPile, byte[]>(StagedPile.KeyOrder);
        for (var number = 1; number <= piles; number++)
        {
            var pile = new StagedPile(db, noun, runId, number);
            if (await pile.NextAsync(cancellation)) next.Enqueue(pile, pile.Key);
        }
        while (next.TryDequeue(out var first, out var key))
        {
            var facts = await TakeAsync(first);
            while (next.TryPeek(out var other, out var otherKey) && otherKey.AsSpan().SequenceEqual(key))
            {
                next.Dequeue();
                facts = join(facts, await TakeAsync(other));
            }
            yield return new(FactBytes.Read<TKey>(key), facts);
        }

        async ValueTask<TFacts> TakeAsync(StagedPile pile)
        {
            var facts = pile.Facts<TFacts>();
            if (await pile.NextAsync(cancellation)) next.Enqueue(pile, pile.Key);
            return facts;
        }
    }
}
