using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

/// <summary>Whom the resellers of one file are under by that file alone: none under itself, no chain too long.</summary>
sealed class ParentsInFile
{
    /// <summary>Levels of resellers that a file may have: a chain's paths grow with its square.</summary>
    const int Deepest = 50;

    readonly Dictionary<string, (string Parent, ItemPlace Place)> parents = [];

    public void Add(string reseller, string parent, ItemPlace place) => parents[reseller] = (parent, place);

    /// <summary>One offence for each circle and for each chain that is too long.</summary>
    public IEnumerable<ImportError> Misplaced()
    {
        var depths = new Dictionary<string, int>();
        foreach (var start in parents.Keys)
        {
            var chain = new List<string>();
            var onChain = new HashSet<string>();
            string? next = start;
            for (; next is not null && !depths.ContainsKey(next) && onChain.Add(next); next = ParentOf(next)) chain.Add(next);
            if (next is not null && onChain.Contains(next)) yield return At(chain[chain.IndexOf(next)..].MinBy(reseller => parents[reseller].Place.Index)!, "The reseller is under itself.");
            var depth = next is null ? -1 : depths.GetValueOrDefault(next);
            for (var i = chain.Count - 1; i >= 0; i--)
                if ((depths[chain[i]] = ++depth) == Deepest) yield return At(chain[i], $"The reseller has more than {Deepest - 1} others above it.");
        }
    }

    string? ParentOf(string reseller) => parents.TryGetValue(reseller, out var stated) ? stated.Parent : null;

    ImportError At(string reseller, string reason)
    {
        var place = parents[reseller].Place;
        return new(place.Line, $"{place.List}[{place.Index}].parent", reason);
    }
}
