
namespace CspGraph.Domain.Tests;

public sealed class FoldedTests
{
    [Theory]
    [InlineData(" Straße ", "STRAßE")]
    [InlineData("ﬁn", "FIN")]
    [InlineData("é", "É")]
    public void Folds(string text, string folded) => Assert.Equal(folded, Folded.Of(text));
}
