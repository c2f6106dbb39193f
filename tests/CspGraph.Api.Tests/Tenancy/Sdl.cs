using CspGraph.Api.Tests.Limits;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The published schema, and how one comes from its root to each type.</summary>
sealed class Sdl
{
    readonly Dictionary<string, List<(string Type, GraphQLFieldDefinition Field)>> paths = new() { ["Query"] = [] };
    readonly HashSet<string> large;

    public Sdl(string sdl)
    {
        Types = new(sdl);
        Walk(withRequired: false);
        Walk(withRequired: true);
        Walk(withRequired: true, withLogs: true);
        large = [.. Objects.Select(type => type.Name.StringValue).Where(type => Reachable(type).Any(IsNode))];
    }

    public SdlTypes Types { get; }

    public IEnumerable<GraphQLObjectTypeDefinition> Objects => Types.All.Values.OfType<GraphQLObjectTypeDefinition>();

    public IEnumerable<GraphQLFieldDefinition> Fields(string type) => ((IHasFieldsDefinitionNode)Types.All[type]).Fields!.Items;

    public IReadOnlyList<GraphQLInputValueDefinition> InputFields(string type) => ((GraphQLInputObjectTypeDefinition)Types.All[type]).Fields!.Items;

    public IReadOnlyList<string> EnumValues(string type) =>
        Types.All.GetValueOrDefault(type) is GraphQLEnumTypeDefinition values ? [.. values.Values!.Items.Select(value => value.Name.StringValue)] : [];

    public bool IsComposite(GraphQLFieldDefinition field) => Types.IsComposite(Target(field));

    public bool IsNode(string type) => Types.All[type] is GraphQLInterfaceTypeDefinition || Types.Fits(type, "Node");

    /// <summary>An interface of rows that are shown by the types of their kinds.</summary>
    public bool IsLog(string type) => type != "Node" && Types.All.GetValueOrDefault(type) is GraphQLInterfaceTypeDefinition;

    /// <summary>Shows the rows of a log that are of a kind: all of it is asked for with the log.</summary>
    public bool IsOfLog(string type) => Types.All.Keys.Any(log => IsLog(log) && Types.Fits(type, log));

    /// <summary>Leads to objects of the network: how deep is a choice. All else is small, and always taken whole.</summary>
    public bool IsLarge(string type) => Types.All[type] is GraphQLInterfaceTypeDefinition || large.Contains(type);

    /// <summary>Only there to carry a page.</summary>
    public static bool IsPlumbing(string type) => type.EndsWith("Connection", StringComparison.Ordinal) || type.EndsWith("Edge", StringComparison.Ordinal) || type == "PageInfo";

    public static string Target(GraphQLFieldDefinition field) => SdlTypes.Target(field.Type!).Name;

    public static bool IsConnection(GraphQLFieldDefinition field) => Target(field).EndsWith("Connection", StringComparison.Ordinal);

    /// <summary>The type of a connection's objects; any other type itself.</summary>
    public string Nodes(string type) => IsPlumbing(type) && Fields(type).FirstOrDefault(field => field.Name.Value == "nodes") is { } nodes ? Target(nodes) : type;

    public static IReadOnlyList<GraphQLInputValueDefinition> Arguments(GraphQLFieldDefinition field) => field.Arguments?.Items ?? [];

    public static bool IsRequired(GraphQLInputValueDefinition argument) => argument.Type is GraphQLNonNullType && argument.DefaultValue is null;

    /// <summary>True of what a query leads to; what only a mutation answers is asked for with it.</summary>
    public bool IsRead(string type) => paths.ContainsKey(type);

    /// <summary>The fields from the root to a type, each with the type that has it.</summary>
    /// <exception cref="NotSupportedException">Nothing leads there.</exception>
    public IReadOnlyList<(string Type, GraphQLFieldDefinition Field)> PathTo(string type) =>
        paths.GetValueOrDefault(type) ?? throw new NotSupportedException($"No field of Query leads to {type}: say how it is reached.");

    void Walk(bool withRequired, bool withLogs = false)
    {
        var next = new Queue<string>(paths.Keys);
        while (next.TryDequeue(out var type))
            foreach (var field in Fields(type).Where(field => IsComposite(field) && (withRequired || !Arguments(field).Any(IsRequired))).OrderBy(field => Target(field).EndsWith("Edge", StringComparison.Ordinal)))
                foreach (var target in Types.PossibleTypes(Target(field)))
                    if ((Types.All[Target(field)] is GraphQLObjectTypeDefinition || withLogs && IsLog(Target(field))) && paths.TryAdd(target, [.. paths[type], (type, field)])) next.Enqueue(target);
    }

    HashSet<string> Reachable(string type)
    {
        var (found, next) = (new HashSet<string> { type }, new Queue<string>([type]));
        while (next.TryDequeue(out var at))
            foreach (var target in Fields(at).Where(IsComposite).SelectMany(field => Types.PossibleTypes(Target(field))))
                if (found.Add(target)) next.Enqueue(target);
        return found;
    }
}
