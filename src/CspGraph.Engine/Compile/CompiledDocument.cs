using System.Collections.Concurrent;
using CspGraph.Engine.Schema;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>A document that was parsed and validated once, and the plans made from it.</summary>
sealed class CompiledDocument(GraphQLDocument? document, IReadOnlyList<GraphError> errors, DocumentWork work)
{
    const int MaxPlans = 16;

    readonly ConcurrentDictionary<string, OperationPlan> plans = new();
    readonly IReadOnlyList<string> directiveVariables = document is null ? [] : Directives.Variables(document);

    public GraphQLDocument? Document { get; } = document;

    public IReadOnlyList<GraphError> Errors { get; } = errors;

    public DocumentWork Work { get; } = work;

    /// <summary>The operation of a name, or the only one; null when the choice is not clear.</summary>
    public GraphQLOperationDefinition? Operation(string? name)
    {
        var operations = Document?.Definitions.OfType<GraphQLOperationDefinition>() ?? [];
        return string.IsNullOrEmpty(name)
            ? operations.Take(2).ToList() is [var only] ? only : null
            : operations.FirstOrDefault(operation => operation.Name is { } given && given.Value == name);
    }

    /// <summary>The plan of an operation for one outcome of its @skip and @include.</summary>
    public OperationPlan Plan(GraphSchema schema, GraphQLOperationDefinition operation, Variables variables, GraphEngineOptions options)
    {
        var key = $"{operation.Name?.Value}|{string.Concat(directiveVariables.Select(name => variables.ValueFor(name) is true ? '1' : '0'))}";
        if (plans.TryGetValue(key, out var plan)) return plan;
        if (plans.Count >= MaxPlans) plans.Clear();
        EngineMeter.PlansMade.Add(1);
        return plans.GetOrAdd(key, new Planner(schema, Document!, variables, options).Plan(operation));
    }
}
