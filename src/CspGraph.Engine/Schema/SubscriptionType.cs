namespace CspGraph.Engine.Schema;

/// <summary>The root of all that is followed. An operation follows one of its fields, and is answered once for each row that the host says has come.</summary>
public abstract class SubscriptionType
{
    internal List<StreamField> Fields { get; } = [];

    /// <summary>Rows of a type, as they come.</summary>
    /// <param name="name">The published name.</param>
    /// <param name="target">Their type: a registered entity's, or one that shows some of its rows.</param>
    /// <param name="handler">What the host is handed back to follow it: see <see cref="PreparedOperation.Stream"/>.</param>
    /// <param name="description">For the schema's reader.</param>
    /// <param name="arguments">What the host decides by which rows come. Beside them there is <c>where</c>, by which the engine leaves rows out.</param>
    protected void Stream(string name, EntityType target, object handler, string description, params Argument[] arguments) =>
        Fields.Add(new StreamField(name, description, target, handler, arguments));
}

/// <summary>A field of the subscription root.</summary>
sealed class StreamField(string name, string description, EntityType target, object handler, Argument[] arguments) : Field(name, description)
{
    public EntityType Target { get; } = target;
    public object Handler { get; } = handler;
    internal override IReadOnlyList<Argument> Arguments { get; } = arguments;
    internal override int? Weight => CostWeights.Read;
}

/// <summary>What a subscription follows.</summary>
/// <param name="Name">The field's published name.</param>
/// <param name="Handler">What was declared with it.</param>
/// <param name="Arguments">The coerced values of its arguments; those that are absent or null are not there.</param>
public sealed record StreamCall(string Name, object Handler, IReadOnlyDictionary<string, object?> Arguments);
