using System.Security.Cryptography;
using System.Text;

namespace CspGraph.Api.Imports;

/// <summary>Where an item stands in a network file.</summary>
readonly record struct ItemPlace(string List, int Index, long Line);

/// <summary>An item about a thing.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Fingerprint">The same for items that say the same.</param>
readonly record struct ItemStatement(ItemPlace Place, long Fingerprint);

/// <summary>A property of another item that names the thing: its list and its key in the file.</summary>
readonly record struct ItemName(string List, string Key, ItemPlace Place, string Property);

/// <summary>Where a file states a thing, where it contradicts itself, and where it names the thing without having stated it.</summary>
sealed record ItemMentions(ItemStatement? Statement, ItemStatement? Contradiction, ItemName? Name)
{
    /// <summary>By what a thing is found among all that a file mentions: 16 bytes, however long its key is.</summary>
    public static Guid KeyOf(string list, string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{list}:{key}")).AsSpan(0, 16));

    /// <summary>The first statement, the first that contradicts it, and the first name of what is not stated; in any order the same.</summary>
    public ItemMentions Join(ItemMentions other)
    {
        var (first, second) = (Earlier(Statement, other.Statement), Later(Statement, other.Statement));
        var contradiction = Earlier(Against(first, Contradiction), Earlier(Against(first, other.Contradiction), Against(first, second)));
        var name = first is not null ? null : other.Name is null || Name?.Place.Line < other.Name?.Place.Line ? Name : other.Name;
        return new(first, contradiction, name);
    }

    static ItemStatement? Earlier(ItemStatement? one, ItemStatement? other) => other is null || one?.Place.Index < other.Value.Place.Index ? one : other;

    static ItemStatement? Later(ItemStatement? one, ItemStatement? other) => one is null || other is null ? null : Earlier(one, other) == one ? other : one;

    static ItemStatement? Against(ItemStatement? first, ItemStatement? other) => other?.Fingerprint == first?.Fingerprint ? null : other;
}
