using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>GraphQL requests as JSON: valid ones of which tokens, names, values or bytes are others.</summary>
sealed partial class FuzzedDocuments(Corpus corpus)
{
    static readonly string[] Punctuation = ["{", "}", "(", ")", "[", "]", ":", "!", "=", "...", "@", "$", "&", "|", "#", "\"", "\"\"\"", ","];
    static readonly string[] Numbers = ["0", "-1", "2147483648", "1e400", "-1e-400", "00", "1.", "9999999999999999999999999", "0.1e1"];
    static readonly string[] Directives = ["@include(if: true)", "@skip(if: $x)", "@include", "@cost(weight: \"1\")", "@nothing", "@include(if: null) @include(if: false)"];

    public byte[] Body(Dice dice)
    {
        var (document, variables) = dice.Of(corpus.Documents);
        switch (dice.Next(12))
        {
            case 0: return dice.OneIn(2) ? dice.Bytes(4_000) : dice.Damage(Json(document, variables));
            case 1: return Encoding.UTF8.GetBytes(Strange(dice, document));
            case 2: return Json(Encoding.Latin1.GetString(dice.Damage(Encoding.UTF8.GetBytes(document))), variables);
            case 3 or 4 or 5: return Json(document, Variables(dice, variables));
            default: return Json(Document(dice, document), dice.OneIn(3) ? Variables(dice, variables) : variables);
        }
    }

    /// <summary>The document and its variables as a query string has them.</summary>
    public string QueryString(Dice dice)
    {
        var (document, variables) = dice.Of(corpus.Documents);
        var text = $"query={Uri.EscapeDataString(Cut(dice.OneIn(2) ? document : Document(dice, document)))}&variables={Uri.EscapeDataString(Cut(dice.OneIn(2) ? variables : Variables(dice, variables)))}";
        // Broken escapes are no spaces or ends of line, which would make another request of it.
        return dice.OneIn(3) ? NotInUrl().Replace(Encoding.Latin1.GetString(dice.Damage(Encoding.ASCII.GetBytes(text))), "%") : text;
    }

    static string Cut(string text) => text.Length > 2_000 ? text[..2_000] : text;

    string Document(Dice dice, string document)
    {
        var tokens = Token().Matches(document).Select(match => match.Value).ToList();
        for (var times = dice.OneIn(2) ? 1 : 1 + dice.Length(6); times > 0 && tokens.Count > 0; times--)
        {
            var at = dice.Next(tokens.Count);
            switch (dice.Next(16))
            {
                // What stays valid now and then: another name where a name is, another value where one is.
                case >= 11: tokens[at] = Alike(dice, tokens[at]); break;
                case 0: tokens.RemoveAt(at); break;
                case 1: tokens.Insert(at, tokens[dice.Next(tokens.Count)]); break;
                case 2: tokens[at] = dice.Of(corpus.Names); break;
                case 3: tokens[at] = Literal(dice); break;
                case 4: tokens.Insert(at, dice.Of(Punctuation)); break;
                case 5: tokens.Insert(at, dice.Of(Directives)); break;
                case 6: tokens.Insert(at, $"{dice.Of(corpus.Names)}:"); break;
                case 7: tokens.InsertRange(at, Enumerable.Repeat($"... on {dice.Of(corpus.Names)} {{", dice.Length(60))); break;
                case 8: tokens.InsertRange(at, Enumerable.Repeat(tokens[at], dice.Length(3_000))); break;
                case 9: tokens.Add($"fragment {dice.Of(["A", "B"])} on {dice.Of(corpus.Names)} {{ ...{dice.Of(["A", "B"])} {dice.Of(corpus.Names)} }}"); break;
                default: (tokens[at], tokens[^1]) = (tokens[^1], tokens[at]); break;
            }
        }
        return string.Join(' ', tokens);
    }

    string Alike(Dice dice, string token) => token[0] switch
    {
        '"' => JsonSerializer.Serialize(dice.Text()),
        '-' or (>= '0' and <= '9') => $"{dice.Next(120) - 10}",
        '_' or (>= 'a' and <= 'z') => dice.OneIn(3) ? $"{token}: {token}" : dice.Of(corpus.Names),
        >= 'A' and <= 'Z' => dice.Of(corpus.Names),
        _ => $"{token} ",
    };

    static string Literal(Dice dice) => dice.Next(5) switch
    {
        0 => dice.Of(Numbers),
        1 => JsonSerializer.Serialize(dice.Text()),
        2 => dice.Of(["null", "true", "$x", "ENUM", "[]", "{}", "[[[]]]", "{ and: [{}] }"]),
        3 => new string('[', dice.Length(200)) + new string(']', dice.Length(200)),
        _ => $"\"{dice.Text()}\"",
    };

    static string Variables(Dice dice, string variables)
    {
        if (JsonNode.Parse(variables) is not JsonObject sound) return "[]";
        if (sound.Count == 0 || dice.OneIn(6)) return dice.OneIn(2) ? Value(dice) : $$"""{"{{dice.Of(["input", "after", "id", "where", ""])}}":{{Value(dice)}}}""";
        var (owner, name) = (sound, dice.Of([.. sound.Select(entry => entry.Key)]));
        while (owner[name] is JsonObject { Count: > 0 } inner && !dice.OneIn(3)) (owner, name) = (inner, dice.Of([.. inner.Select(entry => entry.Key)]));
        // A value that no parser would make is put in as text.
        owner[name] = "\uE000";
        return sound.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\"\uE000\"", Value(dice), StringComparison.Ordinal).Replace("\"\\uE000\"", Value(dice), StringComparison.Ordinal);
    }

    static string Value(Dice dice) => dice.Next(8) switch
    {
        0 => dice.Of(Numbers),
        1 => new string('[', dice.Length(2_000)),
        2 => string.Concat(Enumerable.Repeat("{\"and\":[", dice.Length(100))) + "{}" + string.Concat(Enumerable.Repeat("]}", dice.Length(100))),
        3 => "[" + string.Join(',', Enumerable.Repeat(dice.Of(["1", "\"RAA\"", "null", "{}"]), dice.Length(20_000))) + "]",
        4 => dice.Of(["null", "true", "{}", "[]", "\"\"", "\"\\ud800\"", "\"\\udc00x\"", "{\"a\":1,\"a\":2}", "{\"__proto__\":{}}"]),
        _ => JsonSerializer.Serialize(dice.Text()),
    };

    static string Strange(Dice dice, string document) => dice.Next(6) switch
    {
        0 => $"[{Encoding.UTF8.GetString(Json(document, "{}"))},{{}}]",
        1 => $$"""{"query":{{Value(dice)}}}""",
        2 => $$"""{"query":"{ __typename }","operationName":{{Value(dice)}},"variables":{{Value(dice)}},"extensions":{{Value(dice)}}}""",
        3 => $$$$"""{"extensions":{"persistedQuery":{"version":{{{{Value(dice)}}}},"sha256Hash":{{{{Value(dice)}}}} } } }""",
        4 => $$"""{"documentId":{{Value(dice)}},"id":{{Value(dice)}}}""",
        _ => $$"""{"query":"{ __typename }","query":{{Value(dice)}}}""",
    };

    static byte[] Json(string document, string variables) => Encoding.UTF8.GetBytes($$"""{"query":{{JsonSerializer.Serialize(document)}},"variables":{{variables}}}""");

    [GeneratedRegex("""\.\.\.|"[^"]*"|[_A-Za-z][_0-9A-Za-z]*|-?[0-9.]+|[^\s]""")]
    private static partial Regex Token();

    [GeneratedRegex("[^!-~]")]
    private static partial Regex NotInUrl();
}
