using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Load;
using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CspGraph.Engine;

/// <summary>Runs GraphQL operations against one database model: compile, load, write.</summary>
/// <typeparam name="TDb">The context whose tables the schema shows.</typeparam>
/// <typeparam name="TViewer">Who asks.</typeparam>
public sealed class GraphEngine<TDb, TViewer> where TDb : DbContext
{
    readonly GraphSchema schema;
    readonly GraphEngineOptions options;
    readonly DocumentCompiler compiler;
    readonly ILogger log;
    readonly GraphQLSerializer serializer = new();
    StorageModel? model;

    /// <summary>Builds the schema; a wrong declaration throws here.</summary>
    /// <param name="query">The root of all reads.</param>
    /// <param name="types">Every type it leads to.</param>
    /// <param name="options">Limits and habits of the model.</param>
    /// <param name="log">Where unexpected failures go, with their correlation ids.</param>
    public GraphEngine(QueryType<TDb, TViewer> query, IReadOnlyList<NamedType> types, GraphEngineOptions options, ILogger log)
    {
        schema = new GraphSchema(query, types);
        compiler = new DocumentCompiler(schema, options);
        this.options = options;
        this.log = log;
    }

    /// <summary>The schema in the Schema Definition Language, with descriptions.</summary>
    public string Sdl => schema.Sdl;

    /// <summary>Parses and validates a document, to be kept by the caller: the engine's own cache drops what is seldom asked for.</summary>
    public async Task<GraphDocument> CompileAsync(string text, CancellationToken cancellation) => new(text, await compiler.CompileAsync(text, cancellation));

    /// <summary>Parses, validates and plans a document (once per text), and coerces its variables. A client's mistake is returned, never thrown.</summary>
    public async Task<PreparedOperation> PrepareAsync(GraphRequest request, CancellationToken cancellation)
    {
        var document = request.Document?.Compiled ?? await compiler.CompileAsync(request.Query, cancellation);
        var operation = document.Operation(request.OperationName);
        var kind = operation?.Operation switch
        {
            OperationType.Mutation => OperationKind.Mutation,
            OperationType.Subscription => OperationKind.Subscription,
            _ => OperationKind.Query,
        };
        if (document.Errors.Count > 0)
            return new PreparedOperation { Kind = kind, Errors = request.MayIntrospect ? document.Errors : [.. document.Errors.Select(error => error.WithoutSuggestion())] };
        if (operation is null)
            return Refused(kind, string.IsNullOrEmpty(request.OperationName)
                ? "The document has several operations: say which by operationName."
                : $"The document has no operation named {request.OperationName}.");
        Inputs inputs;
        try
        {
            inputs = request.Variables is { ValueKind: JsonValueKind.Object } given ? serializer.ReadNode<Inputs>(given)! : Inputs.Empty;
        }
        catch (JsonException)
        {
            return Refused(kind, "The variables hold a text that is none, such as half a surrogate pair.");
        }
        var (values, errors) = await compiler.CoerceAsync(document.Document!, operation, inputs, cancellation);
        if (errors.Count > 0) return new PreparedOperation { Kind = kind, Errors = errors };
        try
        {
            var plan = document.Plan(schema, operation, values, options);
            if (plan.Introspects && !request.MayIntrospect)
                return new PreparedOperation { Kind = kind, Errors = [new GraphError(GraphErrorCodes.NotAuthorized, "The schema may not be asked for here by this role: __typename only.")] };
            return new PreparedOperation
            {
                Kind = kind,
                Plan = plan,
                Variables = values,
                Inputs = inputs,
                Document = document.Document,
                Operation = operation,
                CorrelationId = request.CorrelationId,
            };
        }
        catch (GraphException refused)
        {
            return new PreparedOperation { Kind = kind, Errors = [new GraphError(refused.Code, refused.Message)] };
        }

        static PreparedOperation Refused(OperationKind kind, string message) => new() { Kind = kind, Errors = [new GraphError(GraphErrorCodes.BadUserInput, message)] };
    }

    /// <summary>Loads a prepared operation and writes the whole response. A failed root field is null with an error; the others are delivered.</summary>
    public async Task ExecuteAsync(PreparedOperation operation, GraphSession<TDb, TViewer> session, IBufferWriter<byte> output, CancellationToken cancellation)
    {
        using var loaded = await LoadAsync(operation, session, cancellation);
        Write(operation, loaded, session.Viewer, output, cancellation);
    }

    internal static void Write(PreparedOperation operation, LoadedOperation loaded, TViewer viewer, IBufferWriter<byte> output, CancellationToken cancellation)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ResponseWriter.Encoder, SkipValidation = true });
        new ResponseWriter(json, loaded, viewer, cancellation).Write(operation.Plan!);
    }

    /// <summary>The statements of an operation's levels, made for the session's database and not run: what a test reads, and compiles for a server that is not there.</summary>
    internal IReadOnlyList<ExplainedStatement> Explain(PreparedOperation operation, GraphSession<TDb, TViewer> session)
    {
        var storage = new StorageModel(session.Db, options);
        var reader = new RequestReader(schema, storage, operation.Variables, session.Scope);
        var maker = new StatementMaker(schema, storage, session);
        return [.. operation.Plan!.Levels().SelectMany(level =>
        {
            var request = reader.Of(level);
            var statements = maker.Make(level, request);
            return statements.Ranges.Select((range, i) => Explained($"rows {i + 1}", range))
                .Concat(statements.Count is { } count ? [Explained("count", count)] : []);

            ExplainedStatement Explained(string part, Statement statement)
            {
                using var command = statement.Bind(session, request, ServerStatement.Json([]));
                return new ExplainedStatement($"level {level.Number}, {level.Type.Name}, {part}", level, statement.Text, [.. command.Parameters.Cast<DbParameter>()]);
            }
        })];
    }

    internal async Task<LoadedOperation> LoadAsync(PreparedOperation operation, GraphSession<TDb, TViewer> session, CancellationToken cancellation)
    {
        var plan = operation.Plan ?? throw new InvalidOperationException("An operation with errors cannot run.");
        using var time = new CancellationTokenSource(options.MaxTime, options.Clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        var loaded = new LoadedOperation(plan);
        model ??= new StorageModel(session.Db, options);
        var reader = new RequestReader(schema, model, operation.Variables, session.Scope);
        var loader = new Loader(schema, model, session, reader, loaded,
            (resolved, parents) => new ResolveContext<TDb, TViewer>(
                session.Db, session.Viewer, session.DroppedFilters, parents, resolved.Selected, resolved.Arguments(operation.Variables), ending.Token), new Extent(options.MaxObjects, options.MaxResponseFields), ending.Token);
        // Ends before the session does, and waits for a call under way: the connection may be another request's next.
        await using var interrupting = ending.Token.Register(session.Interrupt);
        foreach (var root in plan.Roots)
        {
            try
            {
                ending.Token.ThrowIfCancellationRequested();
                if (root is RootIntrospection introspection)
                    loaded.Introspection[introspection] = await Introspection.AnswerAsync(schema, operation.Document!, operation.Operation!, introspection, operation.Inputs, ending.Token);
                else
                    await loader.LoadAsync(root);
            }
            catch (GraphException refused)
            {
                loaded.Errors[root] = new GraphError(refused.Code, refused.Message, Path: [root.ResponseKey]);
            }
            catch (Exception) when (ending.IsCancellationRequested)
            {
                cancellation.ThrowIfCancellationRequested();
                loaded.Errors[root] = new GraphError(GraphErrorCodes.CostExceeded, $"The operation took longer than {options.MaxTime.TotalSeconds:0} s: ask for less at once.", Path: [root.ResponseKey]);
            }
            catch (Exception failure)
            {
                var correlation = operation.CorrelationId ?? Guid.NewGuid().ToString("N");
                log.LogError(failure, "Field {Field} failed. Correlation id {CorrelationId}", root.ResponseKey, correlation);
                loaded.Errors[root] = new GraphError(GraphErrorCodes.Internal, "Something failed here. Tell support the correlation id.", Path: [root.ResponseKey], CorrelationId: correlation);
            }
        }
        return loaded;
    }
}

/// <summary>A statement of a level, with its parameters as they would be bound.</summary>
sealed record ExplainedStatement(string Name, LevelPlan Level, string Text, IReadOnlyList<DbParameter> Parameters);

/// <summary>An operation that is ready to run, or the errors that keep it from running.</summary>
public sealed class PreparedOperation
{
    /// <summary>What the document asks for; a query when no operation could be chosen.</summary>
    public OperationKind Kind { get; init; }

    /// <summary>Not empty: nothing was executed, and the response has no data.</summary>
    public IReadOnlyList<GraphError> Errors { get; init; } = [];

    internal OperationPlan? Plan { get; init; }
    internal Variables Variables { get; init; } = Variables.None;
    internal Inputs Inputs { get; init; } = Inputs.Empty;
    internal GraphQLDocument? Document { get; init; }
    internal GraphQLOperationDefinition? Operation { get; init; }
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
