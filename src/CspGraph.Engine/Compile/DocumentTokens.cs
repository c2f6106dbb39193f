using System.Text;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.Exceptions;

namespace CspGraph.Engine.Compile;

/// <summary>Counts a document's tokens before it is parsed (nothing behind the last one allowed is read), and breaks its lines where they are long.</summary>
/// <remarks>
/// Of a syntax error GraphQLParser shows the line, padded to the column by one blank at a time: at column 100,000 that takes seconds and 10 GB. It also takes a carriage return
/// alone for the end of a line in one place, and not in the other, and then fails. So it is shown short lines that end with a line feed; where an error is in the document itself is told by this.
/// </remarks>
sealed class DocumentTokens
{
    /// <summary>Characters of one token, or of one comment. What a document does not hold its variables do.</summary>
    public const int MaxTokenLength = 10_000;

    const int MaxLine = 1_000;

    readonly string plain;
    readonly List<int> breaks = [];

    DocumentTokens(string text) => plain = WithoutLoneReturns(text);

    /// <summary>The same tokens, to be parsed first; the document itself where nothing had to be changed.</summary>
    public string Text { get; private set; } = "";

    /// <exception cref="GraphException">COST_EXCEEDED: there are more than allowed, or one is too long.</exception>
    /// <exception cref="DocumentSyntaxException">There is something that is no token.</exception>
    public static DocumentTokens Read(string text, int most, DocumentWork work)
    {
        var tokens = new DocumentTokens(text);
        tokens.Read(most, work);
        return tokens;
    }

    /// <summary>Where something is in the document that the parser has found in <see cref="Text"/>.</summary>
    public Location Place(Location found)
    {
        var offset = OffsetOf(Text, found);
        // Each break that was put in before it moved it by one.
        var inserted = breaks.TakeWhile((at, i) => at + i < offset).Count();
        return Location.FromLinearPosition(plain, offset - inserted);
    }

    void Read(int most, DocumentWork work)
    {
        var lineStart = 0;
        for (var at = Next(0, ref lineStart); at < plain.Length;)
        {
            if (at - lineStart > MaxLine)
            {
                breaks.Add(at);
                lineStart = at;
            }
            // A piece of its own: an error in it is shown with no more than that before it.
            var piece = plain.AsMemory(at, Math.Min(MaxTokenLength + 1, plain.Length - at));
            var end = End(at, piece);
            if (end > MaxTokenLength) throw TooLong;
            if (++work.Tokens > most) throw new GraphException(GraphErrorCodes.CostExceeded, $"The document has more than {most} tokens.");
            if (plain.AsSpan(at, end).LastIndexOf('\n') is >= 0 and var feed) lineStart = at + feed + 1;
            at = Next(at + end, ref lineStart);
        }
        Text = breaks.Count == 0 ? plain : Broken();
    }

    /// <summary>Where the next token begins. Blanks, commas and ends of lines are none.</summary>
    int Next(int at, ref int lineStart)
    {
        for (; at < plain.Length && plain[at] is ' ' or '\t' or ',' or '\r' or '\n' or '\uFEFF'; at++)
            if (plain[at] == '\n') lineStart = at + 1;
        return at;
    }

    /// <summary>How long the token is with which a piece begins.</summary>
    int End(int at, ReadOnlyMemory<char> piece)
    {
        try
        {
            // A comment's end is that of its line, even where there is none.
            return Math.Min(Lexer.Lex(piece, 0).End, piece.Length);
        }
        catch (GraphQLSyntaxErrorException error)
        {
            var offset = OffsetOf(piece.ToString(), error.Location);
            // What breaks off with the piece may well go on behind it.
            if (piece.Length > MaxTokenLength && offset >= piece.Length - "\\u0000".Length) throw TooLong;
            throw new DocumentSyntaxException(new SyntaxError(error).Message, Location.FromLinearPosition(plain, at + offset));
        }
    }

    string Broken()
    {
        var broken = new StringBuilder(plain.Length + breaks.Count);
        var from = 0;
        foreach (var at in breaks)
        {
            broken.Append(plain, from, at - from).Append('\n');
            from = at;
        }
        return broken.Append(plain, from, plain.Length - from).ToString();
    }

    static GraphException TooLong => new(GraphErrorCodes.CostExceeded, $"A text, name, number or comment of the document has more than {MaxTokenLength} characters: use a variable.");

    /// <summary>As long as before, so that everything is where it was.</summary>
    static string WithoutLoneReturns(string text)
    {
        if (!text.Contains('\r', StringComparison.Ordinal)) return text;
        var plain = text.ToCharArray();
        for (var i = 0; i < plain.Length; i++)
            if (plain[i] == '\r' && (i + 1 == plain.Length || plain[i + 1] != '\n')) plain[i] = '\n';
        return new string(plain);
    }

    /// <summary>The other way of what the parser tells a place by.</summary>
    static int OffsetOf(string text, Location place)
    {
        var start = 0;
        for (var line = 1; line < place.Line; line++) start = text.IndexOf('\n', start) + 1;
        return start + place.Column - 1;
    }
}

/// <summary>A document is no GraphQL.</summary>
sealed class DocumentSyntaxException(string message, Location place) : Exception(message)
{
    public Location Place { get; } = place;
}
