using System.Collections;
using System.Globalization;
using System.Text.Json;
using CspGraph.Engine.Load;
using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>A planned operation: its root fields in the order of the document.</summary>
sealed record OperationPlan(IReadOnlyList<RootPlan> Roots, int LevelCount, int ResolvedCount)
{
    /// <summary>How long an answer holds, but for what is looked up by ids.</summary>
    public Freshness Freshness { get; init; }

    /// <summary>How long an answer holds to what these variables ask for.</summary>
    public Freshness FreshnessOf(Variables variables) =>
        Freshness is Freshness.OfNow || Roots.OfType<RootLookup>().Any(lookup => lookup.IsOfNow(variables)) ? Freshness.OfNow : Freshness;

    /// <summary>Whether it asks for the schema itself.</summary>
    public bool Introspects { get; } = Roots.Any(root => root is RootIntrospection);

    /// <summary>Every level, parents first.</summary>
    public IEnumerable<LevelPlan> Levels()
    {
        return Roots.SelectMany(root => root.Levels).SelectMany(WithChildren);

        static IEnumerable<LevelPlan> WithChildren(LevelPlan level) => level.Summaries.Select(summary => summary.Rows).Concat(level.Children.SelectMany(WithChildren)).Prepend(level);
    }
}

/// <summary>A root field: it fails by itself.</summary>
abstract class RootPlan(string key)
{
    public JsonEncodedText Key { get; } = JsonEncodedText.Encode(key, ResponseWriter.Encoder);

    public string ResponseKey { get; } = key;

    /// <summary>Whether its failure leaves no data at all.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What it takes to ask for it; null for nothing.</summary>
    public FieldRight? Right { get; set; }

    /// <summary>What it weighs beside its levels.</summary>
    public LevelCost Cost { get; init; } = new();

    /// <summary>The table reads it starts from.</summary>
    public virtual IEnumerable<LevelPlan> Levels => [];

    public abstract void Write(ResponseWriter response, LoadedOperation loaded);
}

/// <summary>A page of a whole table.</summary>
sealed class RootConnection(string key, LevelPlan level, ConnectionSelection selection) : RootPlan(key)
{
    public LevelPlan Level { get; } = level;

    public override IEnumerable<LevelPlan> Levels => [Level];

    public override void Write(ResponseWriter response, LoadedOperation loaded) => selection.Write(response, response.Level(Level), parent: 0);
}

/// <summary>The one row of a table that the viewer sees.</summary>
sealed class RootSingle(string key, LevelPlan level, Selection selection) : RootPlan(key)
{
    public LevelPlan Level { get; } = level;

    public override IEnumerable<LevelPlan> Levels => [Level];

    public override void Write(ResponseWriter response, LoadedOperation loaded)
    {
        var rows = response.Level(Level);
        if (rows.Counts[0] == 0) response.Json.WriteNullValue();
        else selection.Write(response, rows, rows.Starts[0]);
    }
}

/// <summary>Rows by their global ids: one type for a lookup, any for node and nodes.</summary>
sealed class RootLookup(string key, FieldType definition, GraphQLField field, IReadOnlyDictionary<char, (LevelPlan Level, Selection Selection)> types, bool many) : RootPlan(key)
{
    public FieldType Definition { get; } = definition;
    public GraphQLField Field { get; } = field;
    public IReadOnlyDictionary<char, (LevelPlan Level, Selection Selection)> Types { get; } = types;
    public bool Many { get; } = many;

    public override IEnumerable<LevelPlan> Levels => Types.Values.Select(type => type.Level);

    public override void Write(ResponseWriter response, LoadedOperation loaded)
    {
        var ids = loaded.Lookups[this];
        if (!Many)
        {
            WriteOne(response, ids[0]);
            return;
        }
        response.Json.WriteStartArray();
        foreach (var id in ids) WriteOne(response, id);
        response.Json.WriteEndArray();
    }

    /// <summary>True when one of the ids is of a type whose rows are not kept in answers, whether there is such a row or not.</summary>
    public bool IsOfNow(Variables variables) =>
        Types.Values.Any(type => type.Level.Type.Freshness is Freshness.OfNow)
        && Ids(RequestReader.Arguments(Definition, Field, variables)).Any(id => NodeId.TryParse(id, out var known) && Types.TryGetValue(known.Tag, out var type) && type.Level.Type.Freshness is Freshness.OfNow);

    /// <summary>The ids that are asked for, as the client wrote them.</summary>
    public static List<string> Ids(IReadOnlyDictionary<string, object?> arguments) => arguments.Values.Single() is var argument && argument is IEnumerable list and not string
        ? [.. list.Cast<object>().Select(Text)]
        : [Text(argument)];

    static string Text(object? id) => Convert.ToString(id, CultureInfo.InvariantCulture)!;

    /// <param name="response">Where to.</param>
    /// <param name="id">The type's tag and the number of the key among those asked of its level; null for no id of the schema.</param>
    void WriteOne(ResponseWriter response, (char Tag, int Parent)? id)
    {
        if (id is not { } found || response.Level(Types[found.Tag].Level) is not { } rows || rows.Counts[found.Parent] == 0) response.Json.WriteNullValue();
        else Types[found.Tag].Selection.Write(response, rows, rows.Starts[found.Parent]);
    }
}

/// <summary>An object computed for the viewer.</summary>
sealed class RootResolved(string key, ResolvedPlan plan, ValueShape shape) : RootPlan(key)
{
    public ResolvedPlan Plan { get; } = plan;

    public override void Write(ResponseWriter response, LoadedOperation loaded) => shape.Write(response.Json, response.Resolved(Plan).Of(0));
}

/// <summary>A page of a log: the host finds its rows' keys.</summary>
sealed class RootLog(string key, ResolvedPlan page, char tag, LevelPlan level, ConnectionSelection selection) : RootPlan(key)
{
    public ResolvedPlan Page { get; } = page;
    public char Tag { get; } = tag;
    public LevelPlan Level { get; } = level;

    public override IEnumerable<LevelPlan> Levels => [Level];

    public override void Write(ResponseWriter response, LoadedOperation loaded) => selection.Write(response, response.Level(Level), parent: 0);
}

/// <summary>One of the rows that have come.</summary>
sealed class RootStream(string key, StreamField stream, FieldType definition, GraphQLField field, LevelPlan level, Selection selection) : RootPlan(key)
{
    public LevelPlan Level { get; } = level;

    public override IEnumerable<LevelPlan> Levels => [Level];

    /// <summary>The variable that gives an argument of the field; null where none does.</summary>
    public string? VariableOf(string argument) => field.Arguments?.Items.Find(given => given.Name.Value == argument)?.Value is GraphQLVariable variable ? variable.Name.StringValue : null;

    public StreamCall Call(Variables variables) => new(stream.Name, stream.Handler, RequestReader.Arguments(definition, field, variables));

    public override void Write(ResponseWriter response, LoadedOperation loaded) => selection.Write(response, response.Level(Level), response.Level(Level).Starts[loaded.Row]);
}

sealed class RootTypename(string key, string name) : RootPlan(key)
{
    public override void Write(ResponseWriter response, LoadedOperation loaded) => response.Json.WriteStringValue(name);
}

/// <summary>__schema or __type: answered by GraphQL.NET's executor.</summary>
sealed class RootIntrospection(string key, GraphQLField field) : RootPlan(key)
{
    public GraphQLField Field { get; } = field;

    public override void Write(ResponseWriter response, LoadedOperation loaded) => response.Json.WriteRawValue(loaded.Introspection[this], skipInputValidation: true);
}

/// <summary>Everything an operation's fields are written from.</summary>
sealed class LoadedOperation(OperationPlan plan) : IDisposable
{
    public LevelRows[] Levels { get; } = new LevelRows[plan.LevelCount];
    public ResolvedValues[] Resolved { get; } = new ResolvedValues[plan.ResolvedCount];
    public Dictionary<RootLookup, List<(char Tag, int Parent)?>> Lookups { get; } = [];
    public Dictionary<RootIntrospection, byte[]> Introspection { get; } = [];
    public Dictionary<RootChange, LoadedPayload> Payloads { get; } = [];
    public Dictionary<RootChange, string> Repeated { get; } = [];
    public Dictionary<RootPlan, GraphError> Errors { get; } = [];

    /// <summary>Of a subscription: which of the rows is written.</summary>
    public int Row { get; set; }

    public void Dispose()
    {
        foreach (var level in Levels) level?.Dispose();
    }
}
