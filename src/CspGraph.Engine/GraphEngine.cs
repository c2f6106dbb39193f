using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Load;
using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CspGraph.Engine;

/// <summary>Runs GraphQL operations against one database model: compile, load, write.</summary>
/// <typeparam name="TDb">The context whose tables the schema shows.</typeparam>
/// <typeparam name="TViewer">Who asks.</typeparam>
public sealed partial class GraphEngine<TDb, TViewer> where TDb : DbContext
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
    /// <param name="mutation">The root of all changes; null where nothing can be changed.</param>
    /// <param name="subscription">The root of all that is followed; null where nothing can be.</param>
    public GraphEngine(QueryType<TDb, TViewer> query, IReadOnlyList<NamedType> types, GraphEngineOptions options, ILogger log, MutationType? mutation = null, SubscriptionType? subscription = null)
    {
        schema = new GraphSchema(query, mutation, subscription, types);
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
        var bounds = new InputBounds(options);
        var operation = document.Operation(request.OperationName);
        var kind = operation?.Kind ?? OperationKind.Query;
        if (document.Errors.Count > 0) return Refused(request.MayIntrospect ? document.Errors : [.. document.Errors.Select(error => error.WithoutSuggestion())]);
        if (operation is null)
            return Refused([new GraphError(GraphErrorCodes.BadUserInput, string.IsNullOrEmpty(request.OperationName)
                ? "The document has several operations: say which by operationName."
                : $"The document has no operation named {request.OperationName}.")]);
        try
        {
            var inputs = Inputs.Empty;
            if (request.Variables is { ValueKind: JsonValueKind.Object } given)
            {
                bounds.Check(given);
                inputs = Read(given);
            }
            var (values, errors) = operation.Scalars.Coerce(inputs) is { } scalars
                ? (scalars, [])
                : await compiler.CoerceAsync(document.Document!, operation.Definition, inputs, cancellation);
            if (errors.Count > 0) return Refused(errors);
            var plan = operation.Plan(values, options);
            if (plan.Introspects && !request.MayIntrospect)
                return Refused([new GraphError(GraphErrorCodes.NotAuthorized, "The schema may not be asked for here by this role: __typename only.")]);
            var foreseen = OperationCost.Foreseen(plan, values);
            if (Excess(foreseen) is { } message) return Refused([new GraphError(GraphErrorCodes.CostExceeded, message)], foreseen.Cost);
            return new PreparedOperation
            {
                Kind = kind,
                Request = request,
                Cost = foreseen.Cost,
                Plan = plan,
                Variables = values,
                Inputs = inputs,
                Document = document.Document,
                Operation = operation.Definition,
                Work = document.Work,
                InputValues = bounds.Values,
                CorrelationId = request.CorrelationId,
            };
        }
        catch (GraphException refused)
        {
            return Refused([GraphError.Of(refused)]);
        }

        PreparedOperation Refused(IReadOnlyList<GraphError> errors, long cost = 0) =>
            new() { Kind = kind, Cost = cost, Errors = errors, Work = document.Work, InputValues = bounds.Values };
    }

    Inputs Read(JsonElement variables)
    {
        try
        {
            return serializer.ReadNode<Inputs>(variables)!;
        }
        catch (JsonException)
        {
            throw new GraphException(GraphErrorCodes.BadUserInput, "The variables hold a text that is none, such as half a surrogate pair.");
        }
        catch (ArgumentException)
        {
            throw new GraphException(GraphErrorCodes.BadUserInput, "The variables, or an object in them, hold one name twice.");
        }
    }

    string? Excess(Extent foreseen) =>
        foreseen.Cost > options.MaxCost ? $"The operation costs {foreseen.Cost}, and no more than {options.MaxCost} is allowed: ask for smaller pages, fewer levels or fewer conditions."
        : foreseen.Objects > options.MaxObjects ? $"The response could hold {foreseen.Objects} objects, and no more than {options.MaxObjects} are allowed: ask for smaller pages."
        : foreseen.Fields > options.MaxResponseFields ? $"The response could hold {foreseen.Fields} fields, and no more than {options.MaxResponseFields} are allowed: ask for smaller pages, or for fewer fields."
        : null;

    /// <summary>Loads a prepared operation and writes the whole response. A failed root field is null with an error; the others are delivered.</summary>
    /// <param name="operation">An operation without errors.</param>
    /// <param name="session">The request's state.</param>
    /// <param name="output">Where the response goes.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <param name="report">What the response tells of the cost; null for nothing.</param>
    /// <returns>True when nothing failed: the response has no errors.</returns>
    public async Task<bool> ExecuteAsync(PreparedOperation operation, GraphSession<TDb, TViewer> session, IBufferWriter<byte> output, CancellationToken cancellation, CostReport? report = null)
    {
        using var loaded = await LoadAsync(operation, session, cancellation);
        Write(operation, loaded, session.Viewer, output, cancellation, report);
        return loaded.Errors.Count == 0;
    }

    /// <summary>Makes the changes of a prepared mutation, one after the other, and writes the whole response. One that fails is null with an error; the others are made.</summary>
    /// <param name="operation">A mutation without errors.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="change">Makes one change. What it throws is that change's failure: it must have undone whatever it had begun.</param>
    /// <param name="output">Where the response goes.</param>
    /// <param name="cancellation">Ends the request; the change under way may be made all the same.</param>
    /// <param name="report">What the response tells of the cost; null for nothing.</param>
    /// <returns>True when nothing failed: the response has no errors.</returns>
    public async Task<bool> ExecuteAsync(PreparedOperation operation, TViewer viewer, Func<ChangeCall<TDb, TViewer>, Task> change, IBufferWriter<byte> output, CancellationToken cancellation, CostReport? report = null)
    {
        using var loaded = new LoadedOperation(PlanOf(operation));
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(options.MaxSeconds), options.Clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        foreach (var root in PlanOf(operation).Roots.OfType<RootChange>())
            await AttemptAsync(operation, session: null, loaded, root, async () =>
            {
                var given = RequestReader.Arguments(root.Definition, root.Field, operation.Variables)[ChangeField.InputName];
                var input = ((InputType)schema.Find(root.Change.Input)!).Read((IDictionary<string, object?>)given!, schema);
                var call = new ChangeCall<TDb, TViewer>(root, input, operation, loaded, viewer, session => LoaderOf(operation, session, loaded, ending.Token), ending.Token);
                await change(call);
                if (!call.IsAnswered) throw new InvalidOperationException($"{call.Name} was made without an answer.");
            }, cancellation, ending.Token);
        Write(operation, loaded, viewer, output, cancellation, report);
        return loaded.Errors.Count == 0;
    }

    /// <summary>The letter of an entity's global ids; null for one that has none.</summary>
    public char? TagOf(Type entity) => (schema.Find(entity) as EntityType)?.IdTag;

    internal static void Write(PreparedOperation operation, LoadedOperation loaded, TViewer viewer, IBufferWriter<byte> output, CancellationToken cancellation, CostReport? report = null)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ResponseWriter.Encoder, SkipValidation = true });
        new ResponseWriter(json, loaded, viewer, cancellation).Write(operation.Plan!,
            report is null ? null : (report, operation.Cost, OperationCost.Actual(operation.Plan!, loaded, operation.Variables)));
    }

    /// <summary>The statements of an operation's levels, made for the session's database and not run: what a test reads, and compiles for a server that is not there.</summary>
    internal IReadOnlyList<ExplainedStatement> Explain(PreparedOperation operation, GraphSession<TDb, TViewer> session)
    {
        var storage = new StorageModel(session.Db, options);
        var reader = new RequestReader(schema, storage, options, operation.Variables, session.Scope);
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
        var plan = PlanOf(operation);
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(options.MaxSeconds), options.Clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        var loaded = new LoadedOperation(plan);
        var loader = LoaderOf(operation, session, loaded, ending.Token);
        // Ends before the session does, and waits for a call under way: the connection may be another request's next.
        await using var interrupting = ending.Token.Register(session.Interrupt);
        try
        {
            foreach (var root in plan.Roots)
                await AttemptAsync(operation, session, loaded, root, async () =>
                {
                    ending.Token.ThrowIfCancellationRequested();
                    if (root.Right is { } right && !right.IsHeldBy(session.Viewer)) throw new GraphException(GraphErrorCodes.NotAuthorized, $"{root.ResponseKey} takes the right {right.Name}.");
                    if (root is RootIntrospection introspection)
                        loaded.Introspection[introspection] = await Introspection.AnswerAsync(schema, operation.Document!, operation.Operation!, introspection, operation.Inputs, ending.Token);
                    else
                        await loader.LoadAsync(root);
                }, cancellation, ending.Token);
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    static OperationPlan PlanOf(PreparedOperation operation) => operation.Plan ?? throw new InvalidOperationException("An operation with errors cannot run.");

    Loader LoaderOf(PreparedOperation operation, GraphSession<TDb, TViewer> session, LoadedOperation loaded, CancellationToken ending)
    {
        model ??= new StorageModel(session.Db, options);
        var reader = new RequestReader(schema, model, options, operation.Variables, session.Scope);
        return new Loader(schema, model, session, reader, loaded,
            (resolved, parents) => new ResolveContext<TDb, TViewer>(
                session.Db, session.Viewer, session.DroppedFilters, parents, resolved.Selected, resolved.Arguments(operation.Variables), ending), ending);
    }

    GraphException TookTooLong => new(GraphErrorCodes.CostExceeded, $"The operation took longer than {options.MaxSeconds} s: ask for less at once.");

    /// <summary>Does what a root field asks for. Its failure is its own, but for one that ends the session.</summary>
    /// <param name="operation">What it is of.</param>
    /// <param name="session">What all fields read from; null where each has its own.</param>
    /// <param name="loaded">Where its error goes.</param>
    /// <param name="root">The field.</param>
    /// <param name="attempt">What to do.</param>
    /// <param name="gone">Ended when nobody waits for the answer.</param>
    /// <param name="ending">Ended when that is, or the time is over.</param>
    async Task AttemptAsync(PreparedOperation operation, GraphSession? session, LoadedOperation loaded, RootPlan root, Func<Task> attempt, CancellationToken gone, CancellationToken ending)
    {
        try
        {
            await attempt();
        }
        catch (GraphException refused)
        {
            Fail(GraphError.Of(refused, [root.ResponseKey]));
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            gone.ThrowIfCancellationRequested();
            Fail(GraphError.Of(TookTooLong, [root.ResponseKey]));
        }
        catch (Exception failure) when (session?.EndsWith(failure) is not true)
        {
            var correlation = operation.CorrelationId ?? Guid.NewGuid().ToString("N");
            log.LogError(failure, "Field {Field} failed. Correlation id {CorrelationId}", root.ResponseKey, correlation);
            var told = options.TellFailure(failure) ?? new GraphException(GraphErrorCodes.Internal, "Something failed here. Tell support the correlation id.");
            Fail(GraphError.Of(told, [root.ResponseKey]) with { CorrelationId = correlation });
        }

        void Fail(GraphError error)
        {
            loaded.Errors[root] = error;
            EngineMeter.FieldsFailed.Add(1, new KeyValuePair<string, object?>("code", error.Code));
        }
    }
}

/// <summary>A statement of a level, with its parameters as they would be bound.</summary>
sealed record ExplainedStatement(string Name, LevelPlan Level, string Text, IReadOnlyList<DbParameter> Parameters);
