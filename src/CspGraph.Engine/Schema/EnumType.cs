namespace CspGraph.Engine.Schema;

/// <summary>An enum, its values in SCREAMING_SNAKE_CASE.</summary>
public abstract class EnumType(string name, string description) : NamedType(name, description)
{
    internal abstract IEnumerable<(string Name, object Value, string Description)> Values { get; }
}

/// <inheritdoc/>
/// <param name="name">As published.</param>
/// <param name="description">For the schema's reader.</param>
/// <param name="values">Every value with its description, in the order of the schema.</param>
public sealed class EnumType<TEnum>(string name, string description, params (TEnum Value, string Description)[] values) : EnumType(name, description)
    where TEnum : struct, Enum
{
    /// <inheritdoc/>
    public override Type ClrType => typeof(TEnum);

    /// <summary>The value of a published name; null when there is no such name.</summary>
    public TEnum? Find(string name)
    {
        foreach (var (value, _) in values)
            if (TypeName.EnumValue(value.ToString()) == name) return value;
        return null;
    }

    /// <summary>The published name of a value.</summary>
    public string NameOf(TEnum value) => TypeName.EnumValue(value.ToString());

    internal override IEnumerable<(string Name, object Value, string Description)> Values =>
        values.Select(value => (TypeName.EnumValue(value.Value.ToString()), (object)value.Value, value.Description));
}
