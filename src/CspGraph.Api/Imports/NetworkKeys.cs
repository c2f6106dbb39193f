using System.Security.Cryptography;
using System.Text;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

/// <summary>What the items of a file are about and what they name: each thing stated once, everything named stated or known, no reseller under itself.</summary>
/// <remarks>Kept as fingerprints: a few dozen bytes for an item.</remarks>
sealed class NetworkKeys
{
    /// <summary>Levels of resellers that a file may have: a chain's paths grow with its square.</summary>
    const int Deepest = 50;

    readonly Dictionary<UInt128, (long Fingerprint, int Line, int Index)> stated = [];
    readonly Dictionary<(string List, string Key), (int Line, string Place)> named = [];
    readonly Dictionary<string, string> parents = [];
    JsonItem item = new();
    string list = "";
    long line;
    int index;

    /// <summary>An item of a list begins.</summary>
    public void Begin(JsonItem item, string list, long line, int index) => (this.item, this.list, this.line, this.index) = (item, list, line, index);

    /// <summary>The item is about this; another about the same offends, unless it says the same.</summary>
    public void State(string key)
    {
        if (item.Offence is not null) return;
        var fingerprint = item.Fingerprint();
        if (stated.TryAdd(Hash(list, key), (fingerprint, (int)line, index))) return;
        var (before, first, _) = stated[Hash(list, key)];
        if (before != fingerprint) item.Offend("", $"states what the item on line {first} states, with other values");
    }

    /// <summary>The item names another by one of its properties; null and the empty text name nothing.</summary>
    public void Name(string target, string property, string? key)
    {
        if (item.Offence is null && !string.IsNullOrEmpty(key) && !stated.ContainsKey(Hash(target, key)))
            named.TryAdd((target, key), ((int)line, $"{list}[{index}].{property}"));
    }

    /// <summary>The reseller is under another; the empty text is the distributor itself.</summary>
    public void Place(string reseller, string parent)
    {
        if (item.Offence is null && parent.Length > 0) parents[reseller] = parent;
    }

    /// <summary>What is named and not stated, at the end of the file: the tenant must know it.</summary>
    public IReadOnlyList<(string Key, int Line, string Place)> Unstated(string target) =>
        [.. named.Where(entry => entry.Key.List == target && !stated.ContainsKey(Hash(target, entry.Key.Key))).Select(entry => (entry.Key.Key, entry.Value.Line, entry.Value.Place))];

    /// <summary>Resellers that by the file alone are under themselves, or too deep.</summary>
    public IEnumerable<ImportError> Misplaced()
    {
        var depths = new Dictionary<string, int>();
        foreach (var start in parents.Keys)
        {
            var chain = new List<string>();
            var onChain = new HashSet<string>();
            string? next = start;
            for (; next is not null && !depths.ContainsKey(next) && onChain.Add(next); next = parents.GetValueOrDefault(next)) chain.Add(next);
            if (next is not null && onChain.Contains(next)) yield return At(chain[chain.IndexOf(next)..].MinBy(IndexOf)!, "The reseller is under itself.");
            var depth = next is null ? -1 : depths.GetValueOrDefault(next);
            for (var i = chain.Count - 1; i >= 0; i--)
                if ((depths[chain[i]] = ++depth) == Deepest) yield return At(chain[i], $"The reseller has more than {Deepest - 1} others above it.");
        }
    }

    int IndexOf(string reseller) => stated[Hash("resellers", reseller)].Index;

    ImportError At(string reseller, string reason)
    {
        var (_, line, index) = stated[Hash("resellers", reseller)];
        return new(line, $"resellers[{index}].parent", reason);
    }

    static UInt128 Hash(string list, string key) => BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes($"{list}:{key}")));
}
