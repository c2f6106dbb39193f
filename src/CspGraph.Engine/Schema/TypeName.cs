using System.Reflection;
using System.Text;

namespace CspGraph.Engine.Schema;

/// <summary>Names of the C# world in GraphQL's habits.</summary>
static class TypeName
{
    static readonly Dictionary<Type, string> Scalars = new()
    {
        [typeof(string)] = "String",
        [typeof(int)] = "Int",
        [typeof(long)] = "Long",
        [typeof(double)] = "Float",
        [typeof(bool)] = "Boolean",
        [typeof(decimal)] = "Decimal",
        [typeof(DateTime)] = "DateTime",
        [typeof(DateOnly)] = "Date",
        [typeof(Guid)] = "UUID",
        [typeof(Uri)] = "URL",
        [typeof(NodeId)] = "ID",
    };

    /// <summary>The scalar that shows a C# type, or null when it is not shown by one.</summary>
    public static string? ScalarOf(Type type) => Scalars.GetValueOrDefault(type);

    public static string Field(string member) => char.ToLowerInvariant(member[0]) + member[1..];

    /// <summary>SCREAMING_SNAKE_CASE: AcceptedDirectly → ACCEPTED_DIRECTLY, Microsoft365 → MICROSOFT_365, P1Y → P1Y.</summary>
    public static string EnumValue(string member)
    {
        var name = new StringBuilder();
        for (var i = 0; i < member.Length; i++)
        {
            if (i > 0 && char.IsLower(member[i - 1]) && !char.IsLower(member[i])) name.Append('_');
            name.Append(char.ToUpperInvariant(member[i]));
        }
        return name.ToString();
    }

    /// <summary>Whether a property can be null, by its type and its nullable annotations.</summary>
    public static bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || !property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable;

    public static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The element type of a list shown as a GraphQL list, or null.</summary>
    public static Type? ElementOf(Type type) =>
        type != typeof(string) && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
