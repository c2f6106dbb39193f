using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace CspGraph.Engine.Schema;

/// <summary>An input object: its fields are properties of a C# object, which a coerced value becomes.</summary>
public abstract class InputType(string name, string description) : NamedType(name, description)
{
    internal List<InputField> Fields { get; } = [];

    /// <summary>The C# object of a coerced value. What was left out keeps the property's own value; an id that is none of the schema's becomes one that leads nowhere.</summary>
    internal object Read(IDictionary<string, object?> given, GraphSchema schema)
    {
        var input = Activator.CreateInstance(ClrType)!;
        foreach (var field in Fields)
            if (given.TryGetValue(field.Name, out var value)) field.Property.SetValue(input, Convert(value, field.Property.PropertyType, schema));
        return input;
    }

    /// <summary>A coerced value as one of a C# type: a scalar, an input object, or a list of them.</summary>
    internal static object? Convert(object? value, Type type, GraphSchema schema)
    {
        if (value is null) return null;
        var target = TypeName.Underlying(type);
        if (target == typeof(NodeId)) return NodeId.TryParse(System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!, out var id) ? id : default;
        if (TypeName.ElementOf(target) is { } element)
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
            foreach (var item in value is IEnumerable items and not string and not IDictionary<string, object?> ? items : new[] { value }) list.Add(Convert(item, element, schema));
            return list;
        }
        return value is IDictionary<string, object?> fields ? ((InputType)schema.Find(target)!).Read(fields, schema) : value;
    }
}

/// <inheritdoc/>
/// <typeparam name="T">A class with a constructor without parameters and properties that can be set when it is made.</typeparam>
public abstract class InputType<T>(string name, string description) : InputType(name, description) where T : class
{
    /// <inheritdoc/>
    public sealed override Type ClrType => typeof(T);

    /// <summary>Takes a property under its own name; it must be given unless it can be null.</summary>
    /// <param name="property">A property of the object.</param>
    /// <param name="description">For the schema's reader.</param>
    /// <param name="scalar">Takes it by another scalar than its C# type's; null for that.</param>
    protected void Field<TValue>(Expression<Func<T, TValue>> property, string description, string? scalar = null) => Add(property, description, otherwise: null, scalar);

    /// <summary>Takes a property under its own name, which has a default.</summary>
    /// <param name="property">A property of the object.</param>
    /// <param name="description">For the schema's reader.</param>
    /// <param name="otherwise">What it is when it is left out.</param>
    protected void Field<TValue>(Expression<Func<T, TValue>> property, string description, TValue otherwise) where TValue : struct => Add(property, description, otherwise, scalar: null);

    /// <summary>Takes a list under its own name, which has a default.</summary>
    /// <param name="property">A property of the object.</param>
    /// <param name="description">For the schema's reader.</param>
    /// <param name="otherwise">What it is when it is left out.</param>
    protected void List<TItem>(Expression<Func<T, IReadOnlyList<TItem>?>> property, string description, params TItem[] otherwise) => Add(property, description, otherwise, scalar: null);

    void Add(LambdaExpression property, string description, object? otherwise, string? scalar)
    {
        var member = (PropertyInfo)((MemberExpression)property.Body).Member;
        Fields.Add(new InputField(TypeName.Field(member.Name), description, member, otherwise, scalar));
    }
}

/// <summary>A field of an input object.</summary>
sealed record InputField(string Name, string Description, PropertyInfo Property, object? Default, string? Scalar);
