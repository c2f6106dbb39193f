using System.Text.Json;
using System.Text.Json.Nodes;
using CspGraph.Api.Events;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>A viewer was told what it must not know.</summary>
/// <param name="where">Who asked what.</param>
/// <param name="what">What was told, or done.</param>
sealed class LeakException(string where, string what) : Exception($"{where}\n{what}")
{
    public string What { get; } = what;
}

/// <summary>Asks the same of two worlds that differ in nothing that the viewer may know: what is told must be the same, and nothing of it hidden.</summary>
/// <param name="onlooker">Who asks.</param>
/// <param name="one">The true world.</param>
/// <param name="other">The world that is otherwise in all that is hidden from the viewer.</param>
/// <param name="answered">Gathers what the true world's answers hold.</param>
sealed class Isolation(Onlooker onlooker, IsolationServer one, IsolationServer other, Answered? answered = null)
{
    readonly HiddenValues hiddenInOne = new(one.World, onlooker);
    readonly HiddenValues hiddenInOther = new(other.World, onlooker);
    readonly Fresh fresh = new(one.World, other.World);
    JsonObject? before;
    string? cursor;
    int number;

    public async Task CheckAsync(IEnumerable<Ask> asks)
    {
        foreach (var ask in asks) await CheckAsync(ask);
    }

    async Task CheckAsync(Ask ask)
    {
        var variables = ask.Variables;
        if (ask.Follows is { } follows)
        {
            if (cursor is null) return;
            variables = variables.DeepClone().AsObject();
            variables[follows] = cursor;
        }
        var last = ask.Followed?.Last(one.World, onlooker);
        if (ask.Followed is { } followed) variables = followed.Ending(variables, last);
        number++;
        // What an answer has cost is told, too: it must not depend on what was not shown.
        var (told, elsewhere) = (await AskAsync(one), await AskAsync(other));
        Refuse(told, hiddenInOne);
        Refuse(elsewhere, hiddenInOther);
        if (Difference(fresh.Without(told), fresh.Without(elsewhere)) is { } difference) throw Leak($"the answer depends on what is hidden: {difference}");
        if (Unexpected(told.Body, ask) is { } code) throw new InvalidOperationException($"{onlooker.Name} · {ask}\nwas answered with {code}, which tells nothing of isolation: {told.Body}");
        answered?.Add(ask, told.Body);
        cursor = Cursor(told.Body);
        before = variables;

        Task<Told> AskAsync(IsolationServer server) => ask.Followed is null
            ? server.AskAsync(onlooker, ask, number, variables, withCost: true)
            : server.FollowAsync(onlooker, ask, number, variables, last is null ? null : EventCursor.Of(last.Id).ToString());

        void Refuse(Told told, HiddenValues hidden)
        {
            if (hidden.Find(told.Headers) is { } header) throw Leak($"a header tells {header}");
            using var json = JsonDocument.Parse(told.Body);
            foreach (var part in json.RootElement.EnumerateObject())
                // The text of an error may say what the request said, and so may what it has made, and a verdict on it.
                if (hidden.Find(part.Value.GetRawText(), part.Name == "data" && !ask.IsChange && !ask.Name.StartsWith("Query.validate", StringComparison.Ordinal) ? null : word => Said(variables, word)) is { } found) throw Leak($"the answer tells {found}");
            // A line may be written when its request has been answered already; and of whole numbers a log has any, such as bytes and milliseconds.
            foreach (var line in told.Log)
                if (hidden.Find(line, word => word.All(char.IsAsciiDigit) || Said(variables, word) || before is not null && Said(before, word)) is { } logged) throw Leak($"the log tells {logged}: {line}");
        }

        LeakException Leak(string what) => new($"{onlooker.Name} · {ask with { Variables = variables }}", what);
    }

    static bool Said(JsonObject variables, string word) => variables.ToJsonString().Contains(word, StringComparison.OrdinalIgnoreCase);

    public static string? Difference(Told told, Told elsewhere)
    {
        if (told.Status != elsewhere.Status) return $"status {told.Status} or {elsewhere.Status}";
        var (one, other) = (told.Body + "\n" + told.Headers, elsewhere.Body + "\n" + elsewhere.Headers);
        if (one == other) return null;
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"at {at}: …{Around(one, at)}… or …{Around(other, at)}…";
    }

    static string Around(string text, int at) => text[Math.Max(0, at - 120)..Math.Min(text.Length, at + 80)];

    /// <summary>The first code that a sound request of this viewer is not to be answered with. A reseller that it does not see is not there.</summary>
    static string? Unexpected(string body, Ask ask) => JsonNode.Parse(body)?["errors"]?.AsArray().Select(error => (string?)error?["extensions"]?["code"])
        .FirstOrDefault(code => code != "AUTH_NOT_AUTHORIZED" && !(code == "NOT_FOUND" && ask.Name.Contains(" under ", StringComparison.Ordinal)));

    /// <summary>The last cursor that an answer holds.</summary>
    public static string? Cursor(string body) => JsonNode.Parse(body) is { } json ? Cursors(json).LastOrDefault() : null;

    static IEnumerable<string> Cursors(JsonNode node) => node switch
    {
        JsonObject given => given.SelectMany(member => member.Key == "endCursor" && member.Value is JsonValue value ? [value.GetValue<string>()] : member.Value is { } inner ? Cursors(inner) : []),
        JsonArray items => items.Where(item => item is not null).SelectMany(item => Cursors(item!)),
        _ => [],
    };
}
