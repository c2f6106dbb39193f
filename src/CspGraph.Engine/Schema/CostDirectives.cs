using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace CspGraph.Engine.Schema;

/// <summary>The directives that let a client foresee what an operation costs, as the GraphQL cost specification has them.</summary>
static class CostDirectives
{
    const string Cost = "cost";
    const string ListSize = "listSize";

    public static void Register(ISchema schema)
    {
        schema.Directives.Register(
            new Published(Cost, DirectiveLocation.ArgumentDefinition, DirectiveLocation.Enum, DirectiveLocation.FieldDefinition,
                DirectiveLocation.InputFieldDefinition, DirectiveLocation.Object, DirectiveLocation.Scalar)
            {
                Description = "What one use weighs. Without it, what leads to objects and every object weigh 1, and scalars and enums weigh nothing.",
                Arguments = new QueryArguments(Argument("weight", new NonNullGraphType(new StringGraphType()), "A whole number.")),
            },
            new Published(ListSize, DirectiveLocation.FieldDefinition)
            {
                Description = "How many objects a list is taken to hold when the cost is computed. A list without it is taken to hold one.",
                Arguments = new QueryArguments(
                    Argument("assumedSize", new IntGraphType(), "The size when no slicing argument is given."),
                    Argument("slicingArguments", Names(), "Arguments that give the size: a number by its value, a list by its length. When several are given, the greatest."),
                    Argument("sizedFields", Names(), "The lists that have this size, when they are fields of the object that is returned."),
                    Argument("requireOneSlicingArgument", new NonNullGraphType(new BooleanGraphType()), "Whether one of the slicing arguments must be given.", absent: true)),
            });

        static ListGraphType Names() => new(new NonNullGraphType(new StringGraphType()));

        static QueryArgument Argument(string name, IGraphType type, string description, object? absent = null) =>
            new(type) { Name = name, Description = description, DefaultValue = absent };
    }

    public static void Weigh(IMetadataWriter element, int? weight)
    {
        if (weight is { } given) element.ApplyDirective(Cost, "weight", given.ToString(CultureInfo.InvariantCulture));
    }

    public static void Size(FieldType field, ListSize? size)
    {
        if (size is null) return;
        field.ApplyDirective(ListSize, directive =>
        {
            if (size.Assumed is { } assumed) directive.AddArgument(new DirectiveArgument("assumedSize") { Value = assumed });
            if (size.SlicingArguments.Count > 0) directive.AddArgument(new DirectiveArgument("slicingArguments") { Value = size.SlicingArguments });
            if (size.SizedFields.Count > 0) directive.AddArgument(new DirectiveArgument("sizedFields") { Value = size.SizedFields });
            if (size.SlicingArguments.Count > 0 && size.Assumed is not null) directive.AddArgument(new DirectiveArgument("requireOneSlicingArgument") { Value = false });
        });
    }

    /// <summary>What one use of an element weighs: what its directive says, or the default of its type.</summary>
    public static int WeightOf(IMetadataReader element, IGraphType type) =>
        element.FindAppliedDirective(Cost)?.FindArgument("weight")?.Value is string weight ? int.Parse(weight, CultureInfo.InvariantCulture)
        : type.GetNamedType() is ScalarGraphType ? 0 : 1;

    /// <summary>A directive of the schema's own language: GraphQL.NET would leave it out of the introspection.</summary>
    sealed class Published(string name, params DirectiveLocation[] locations) : Directive(name, locations)
    {
        public override bool? Introspectable => true;
    }
}
