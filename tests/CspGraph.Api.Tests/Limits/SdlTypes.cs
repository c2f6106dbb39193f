using System.Globalization;
using GraphQLParser;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Limits;

/// <summary>The published schema as it is printed.</summary>
sealed class SdlTypes(string sdl)
{
    readonly Dictionary<string, GraphQLTypeDefinition> types = Parser.Parse(sdl).Definitions.OfType<GraphQLTypeDefinition>()
        .Where(type => type is not GraphQLDirectiveDefinition).ToDictionary(type => type.Name.StringValue);

    public IReadOnlyDictionary<string, GraphQLTypeDefinition> All => types;

    public GraphQLFieldDefinition Field(string type, string field) => ((IHasFieldsDefinitionNode)types[type]).Fields!.Items.Single(definition => definition.Name.Value == field);

    public GraphQLInputValueDefinition InputField(string type, string field) =>
        ((GraphQLInputObjectTypeDefinition)types[type]).Fields!.Items.Single(definition => definition.Name.Value == field);

    public static GraphQLInputValueDefinition InputArgument(GraphQLFieldDefinition field, string argument) => field.Arguments!.Items.Single(definition => definition.Name.Value == argument);

    public bool IsComposite(string type) => types.GetValueOrDefault(type) is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition;

    public IEnumerable<string> PossibleTypes(string type) =>
        types[type] is GraphQLObjectTypeDefinition ? [type] : types.Keys.Where(other => types[other] is GraphQLObjectTypeDefinition && Fits(other, type));

    public bool Fits(string type, string condition) =>
        type == condition || types[type] is IHasInterfacesNode { Interfaces.Items: { } interfaces } && interfaces.Exists(implemented => implemented.Name.Value == condition);

    public int TypeWeight(string type) => Cost((IHasDirectivesNode)types[type]) ?? 1;

    public int Weight(IHasDirectivesNode element, GraphQLType type) =>
        Cost(element) ?? (types.GetValueOrDefault(Target(type).Name) is null or GraphQLScalarTypeDefinition or GraphQLEnumTypeDefinition ? 0 : 1);

    public static int? Number(GraphQLFieldDefinition field, string argument) =>
        Argument(field, "listSize", argument) is GraphQLIntValue number ? int.Parse(number.Value.Span, CultureInfo.InvariantCulture) : null;

    public static IReadOnlyList<string> Names(GraphQLFieldDefinition field, string argument) =>
        Argument(field, "listSize", argument) is GraphQLListValue list ? [.. list.Values!.Cast<GraphQLStringValue>().Select(name => name.Value.ToString())] : [];

    public static (string Name, bool IsList) Target(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => Target(required.Type),
        GraphQLListType list => Target(list.Type) with { IsList = true },
        _ => (((GraphQLNamedType)type).Name.StringValue, false),
    };

    static int? Cost(IHasDirectivesNode element) =>
        Argument(element, "cost", "weight") is GraphQLStringValue weight ? int.Parse(weight.Value.Span, CultureInfo.InvariantCulture) : null;

    static GraphQLValue? Argument(IHasDirectivesNode element, string directive, string argument) =>
        element.Directives?.Items.Find(applied => applied.Name.Value == directive)?.Arguments?.Items.Find(given => given.Name.Value == argument)?.Value;
}
