using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>Ends a validation that has found as many errors as are told: each costs a search for what may have been meant.</summary>
sealed class EnoughErrors(int most) : ValidationRuleBase, INodeVisitor
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(this);

    public ValueTask EnterAsync(ASTNode node, ValidationContext context) =>
        context.HasErrors && context.Errors.Count() >= most ? throw new FoundException([.. context.Errors]) : default;

    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

    /// <summary>The errors that were found.</summary>
    public sealed class FoundException(IReadOnlyList<ValidationError> errors) : Exception
    {
        public IReadOnlyList<ValidationError> Errors { get; } = errors;
    }
}
