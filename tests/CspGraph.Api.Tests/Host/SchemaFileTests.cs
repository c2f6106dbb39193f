using System.Runtime.CompilerServices;
using CspGraph.Api.Host;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Host;

/// <summary>The published contract is a file: a local run writes it, CI compares.</summary>
public sealed class SchemaFileTests
{
    static readonly string Sdl = ProductSchema.CreateEngine(NullLogger.Instance).Sdl;

    [Fact]
    public void The_file_is_the_schema()
    {
        var file = Path.GetFullPath("../../../../schema/cspgraph.graphql", ThisFile());
        if (Environment.GetEnvironmentVariable("CI") is "true")
        {
            Assert.Equal(Sdl, File.ReadAllText(file));
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file) || File.ReadAllText(file) != Sdl) File.WriteAllText(file, Sdl);
    }

    [Fact]
    public void Every_element_has_a_description() => Assert.Empty(Undescribed(Sdl));

    [Fact]
    public void An_element_without_a_description_is_found() =>
        Assert.Equal(
            ["A", "A.b", "A.b(c)", "E", "E.F", "I.j", "S", "@d", "@d(e)"],
            Undescribed("""type A { b(c: Int): Int } enum E { F } "about I" input I { j: Int } scalar S directive @d(e: Int) on FIELD"""));

    static List<string> Undescribed(string sdl) =>
        [.. Parser.Parse(sdl).Definitions.OfType<GraphQLTypeDefinition>().Where(type => type is not GraphQLDirectiveDefinition).SelectMany(Elements)
            .Concat(Parser.Parse(sdl).Definitions.OfType<GraphQLDirectiveDefinition>().SelectMany(Directive))
            .Where(element => string.IsNullOrWhiteSpace(element.Description?.Value.ToString())).Select(element => element.Name)];

    static IEnumerable<(string Name, GraphQLDescription? Description)> Elements(GraphQLTypeDefinition type)
    {
        var name = type.Name.StringValue;
        yield return (name, type.Description);
        foreach (var field in (type as IHasFieldsDefinitionNode)?.Fields?.Items ?? [])
        {
            yield return ($"{name}.{field.Name}", field.Description);
            foreach (var argument in field.Arguments?.Items ?? []) yield return ($"{name}.{field.Name}({argument.Name})", argument.Description);
        }
        foreach (var field in (type as GraphQLInputObjectTypeDefinition)?.Fields?.Items ?? []) yield return ($"{name}.{field.Name}", field.Description);
        foreach (var value in (type as GraphQLEnumTypeDefinition)?.Values?.Items ?? []) yield return ($"{name}.{value.Name}", value.Description);
    }

    static IEnumerable<(string Name, GraphQLDescription? Description)> Directive(GraphQLDirectiveDefinition directive)
    {
        yield return ($"@{directive.Name}", directive.Description);
        foreach (var argument in directive.Arguments?.Items ?? []) yield return ($"@{directive.Name}({argument.Name})", argument.Description);
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
