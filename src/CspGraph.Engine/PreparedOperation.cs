using System.Text.RegularExpressions;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Schema;
using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine;

/// <summary>An operation that is ready to run, or the errors that keep it from running.</summary>
public sealed class PreparedOperation
{
    /// <summary>What the document asks for; a query when no operation could be chosen.</summary>
    public OperationKind Kind { get; init; }

    /// <summary>Not empty: nothing was executed, and the response has no data.</summary>
    public IReadOnlyList<GraphError> Errors { get; init; } = [];

    /// <summary>What it weighs if every page is full, by the weights that the schema publishes; 0 when it was refused before that could be told.</summary>
    public long Cost { get; init; }

    /// <summary>The first root field that it asks for, by the schema's name; null when the document is not the schema's.</summary>
    public string? FirstField => Operation is null ? null : FieldOf(Operation.SelectionSet);

    /// <summary>How long an answer holds.</summary>
    public Freshness Freshness => Plan?.FreshnessOf(Variables) ?? Freshness.OfNow;

    /// <summary>Names what is asked: two operations of the same hash, for the same viewer and of the same data, have the same answer. 43 characters.</summary>
    /// <exception cref="InvalidOperationException">The operation has errors.</exception>
    public string Hash() => OperationHash.Of(Request ?? throw new InvalidOperationException("An operation with errors asks for nothing."), Variables);

    /// <summary>What a subscription without errors follows; null of other operations.</summary>
    public StreamCall? Stream => Plan?.Roots is [RootStream stream] ? stream.Call(Variables) : null;

    /// <summary>The same, for all who follow the same from whichever place: an argument of the field does not count, where a variable that is used for nothing else gives it.</summary>
    /// <param name="argument">The argument that tells the place.</param>
    /// <exception cref="InvalidOperationException">It is no subscription without errors.</exception>
    public string HashWithout(string argument) => Plan?.Roots is [RootStream stream]
        ? OperationHash.Of(Request!, Variables, stream.VariableOf(argument) is { } variable && IsUsedOnce(variable) ? variable : null)
        : throw new InvalidOperationException("Only a subscription without errors is followed.");

    /// <summary>Once beside its definition; what stands in a comment or a text counts too, and does no harm. So does a dollar that stands apart from its name: it may be this one's.</summary>
    bool IsUsedOnce(string variable) => Regex.Count(Request!.Query, $@"\$({variable}(?![_0-9A-Za-z])|(?![_A-Za-z]))") == 2;

    string FieldOf(GraphQLSelectionSet selections) => selections.Selections[0] switch
    {
        GraphQLField field => field.Name.StringValue,
        GraphQLInlineFragment inline => FieldOf(inline.SelectionSet),
        var spread => FieldOf(Document!.Definitions.OfType<GraphQLFragmentDefinition>().First(fragment => fragment.FragmentName.Name.Value == ((GraphQLFragmentSpread)spread).FragmentName.Name.Value).SelectionSet),
    };

    internal GraphRequest? Request { get; init; }
    internal OperationPlan? Plan { get; init; }
    internal Variables Variables { get; init; } = Variables.None;
    internal Inputs Inputs { get; init; } = Inputs.Empty;
    internal GraphQLDocument? Document { get; init; }
    internal GraphQLOperationDefinition? Operation { get; init; }
    internal DocumentWork Work { get; init; } = new();
    internal int InputValues { get; init; }
    internal string? CorrelationId { get; init; }
}

/// <summary>GraphQL's operation types.</summary>
public enum OperationKind
{
    /// <summary>Reads, and changes nothing.</summary>
    Query,
    /// <summary>Changes something, then reads: a host must not take it by GET.</summary>
    Mutation,
    /// <summary>Answers once for each event.</summary>
    Subscription,
}
