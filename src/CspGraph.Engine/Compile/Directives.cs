using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>@skip and @include.</summary>
static class Directives
{
    public static bool Includes(ASTNode selection, Variables variables)
    {
        foreach (var directive in ((IHasDirectivesNode)selection).Directives?.Items ?? [])
        {
            if (Condition(directive) is not { } condition) continue;
            var value = condition is GraphQLVariable variable
                ? variables.ValueFor(variable.Name.Value, out var given) && given.Value is true
                : ((GraphQLBooleanValue)condition).BoolValue;
            if (value == (directive.Name.Value == "skip")) return false;
        }
        return true;
    }

    /// <summary>The variables that decide what is selected; a plan is made for each of their combinations.</summary>
    public static IReadOnlyList<string> Variables(GraphQLDocument document)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var selection in document.Selections())
            foreach (var directive in ((IHasDirectivesNode)selection).Directives?.Items ?? [])
                if (Condition(directive) is GraphQLVariable variable) names.Add(variable.Name.Value.ToString());
        return [.. names];
    }

    static GraphQLValue? Condition(GraphQLDirective directive) =>
        directive.Name.Value == "skip" || directive.Name.Value == "include" ? directive.Arguments?.Items.Find(argument => argument.Name.Value == "if")?.Value : null;
}
