using System.Text.Json;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Schema;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine.Tests;

/// <summary>What is coerced by the short way is what GraphQL.NET makes of it; what it would refuse is left to it.</summary>
public sealed class ScalarVariablesTests
{
    static readonly string[] Types = ["String", "Int", "Float", "Boolean", "ID", "Date", "DateTime", "Decimal", "Long", "UUID", "URL", "CountryCode", "CurrencyCode", "Colour"];

    static readonly string[] Values =
    [
        "null", "\"\"", "\"text\"", "\"RED\"", "\"red\"", "0", "1", "-7", "1.5", "1e2", "3000000000", "12345678901234567890123", "true", "false", "[]", "[\"RED\"]", "{}", "{\"a\":1}",
        "\"2026-11-23\"", "\"2026-02-30\"", "\"2026-11-23T10:15:00.1234Z\"", "\"2026-11-23T10:15:00\"", "\"1234.5600\"", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"",
        "\"https://example.com/a\"", "\"pt\"", "\"PRT\"", "\"eur\"",
    ];

    readonly GraphSchema schema = new(new Root(), mutation: null, subscription: null, [new EnumType<Colour>("Colour", "One.", (Colour.Red, "Red."), (Colour.Blue, "Blue."))]);

    public static TheoryData<string> Each => [.. Types, .. Types.Select(type => type + "!"), "[ID!]", "[Int!]!"];

    [Theory, MemberData(nameof(Each))]
    public async Task Values_are_those_of_GraphQL_NET(string type)
    {
        var taken = 0;
        foreach (var (json, fallback) in Values.SelectMany(value => new[] { ($"{{\"a\":{value}}}", ""), ($"{{\"a\":{value}}}", " = null") }).Append(("{}", "")))
        {
            if (fallback.Length > 0 && type.EndsWith('!')) continue;
            var document = new GraphQL.Execution.GraphQLDocumentBuilder().Build($"query($a: {type}{fallback}) {{ echo(a: $a) }}");
            var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
            var inputs = new GraphQLSerializer().ReadNode<Inputs>(JsonElement.Parse(json))!;

            var quick = new ScalarVariables(schema, operation).Coerce(inputs);

            if (quick is null) continue;
            taken++;
            var context = new ValidationContext
            {
                Schema = schema.Types,
                Document = document,
                Operation = operation,
                Variables = inputs,
                TypeInfo = new TypeInfo(schema.Types),
                UserContext = new Dictionary<string, object?>(),
            };
            var (slow, errors) = await context.GetVariablesValuesAsync();
            Assert.Empty(errors ?? []);
            Assert.Equal(slow!.Select(Told), quick.Select(Told));
        }
        Assert.Equal(!type.StartsWith('['), taken > 0);

        static (string, object?, Type?, bool, bool) Told(Variable variable) => (variable.Name, variable.Value, variable.Value?.GetType(), variable.ValueSpecified, variable.IsDefault);
    }

    [Fact]
    public void No_variables_are_none()
    {
        var document = new GraphQL.Execution.GraphQLDocumentBuilder().Build("{ __typename }");
        Assert.Same(Variables.None, new ScalarVariables(schema, document.Definitions.OfType<GraphQLOperationDefinition>().Single()).Coerce(Inputs.Empty));
    }

    enum Colour
    {
        Red,
        Blue,
    }

    sealed class Root : QueryType<DbContext, string>
    {
        public Root() => Resolved<string>("echo", _ => Task.FromResult(""), "Says nothing.", nullable: true, [.. Types.Select(type => new Argument("a" + type, type, "One."))]);
    }
}
