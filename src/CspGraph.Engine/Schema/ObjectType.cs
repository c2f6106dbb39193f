using System.Linq.Expressions;
using System.Reflection;

namespace CspGraph.Engine.Schema;

/// <summary>An object that is computed, not stored: its fields are properties of a C# object.</summary>
public abstract class ObjectType(string name, string description) : NamedType(name, description)
{
    internal List<PropertyField> Fields { get; } = [];
}

/// <inheritdoc/>
public abstract class ObjectType<T>(string name, string description) : ObjectType(name, description)
{
    /// <inheritdoc/>
    public sealed override Type ClrType => typeof(T);

    /// <summary>Shows a property under its own name.</summary>
    /// <param name="property">A property of the object.</param>
    /// <param name="description">For the schema's reader.</param>
    protected PropertyField Field<TValue>(Expression<Func<T, TValue>> property, string description)
    {
        var member = (PropertyInfo)((MemberExpression)property.Body).Member;
        var read = property.Compile();
        var field = new PropertyField(TypeName.Field(member.Name), description, member, value => read((T)value));
        Fields.Add(field);
        return field;
    }
}
