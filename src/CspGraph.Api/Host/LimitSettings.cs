using CspGraph.Engine;

namespace CspGraph.Api.Host;

/// <summary>What one request may ask for: the settings under <c>GraphQL:Limits</c>. Each has the name that it has in <c>viewer { limits }</c>.</summary>
static class LimitSettings
{
    /// <summary>What is nested deeper could end the process: it is walked by functions that call themselves.</summary>
    const int MostNesting = 256;

    const int MostSeconds = 3_600;

    public static GraphEngineOptions Read(IConfiguration configuration, GraphEngineOptions defaults)
    {
        return defaults with
        {
            MaxCost = Limit("Cost", defaults.MaxCost),
            MaxObjects = Limit("Objects", defaults.MaxObjects),
            MaxResponseFields = Limit("Fields", defaults.MaxResponseFields),
            MaxSeconds = Limit("Seconds", defaults.MaxSeconds, MostSeconds),
            MaxDocumentLength = Limit("DocumentLength", defaults.MaxDocumentLength),
            MaxTokens = Limit("Tokens", defaults.MaxTokens),
            MaxSyntaxDepth = Limit("SyntaxDepth", defaults.MaxSyntaxDepth, MostNesting),
            MaxDepth = Limit("Depth", defaults.MaxDepth, MostNesting),
            MaxDocumentFields = Limit("DocumentFields", defaults.MaxDocumentFields),
            MaxSelections = Limit("Selections", defaults.MaxSelections),
            MaxFieldPairs = Limit("FieldPairs", defaults.MaxFieldPairs),
            MaxAliases = Limit("Aliases", defaults.MaxAliases),
            MaxDirectives = Limit("Directives", defaults.MaxDirectives),
            MaxDirectivesAtOnePlace = Limit("DirectivesAtOnePlace", defaults.MaxDirectivesAtOnePlace),
            MaxFragments = Limit("Fragments", defaults.MaxFragments),
            MaxFragmentSpreads = Limit("FragmentSpreads", defaults.MaxFragmentSpreads),
            MaxIntrospectionLists = Limit("IntrospectionLists", defaults.MaxIntrospectionLists),
            MaxListItems = Limit("ListItems", defaults.MaxListItems),
            MaxInputValues = Limit("InputValues", defaults.MaxInputValues),
            MaxInputDepth = Limit("InputDepth", defaults.MaxInputDepth, MostNesting),
            MaxConditions = Limit("Conditions", defaults.MaxConditions),
            MaxQuantifiers = Limit("Quantifiers", defaults.MaxQuantifiers),
            MaxSearchText = Limit("SearchText", defaults.MaxSearchText),
            MaxOrderTerms = Limit("OrderTerms", defaults.MaxOrderTerms),
            MaxErrors = Limit("Errors", defaults.MaxErrors),
        };

        int Limit(string name, int otherwise, int most = int.MaxValue) =>
            (int)ServerSettings.PositiveNumber(configuration, "GraphQL:Limits:" + name, otherwise, most);
    }
}
