using System.Collections.Concurrent;
using CspGraph.Engine.Schema;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>One operation of a document, and the plans made from it.</summary>
sealed class CompiledOperation(GraphSchema schema, GraphQLDocument document, GraphQLOperationDefinition definition, IReadOnlyList<string> directiveVariables)
{
    const int MaxPlans = 16;

    readonly ConcurrentDictionary<string, OperationPlan> plans = new();

    public GraphQLOperationDefinition Definition { get; } = definition;

    public string? Name { get; } = definition.Name?.Value.ToString();

    public OperationKind Kind { get; } = definition.Operation switch
    {
        OperationType.Mutation => OperationKind.Mutation,
        OperationType.Subscription => OperationKind.Subscription,
        _ => OperationKind.Query,
    };

    public ScalarVariables Scalars { get; } = new(schema, definition);

    /// <summary>The plan for one outcome of its @skip and @include.</summary>
    public OperationPlan Plan(Variables variables, GraphEngineOptions options)
    {
        var outcome = directiveVariables.Count == 0 ? "" : string.Concat(directiveVariables.Select(name => variables.ValueFor(name) is true ? '1' : '0'));
        if (plans.TryGetValue(outcome, out var plan)) return plan;
        if (plans.Count >= MaxPlans) plans.Clear();
        EngineMeter.PlansMade.Add(1);
        return plans.GetOrAdd(outcome, new Planner(schema, document, variables, options).Plan(Definition));
    }
}
