using CspGraph.Engine.Schema;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.Caching.Memory;

namespace CspGraph.Engine.Compile;

/// <summary>Parses and validates each document text once; keeps a bounded number.</summary>
sealed class DocumentCompiler(GraphSchema schema, GraphEngineOptions options)
{
    readonly MemoryCache documents = new(new MemoryCacheOptions { SizeLimit = options.CompiledCharacters });
    readonly GraphQLDocumentBuilder parser = new() { MaxDepth = options.MaxSyntaxDepth };
    readonly DocumentValidator validator = new();
    readonly IReadOnlyList<IValidationRule> rules = [.. DocumentValidator.CoreRules, new EnoughErrors(options.MaxErrors)];

    public async ValueTask<CompiledDocument> CompileAsync(string text, CancellationToken cancellation)
    {
        if (text.Length > options.MaxDocumentLength)
            return new(schema, null, [new GraphError(GraphErrorCodes.CostExceeded, $"The document has more than {options.MaxDocumentLength} characters.")], new());
        if (documents.TryGetValue(text, out CompiledDocument? compiled)) return compiled!;
        var work = new DocumentWork();
        try
        {
            compiled = await CompileNewAsync(text, work, cancellation);
        }
        catch (GraphException refused)
        {
            return new(schema, null, [GraphError.Of(refused)], work);
        }
        if (compiled.Errors.Count == 0) documents.Set(text, compiled, new MemoryCacheEntryOptions { Size = text.Length });
        return compiled;
    }

    /// <summary>The values of an operation's variables.</summary>
    public async ValueTask<(Variables Variables, IReadOnlyList<GraphError> Errors)> CoerceAsync(
        GraphQLDocument document, GraphQLOperationDefinition operation, Inputs inputs, CancellationToken cancellation)
    {
        if (operation.Variables is not { Items.Count: > 0 }) return (Variables.None, []);
        var context = new ValidationContext
        {
            Schema = schema.Types,
            Document = document,
            Operation = operation,
            Variables = inputs,
            TypeInfo = new TypeInfo(schema.Types),
            UserContext = new Dictionary<string, object?>(),
            CancellationToken = cancellation,
        };
        var (variables, errors) = await context.GetVariablesValuesAsync();
        return (variables ?? Variables.None, [.. (errors ?? []).Select(error => Error(GraphErrorCodes.BadUserInput, error))]);
    }

    async ValueTask<CompiledDocument> CompileNewAsync(string text, DocumentWork work, CancellationToken cancellation)
    {
        GraphQLDocument document;
        try
        {
            document = Parse(text, DocumentTokens.Read(text, options.MaxTokens, work));
        }
        catch (DocumentSyntaxException error)
        {
            return new(schema, null, [new GraphError(GraphErrorCodes.Syntax, error.Message, [(error.Place.Line, error.Place.Column)])], work);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw new GraphException(GraphErrorCodes.CostExceeded, $"The document is nested deeper than {options.MaxSyntaxDepth}.");
        }
        new DocumentBounds(options, work).Check(document);
        if (new SpreadDocument(document, options, work).Check() is { } cycle) return new(schema, document, [cycle], work);
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        if (operations.Count == 0)
            return new(schema, document, [new GraphError(GraphErrorCodes.Validation, "The document has no operation.")], work);
        var missing = operations.Find(operation => operation.Operation is OperationType.Subscription && schema.Types.Subscription is null || operation.Operation is OperationType.Mutation && schema.Types.Mutation is null);
        if (missing is not null)
            return new(schema, document, [new GraphError(GraphErrorCodes.Validation, $"The schema has no {missing.Operation.ToString().ToLowerInvariant()}s.")], work);
        work.Validated = true;
        EngineMeter.DocumentsValidated.Add(1);
        return new(schema, document, await ValidateAsync(document, operations[0], cancellation), work);
    }

    GraphQLDocument Parse(string text, DocumentTokens tokens)
    {
        EngineMeter.DocumentsParsed.Add(1);
        try
        {
            var document = parser.Build(tokens.Text);
            // Everything in it must know its place in the document itself.
            return tokens.Text == text ? document : parser.Build(text);
        }
        catch (SyntaxError error)
        {
            var found = error.Locations![0];
            throw new DocumentSyntaxException(error.Message, tokens.Place(new(found.Line, found.Column)));
        }
    }

    async ValueTask<IReadOnlyList<GraphError>> ValidateAsync(GraphQLDocument document, GraphQLOperationDefinition operation, CancellationToken cancellation)
    {
        IEnumerable<ExecutionError> errors;
        try
        {
            errors = (await validator.ValidateAsync(new ValidationOptions
            {
                Schema = schema.Types,
                Document = document,
                Operation = operation,
                Rules = rules,
                Variables = Inputs.Empty,
                Extensions = Inputs.Empty,
                UserContext = new Dictionary<string, object?>(),
                CancellationToken = cancellation,
            })).Errors;
        }
        catch (EnoughErrors.FoundException found)
        {
            errors = found.Errors;
        }
        // Without values a required variable looks missing: variables are coerced per request instead.
        return [.. errors.Where(error => error is not InvalidVariableError).Take(options.MaxErrors).Select(error => Error(GraphErrorCodes.Validation, error))];
    }

    static GraphError Error(string code, ExecutionError error) =>
        new(code, error.Message, [.. (error.Locations ?? []).Select(location => (location.Line, location.Column))]);
}
