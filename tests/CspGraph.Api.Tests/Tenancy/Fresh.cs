using System.Text.RegularExpressions;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What is another each time: ids and secrets that a request itself has made, and what is left of a budget that others spend, too.</summary>
sealed partial class Fresh(params World[] worlds)
{
    readonly HashSet<Guid> known =
        [.. worlds.SelectMany(world => world.All).SelectMany(row => row.Entity.GetProperties().Select(property => property.PropertyInfo!.GetValue(row.Row))).OfType<Guid>(), Probes.Missing];

    public Told Without(Told told) => told with
    {
        Headers = Length().Replace(told.Headers, ""),
        Body = Budget().Replace(Secret().Replace(Id().Replace(told.Body, match => IsFresh(match.Value) ? "(new)" : match.Value), "\"$1\":\"(new)\""), ""),
    };

    /// <summary>The ids that a request has made.</summary>
    public IReadOnlySet<string> MadeIn(Told told) => Id().Matches(told.Body).Select(match => match.Value).Where(IsFresh).ToHashSet();

    bool IsFresh(string text) => (NodeId.TryParse(text, out var id) ? id.Key : Guid.TryParse(text, out var key) ? key : (Guid?)null) is { } made && !known.Contains(made);

    [GeneratedRegex(@"(?<![\w-])([\w-]{23}|[\w-]{36})(?![\w-])")]
    private static partial Regex Id();

    [GeneratedRegex("\"remaining\":[^}]*")]
    private static partial Regex Budget();

    /// <summary>Follows from the body.</summary>
    [GeneratedRegex("Content-Length: [0-9]+")]
    private static partial Regex Length();

    [GeneratedRegex("\"(secret|hint)\":\"[^\"]+\"")]
    private static partial Regex Secret();
}
