using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tenancy;

/// <summary>How much one request may ask for: what is in force, not what is usual.</summary>
sealed record ViewerLimits(
    int PageSize, int Cost, int Objects, int Fields, int Seconds, int RequestBytes,
    int DocumentLength, int Tokens, int SyntaxDepth, int Depth, int DocumentFields, int Selections, int FieldPairs, int Aliases,
    int Directives, int DirectivesAtOnePlace, int Fragments, int FragmentSpreads, int IntrospectionLists,
    int ListItems, int InputValues, int InputDepth, int Conditions, int Quantifiers, int SearchText, int OrderTerms, int Errors)
{
    public ViewerBudgets Budgets { get; init; } = new(Client: null, Tenant: null);

    public static ViewerLimits Of(GraphEngineOptions options, int maxRequestBytes) => new(
        GraphEngineOptions.MaxPage, options.MaxCost, options.MaxObjects, options.MaxResponseFields, options.MaxSeconds, maxRequestBytes,
        options.MaxDocumentLength, options.MaxTokens, options.MaxSyntaxDepth, options.MaxDepth, options.MaxDocumentFields, options.MaxSelections, options.MaxFieldPairs, options.MaxAliases,
        options.MaxDirectives, options.MaxDirectivesAtOnePlace, options.MaxFragments, options.MaxFragmentSpreads, options.MaxIntrospectionLists,
        options.MaxListItems, options.MaxInputValues, options.MaxInputDepth, options.MaxConditions, options.MaxQuantifiers, options.MaxSearchText, options.MaxOrderTerms, options.MaxErrors);
}

/// <summary>What the server allows one request, so that a client need not find out by being refused.</summary>
sealed class ViewerLimitsType : ObjectType<ViewerLimits>
{
    public ViewerLimitsType() : base("ViewerLimits", "How much one request may ask for. Each number is the greatest that is still allowed; beyond, the request is refused with COST_EXCEEDED where nothing else is said.")
    {
        Field(limits => limits.PageSize, "Objects on one page; beyond, BAD_USER_INPUT.");
        Field(limits => limits.Cost, "What one operation may cost, by the weights of @cost and the sizes of @listSize.");
        Field(limits => limits.Objects, "Objects that a response could hold if every page were full.");
        Field(limits => limits.Fields, "Fields of those objects.");
        Field(limits => limits.Seconds, "Seconds that an operation may read; the fields that are not read by then are refused.");
        Field(limits => limits.RequestBytes, "Bytes of a request's body; beyond, REQUEST_TOO_LARGE.");
        Field(limits => limits.DocumentLength, "Characters in a document.");
        Field(limits => limits.Tokens, "Tokens in a document, comments included.");
        Field(limits => limits.SyntaxDepth, "Nesting of a document's syntax: selections, values and types; and selections of any kind within each other, fragments spread out.");
        Field(limits => limits.Depth, "Fields within fields, fragments spread out.");
        Field(limits => limits.DocumentFields, "Fields that stand in a document.");
        Field(limits => limits.Selections, "Fields, fragments and their spreads of all operations of a document, fragments spread out wherever they are named.");
        Field(limits => limits.FieldPairs, "Pairs of fields that share one response key at one place of a document, fragments spread out.");
        Field(limits => limits.Aliases, "Aliases in a document.");
        Field(limits => limits.Directives, "Directives in a document.");
        Field(limits => limits.DirectivesAtOnePlace, "Directives at one place of a document.");
        Field(limits => limits.Fragments, "Fragments that a document defines.");
        Field(limits => limits.FragmentSpreads, "Places where a document names a fragment.");
        Field(limits => limits.IntrospectionLists, "Lists (fields, inputFields, interfaces, possibleTypes) that introspection goes through, one within the other.");
        Field(limits => limits.ListItems, "Items of any list, in a document or in its variables.");
        Field(limits => limits.InputValues, "Values (scalars, objects, lists) of all variables together.");
        Field(limits => limits.InputDepth, "Objects and lists within each other, in an argument or in a variable.");
        Field(limits => limits.Conditions, "Conditions in one where: operations, references, quantifiers and the items of and/or each count.");
        Field(limits => limits.Quantifiers, "Quantifiers (some, none, all) within each other.");
        Field(limits => limits.SearchText, "Characters in one text of a where.");
        Field(limits => limits.OrderTerms, "Terms of one order.");
        Field(limits => limits.Errors, "Errors told of one document; the rest are left out.");
        Field(limits => limits.Budgets, "What operations may cost over time.");
    }
}
