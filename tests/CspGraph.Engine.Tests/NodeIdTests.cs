using CsCheck;

namespace CspGraph.Engine.Tests;

public sealed class NodeIdTests
{
    [Fact]
    public void ComesBackAsItWas() => Gen.Select(Gen.Char['A', 'Z'], Gen.Guid).Sample((tag, key) =>
        Assert.True(NodeId.TryParse(new NodeId(tag, key).ToString(), out var back) && back == new NodeId(tag, key)));

    [Fact]
    public void TakesNoOtherText() => Gen.String[Gen.Char, 0, 40].Sample(text =>
        Assert.True(!NodeId.TryParse(text, out var id) || id.ToString() == text));

    [Theory]
    [InlineData("")]
    [InlineData("UgGiCSrd4XFtjjqb7lDCQsE=")]
    [InlineData("UgGiCSrd4XFtjjqb7lDCQs ")]
    [InlineData("UgGiCSrd4XFtjjqb7lDCQ+E")]
    public void RefusesWhatLooksLikeOne(string text) => Assert.False(NodeId.TryParse(text, out _));
}
