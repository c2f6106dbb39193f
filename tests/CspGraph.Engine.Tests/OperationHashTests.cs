using System.Numerics;
using CspGraph.Engine.Compile;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Tests;

public sealed class OperationHashTests
{
    /// <summary>An id may be sent as a whole number of any length.</summary>
    [Fact]
    public void Numbers_of_any_length_are_told_apart()
    {
        var one = BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Hash(one), Hash(BigInteger.Add(one, 0)));
        Assert.Equal(4, new[] { one, one + 2, one * 2, -one }.Select(Hash).Distinct().Count());
    }

    static string Hash(BigInteger id)
    {
        var definition = new GraphQLVariableDefinition(new GraphQLVariable(new GraphQLName("id")), new GraphQLNamedType(new GraphQLName("ID")));
        return OperationHash.Of(new GraphRequest("query($id: ID) { node(id: $id) { id } }"), new Variables { new Variable("id", definition) { Value = id } });
    }
}
