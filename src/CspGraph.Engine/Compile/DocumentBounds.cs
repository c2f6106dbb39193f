using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>Holds a parsed document, as it is written, against the limits. Each node is visited once, and none behind the first excess.</summary>
sealed class DocumentBounds(GraphEngineOptions limits, DocumentWork work)
{
    int fields, aliases, directives, fragments, spreads;

    /// <exception cref="GraphException">COST_EXCEEDED: there is more of something than allowed. BAD_USER_INPUT: a number is no scalar's.</exception>
    public void Check(GraphQLDocument document)
    {
        foreach (var definition in document.Definitions)
        {
            work.Nodes++;
            if (definition is GraphQLFragmentDefinition) AtMost(++fragments, limits.MaxFragments, "fragments");
            Directives(definition);
            foreach (var variable in (definition as GraphQLOperationDefinition)?.Variables?.Items ?? [])
            {
                work.Nodes++;
                Directives(variable);
                Value(variable.DefaultValue, depth: 1);
            }
            Selections((definition as IHasSelectionSetNode)?.SelectionSet);
        }
    }

    void Selections(GraphQLSelectionSet? set)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            work.Nodes++;
            Directives(selection);
            if (selection is GraphQLField field) Field(field);
            else if (selection is GraphQLFragmentSpread) AtMost(++spreads, limits.MaxFragmentSpreads, "spreads of fragments");
            Selections((selection as IHasSelectionSetNode)?.SelectionSet);
        }
    }

    void Field(GraphQLField field)
    {
        AtMost(++fields, limits.MaxDocumentFields, "fields");
        if (field.Alias is not null) AtMost(++aliases, limits.MaxAliases, "aliases");
        Arguments(field.Arguments);
    }

    void Directives(ASTNode node)
    {
        if ((node as IHasDirectivesNode)?.Directives?.Items is not { } here) return;
        if (here.Count > limits.MaxDirectivesAtOnePlace) throw TooMany(limits.MaxDirectivesAtOnePlace, "directives at one place");
        foreach (var directive in here)
        {
            work.Nodes++;
            AtMost(++directives, limits.MaxDirectives, "directives");
            Arguments(directive.Arguments);
        }
    }

    void Arguments(GraphQLArguments? arguments)
    {
        foreach (var argument in arguments?.Items ?? []) Value(argument.Value, depth: 1);
    }

    /// <param name="value">A value that stands in the document; null for none.</param>
    /// <param name="depth">How many objects and lists it would be within, itself included if it is one.</param>
    void Value(GraphQLValue? value, int depth)
    {
        work.Nodes++;
        if (value is GraphQLIntValue integer) InputBounds.CheckNumber(integer.Value.Length);
        if (value is not (GraphQLListValue or GraphQLObjectValue)) return;
        if (depth > limits.MaxInputDepth) throw InputBounds.TooDeep(limits);
        if (value is GraphQLObjectValue given)
        {
            foreach (var field in given.Fields ?? []) Value(field.Value, depth + 1);
            return;
        }
        var items = ((GraphQLListValue)value).Values ?? [];
        if (items.Count > limits.MaxListItems) throw InputBounds.TooLong(limits, items.Count);
        foreach (var item in items) Value(item, depth + 1);
    }

    static void AtMost(int count, int most, string what)
    {
        if (count > most) throw TooMany(most, what);
    }

    static GraphException TooMany(int most, string what) => new(GraphErrorCodes.CostExceeded, $"The document has more than {most} {what}.");
}
