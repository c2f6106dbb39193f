using CspGraph.Api.Imports;

namespace CspGraph.Api.Tests.Imports;

public sealed class ImportWaitTests
{
    [Theory]
    [InlineData(5, null)]
    [InlineData(5, null, "return=minimal")]
    [InlineData(0, "respond-async", "respond-async")]
    [InlineData(0, "respond-async", "Respond-Async; foo=bar")]
    [InlineData(10, "wait=10", "wait=10")]
    [InlineData(10, "wait=10", "wait = \"10\"")]
    [InlineData(10, "respond-async, wait=10", "respond-async, wait=10, wait=20")]
    [InlineData(10, "respond-async, wait=10", "wait=10", "respond-async")]
    [InlineData(60, "wait=60", "wait=86400")]
    [InlineData(0, "wait=0", "wait=0")]
    [InlineData(5, null, "wait=-1")]
    [InlineData(5, null, "wait=soon")]
    [InlineData(5, null, "wait=99999999999")]
    public void A_preference_decides_how_long_an_answer_is_put_off(int seconds, string? applied, params string[] prefer) =>
        Assert.Equal(new ImportWait(TimeSpan.FromSeconds(seconds), applied), ImportWait.Of(prefer));
}
