using CspGraph.Engine.Compile;
using GraphQL.Execution;

namespace CspGraph.Engine.Tests;

/// <summary>Where a document is no GraphQL, whatever its lines are like.</summary>
public sealed class SyntaxErrorTests
{
    const int Far = 30_000;

    [Theory]
    [InlineData("{ a ]", 1, 5)]
    [InlineData("{ a\n  ]", 2, 3)]
    [InlineData("{ a\r\n  ]", 2, 3)]
    [InlineData("{ a\r  ]", 2, 3)]
    [InlineData("{ a }\r ]", 2, 2)]
    [InlineData("{ a \r\r \u0001", 3, 2)]
    [InlineData("{ a(b: \"\r\") }", 1, 9)]
    [InlineData("{ a(b: \"c", 1, 10)]
    [InlineData("{ a(b: \"\"\"d\r\ne\"\"\") ]", 2, 7)]
    public void The_place_is_told(string text, int line, int column) => Assert.Equal((line, column), PlaceOf(text));

    [Fact]
    public void Far_down_a_line_it_is_told_as_well()
    {
        var far = string.Concat(Enumerable.Repeat("ab,", Far / 3));
        Assert.Equal((1, Far + 3), PlaceOf("{ " + far + "]"));
        Assert.Equal((2, Far + 3), PlaceOf("#\n{ " + far + "\u0001"));
        Assert.Equal((1, Far + 3), PlaceOf("{" + new string(' ', Far + 1) + "] }"));
        Assert.Equal((3, 1), PlaceOf("{ " + far + "\n" + far + "\n]"));
    }

    [Fact]
    public void Tokens_are_the_same_when_lines_are_broken()
    {
        var text = "{ a(b: \"" + new string('x', 3_000) + "\") " + string.Concat(Enumerable.Repeat("c:d,", 2_000)) + "}";
        var tokens = DocumentTokens.Read(text, int.MaxValue, new());
        Assert.NotEqual(text, tokens.Text);
        Assert.Equal(text, tokens.Text.Replace("\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain(tokens.Text.Split('\n'), line => line.Length > 4_100);
    }

    [Fact]
    public void A_token_may_have_10_000_characters()
    {
        Assert.Equal(1, CountOf(new string('a', 10_000)));
        Assert.Equal(2, CountOf("a #" + new string('c', 9_999)));
        foreach (var text in new[] { new string('a', 10_001), "a #" + new string('c', 10_000), "\"" + new string('x', 9_999) + "\"", "\"" + new string('x', 50_000) })
            Assert.Equal(GraphErrorCodes.CostExceeded, Assert.Throws<GraphException>(() => CountOf(text)).Code);
    }

    static int CountOf(string text)
    {
        var work = new DocumentWork();
        DocumentTokens.Read(text, int.MaxValue, work);
        return work.Tokens;
    }

    static (int, int)? PlaceOf(string text)
    {
        try
        {
            var tokens = DocumentTokens.Read(text, int.MaxValue, new());
            try
            {
                new GraphQLDocumentBuilder().Build(tokens.Text);
                return null;
            }
            catch (SyntaxError error)
            {
                var place = tokens.Place(new(error.Locations![0].Line, error.Locations[0].Column));
                return (place.Line, place.Column);
            }
        }
        catch (DocumentSyntaxException error)
        {
            return (error.Place.Line, error.Place.Column);
        }
    }
}
