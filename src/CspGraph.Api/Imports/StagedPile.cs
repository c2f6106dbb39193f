using CspGraph.Data;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>What was set aside at once, read back in the order of its keys.</summary>
sealed class StagedPile(CspGraphDb db, StatedNoun noun, Guid runId, int number)
{
    /// <summary>Many piles are open at once, each with a page.</summary>
    const int BytesPerPage = 16 * 1024;

    BinaryReader page = new(Stream.Null);
    int pages;

    public static readonly IComparer<byte[]> KeyOrder = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    /// <summary>The current key, see <see cref="FactBytes"/>.</summary>
    public byte[] Key { get; private set; } = [];

    /// <summary>A new pile's pages.</summary>
    public static IEnumerable<StagedPage> Of<TKey, TFacts>(Dictionary<TKey, TFacts> facts, StatedNoun noun, Guid runId, int number) where TKey : notnull
    {
        var values = facts.Values.ToArray();
        var keys = facts.Keys.Select(FactBytes.Write).ToArray();
        Array.Sort(keys, values, KeyOrder);
        var bytes = new MemoryStream(2 * BytesPerPage);
        using var writer = new BinaryWriter(bytes);
        var pages = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            writer.Write7BitEncodedInt(keys[i].Length);
            writer.Write(keys[i]);
            FactBytes.Write(writer, values[i]);
            if (bytes.Length < BytesPerPage && i < keys.Length - 1) continue;
            yield return new() { ImportRunId = runId, Noun = noun, Pile = number, Page = ++pages, Facts = bytes.ToArray() };
            bytes.SetLength(0);
        }
    }

    /// <summary>Goes to the next key; false at the end.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        if (page.BaseStream.Position == page.BaseStream.Length)
        {
            pages++;
            var next = await db.StagedPages.Whole().Where(row => row.ImportRunId == runId && row.Noun == noun && row.Pile == number && row.Page == pages)
                .Select(row => row.Facts).SingleOrDefaultAsync(cancellation);
            if (next is null) return false;
            page = new(new MemoryStream(next));
        }
        Key = page.ReadBytes(page.Read7BitEncodedInt());
        return true;
    }

    /// <summary>What is stated under the current key; to be read once.</summary>
    public TFacts Facts<TFacts>() => FactBytes.Read<TFacts>(page);
}
