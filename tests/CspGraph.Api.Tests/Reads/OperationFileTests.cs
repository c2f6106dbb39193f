using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Engine;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Reads;

/// <summary>The operations whose speed is compared are ones that a client of this schema can send.</summary>
public sealed class OperationFileTests
{
    static readonly string Folder = Repository.Path("schema/operations");

    static IEnumerable<string> Files => Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Files.Select(file => Path.GetFileNameWithoutExtension(file))];

    [Fact]
    public void There_are_seven() => Assert.Equal(["Q1.graphql", "Q2.graphql", "Q3.graphql", "Q4.graphql", "Q5.graphql", "Q6.graphql", "Q7.graphql"], Files);

    [Theory, MemberData(nameof(Names))]
    public async Task Are_valid_and_named_like_their_files(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".graphql"));
        var operation = Assert.Single(Parser.Parse(text).Definitions.OfType<GraphQLOperationDefinition>());
        Assert.Equal(name, operation.Name!.StringValue);
        var prepared = await ProductSchema.CreateEngine(NullLogger.Instance).PrepareAsync(new GraphRequest(text, OperationName: null, Variables(operation)), default);
        Assert.Empty(prepared.Errors);
    }

    static JsonElement Variables(GraphQLOperationDefinition operation) => JsonSerializer.SerializeToElement(
        (operation.Variables?.Items ?? []).ToDictionary(variable => variable.Variable.Name.StringValue, variable => Sample(variable.Type)));

    static string Sample(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => Sample(required.Type),
        GraphQLNamedType { Name.StringValue: "Date" } => "2026-12-31",
        _ => "text",
    };
}
