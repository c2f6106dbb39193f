using System.Linq.Expressions;
using System.Reflection;

namespace CspGraph.Engine.Schema;

/// <summary>What a mutation answers: properties of a C# object, and the rows that it names by their keys, loaded as any query loads them.</summary>
public abstract class PayloadType(string name, string description) : NamedType(name, description)
{
    internal List<Field> Fields { get; } = [];
}

/// <inheritdoc/>
public abstract class PayloadType<T>(string name, string description) : PayloadType(name, description) where T : class
{
    /// <inheritdoc/>
    public sealed override Type ClrType => typeof(T);

    /// <summary>Shows a property under its own name.</summary>
    protected PropertyField Field<TValue>(Expression<Func<T, TValue>> property, string description)
    {
        var read = property.Compile();
        var member = (PropertyInfo)((MemberExpression)property.Body).Member;
        var field = new PropertyField(TypeName.Field(member.Name), description, member, value => read((T)value));
        Fields.Add(field);
        return field;
    }

    /// <summary>The row whose key a property holds, as the viewer sees it once the change is made; null for none.</summary>
    protected void Loaded<TTarget>(string name, Func<T, Guid?> key, string description) =>
        Fields.Add(new LoadedField(name, description, typeof(TTarget), isList: false, payload => [key((T)payload)]));

    /// <summary>The rows whose keys a property holds, in its order; null where there is none.</summary>
    /// <param name="name">The field.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="description">For the schema's reader.</param>
    /// <param name="most">How many there can be: the field costs as much, however many there are.</param>
    protected void LoadedList<TTarget>(string name, Func<T, IReadOnlyList<Guid?>> keys, string description, int most = GraphEngineOptions.MaxPage) =>
        Fields.Add(new LoadedField(name, description, typeof(TTarget), isList: true, payload => keys((T)payload), most));
}

/// <summary>Rows that a payload names by their keys.</summary>
sealed class LoadedField(string name, string description, Type target, bool isList, Func<object, IReadOnlyList<Guid?>> keys, int most = GraphEngineOptions.MaxPage) : Field(name, description)
{
    public Type Target { get; } = target;
    public bool IsList { get; } = isList;
    public Func<object, IReadOnlyList<Guid?>> Keys { get; } = keys;
    internal override int? Weight => CostWeights.Read;
    internal override ListSize? Size { get; } = isList ? ListSize.UpTo(most) : null;
}
