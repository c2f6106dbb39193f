using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>Whatever EF asks of SQLite, it writes for SQL Server too: the same query, when it is first met, once with values and once with as many nulls as it takes.</summary>
sealed class ServerTwin : IQueryExpressionInterceptor
{
    static readonly string Sources = Repository.Path("src/");

    readonly Lock gate = new();
    readonly Dictionary<string, Recorded> statements = [];
    readonly HashSet<(string File, int Line)> changes = [];

    /// <summary>Sees what a context asks from now on. EF makes services of their own for each twin, and more than it takes for the mistake of an application.</summary>
    public void Attach(DbContextOptionsBuilder options) =>
        options.AddInterceptors(this).ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));

    /// <summary>As SQL Server would get them.</summary>
    public IReadOnlyList<Recorded> Statements
    {
        get
        {
            lock (gate) return [.. statements.Values];
        }
    }

    /// <summary>Where in our sources rows were changed without being read: the line on which that statement begins.</summary>
    public IReadOnlyCollection<(string File, int Line)> Changes
    {
        get
        {
            lock (gate) return [.. changes];
        }
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        var (file, line) = new StackTrace(fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetFileName()?.StartsWith(Sources, StringComparison.Ordinal) is true).Select(frame => (frame.GetFileName()!, frame.GetFileLineNumber())).FirstOrDefault();
        var server = new NoServer();
        using var database = server.OpenDatabase();
        using DbContext context = eventData.Context is CspGraphDb db ? database.Open(db.Viewer) : database.OpenDirectory();
        foreach (var withNulls in new[] { false, true }) Ask(context, queryExpression, withNulls, server);
        lock (gate)
        {
            foreach (var statement in server.Sent) statements.TryAdd(statement.Text, statement with { Name = $"{Path.GetFileName(file)}:{line}" });
            if (file is not null && queryExpression is MethodCallExpression { Method.Name: "ExecuteUpdate" or "ExecuteDelete" }) changes.Add((file, line));
        }
        return queryExpression;
    }

    /// <summary>What it answers does not matter.</summary>
    static void Ask(DbContext context, Expression query, bool withNulls, NoServer server)
    {
        var move = new Move(context.Model);
        var (moved, sent) = (move.Visit(query), server.Sent.Count);
        var run = Compiled(context.GetService<IDatabase>(), moved);
        var values = context.GetService<IQueryContextFactory>().Create();
        foreach (var parameter in move.Parameters) values.Parameters[parameter.Name] = Value(parameter.Type, withNulls);
        var failure = Record.Exception(() => run(values).GetAwaiter().GetResult());
        if (server.Sent.Count == sent) throw new InvalidOperationException($"Nothing was sent for {query}", failure);
    }

    static Func<QueryContext, Task> Compiled(IDatabase database, Expression query)
    {
        var isMany = query.Type.IsGenericType && query.Type.IsAssignableTo(typeof(IQueryable));
        return (Func<QueryContext, Task>)typeof(ServerTwin).GetMethod(isMany ? nameof(Many) : nameof(One), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(isMany ? query.Type.GetGenericArguments()[0] : query.Type).Invoke(null, [database, query])!;
    }

    static Func<QueryContext, Task> Many<TRow>(IDatabase database, Expression query)
    {
        var run = database.CompileQuery<IAsyncEnumerable<TRow>>(query, async: true);
        return async values => await run(values).GetAsyncEnumerator().MoveNextAsync();
    }

    static Func<QueryContext, Task> One<TResult>(IDatabase database, Expression query) => database.CompileQuery<Task<TResult>>(query, async: true);

    static object? Value(Type type, bool withNulls)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return withNulls ? null : Value(value, withNulls);
        if (type == typeof(string)) return withNulls ? null : "x";
        var element = type.IsArray ? type.GetElementType() : type.GetInterfaces().Prepend(type).FirstOrDefault(list => list.IsGenericType && list.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
        if (element is null) return Activator.CreateInstance(type);
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Value(element, withNulls: false), 0);
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type, array);
    }

    /// <summary>The same query of the other model.</summary>
    sealed class Move(IModel model) : ExpressionVisitor
    {
        public List<QueryParameterExpression> Parameters { get; } = [];

        protected override Expression VisitExtension(Expression node)
        {
            if (node is QueryParameterExpression parameter) Parameters.Add(parameter);
            return node is EntityQueryRootExpression root ? root.UpdateEntityType(model.FindEntityType(root.EntityType.Name)!) : base.VisitExtension(node);
        }
    }
}
