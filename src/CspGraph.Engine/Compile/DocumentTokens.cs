using GraphQLParser;
using GraphQLParser.Exceptions;

namespace CspGraph.Engine.Compile;

/// <summary>Counts a document's tokens before it is parsed: nothing behind the last one allowed is read.</summary>
static class DocumentTokens
{
    /// <exception cref="GraphException">COST_EXCEEDED: there are more than allowed.</exception>
    public static void Check(string text, int most, DocumentWork work)
    {
        try
        {
            var token = Lexer.Lex(text, start: 0);
            while (token.Kind is not TokenKind.EOF)
            {
                if (++work.Tokens > most) throw new GraphException(GraphErrorCodes.CostExceeded, $"The document has more than {most} tokens.");
                token = Lexer.Lex(text, token.End);
            }
        }
        catch (GraphQLSyntaxErrorException)
        {
            // The parser comes to the same place, and says what is wrong there.
        }
    }
}
