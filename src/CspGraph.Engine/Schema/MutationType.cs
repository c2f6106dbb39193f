namespace CspGraph.Engine.Schema;

/// <summary>The root of all changes. Its fields are run one after the other.</summary>
public abstract class MutationType
{
    internal List<ChangeField> Fields { get; } = [];

    /// <summary>A change, which the host makes.</summary>
    /// <typeparam name="TInput">The C# class of its input, shown by an <see cref="InputType"/>.</typeparam>
    /// <typeparam name="TPayload">The C# class of its payload, shown by a <see cref="PayloadType"/>.</typeparam>
    /// <param name="name">The published name.</param>
    /// <param name="handler">What the host is handed back to make it: see <see cref="ChangeCall{TDb, TViewer}.Handler"/>.</param>
    /// <param name="description">For the schema's reader.</param>
    protected void Change<TInput, TPayload>(string name, object handler, string description) =>
        Fields.Add(new ChangeField(name, description, typeof(TInput), typeof(TPayload), handler));
}

/// <summary>A field of the mutation root: one input, one payload; null with an error when it is not made at all.</summary>
sealed class ChangeField(string name, string description, Type input, Type payload, object handler) : Field(name, description)
{
    public const string InputName = "input";

    public Type Input { get; } = input;
    public Type Payload { get; } = payload;
    public object Handler { get; } = handler;
    internal override int? Weight => CostWeights.Change;
}
