namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The documents of the isolation tests use all of the schema: what is new in it is asked for from the day it is there.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_field_argument_input_and_enum_value_is_asked_with()
    {
        var documents = Documents.OfProduct();
        var coverage = new Coverage(documents.Sdl);
        foreach (var ask in documents.Reads.Concat(documents.Changes)) coverage.Add(ask);
        Assert.Empty(coverage.All().Except(coverage.Used));
        Assert.Empty(coverage.Used.Except(coverage.All()));
    }
}
