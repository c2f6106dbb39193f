using System.Text.Json;
using CspGraph.Engine.Schema;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>Answers __schema and __type by GraphQL.NET's executor.</summary>
static class Introspection
{
    static readonly DocumentExecuter Executer = new();
    static readonly GraphQLSerializer Serializer = new();

    /// <summary>The field's value, as JSON.</summary>
    public static async Task<byte[]> AnswerAsync(GraphSchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, RootIntrospection root, Inputs inputs, CancellationToken cancellation)
    {
        var alone = new GraphQLOperationDefinition(new GraphQLSelectionSet([root.Field])) { Operation = OperationType.Query, Variables = operation.Variables };
        var result = await Executer.ExecuteAsync(options =>
        {
            options.Schema = schema.Types;
            options.Document = new GraphQLDocument([alone, .. document.Definitions.OfType<GraphQLFragmentDefinition>()]);
            options.Variables = inputs;
            options.ValidationRules = [];
            options.CancellationToken = cancellation;
        });
        using var json = new MemoryStream();
        await Serializer.WriteAsync(json, result, cancellation);
        using var response = JsonDocument.Parse(json.ToArray());
        if (!response.RootElement.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
            throw new InvalidOperationException("Introspection failed: " + response.RootElement.GetRawText());
        return System.Text.Encoding.UTF8.GetBytes(data.GetProperty(root.ResponseKey).GetRawText());
    }
}
