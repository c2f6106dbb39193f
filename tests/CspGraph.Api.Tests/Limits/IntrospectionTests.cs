using System.Text.Json;
using CspGraph.Api.Tests.Reads;

namespace CspGraph.Api.Tests.Limits;

/// <summary>What tools ask of a schema is within the limits, and tells of the directives that costs are computed by.</summary>
public sealed class IntrospectionTests
{
    /// <summary>As graphql-js sends it, and explorers and generators with it.</summary>
    const string Usual = """
        query IntrospectionQuery {
          __schema {
            queryType { name }
            mutationType { name }
            subscriptionType { name }
            types { ...FullType }
            directives { name description locations args { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description
          fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type {
          kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    [Fact]
    public async Task The_usual_introspection_is_answered()
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);

        var answer = JsonElement.Parse(await database.AnswerAsync(Usual, default, network.Admin));

        Assert.False(answer.TryGetProperty("errors", out _));
        var directives = answer.GetProperty("data").GetProperty("__schema").GetProperty("directives").EnumerateArray().ToDictionary(directive => directive.GetProperty("name").GetString()!);
        Assert.Equal(["weight"], Arguments("cost"));
        Assert.Equal(["assumedSize", "slicingArguments", "sizedFields", "requireOneSlicingArgument"], Arguments("listSize"));
        Assert.All(directives.Values.SelectMany(directive => directive.GetProperty("args").EnumerateArray().Prepend(directive)), element => Assert.NotEmpty(element.GetProperty("description").GetString()!));

        IEnumerable<string?> Arguments(string directive) => directives[directive].GetProperty("args").EnumerateArray().Select(argument => argument.GetProperty("name").GetString());
    }
}
