using System.Linq.Expressions;

namespace CspGraph.Engine.Schema;

/// <summary>Rows of a table that the viewer sees, in pages.</summary>
public sealed class RootConnectionField : Field
{
    readonly List<SummaryField> summaries = [];

    internal RootConnectionField(string name, string description, Type target, params Argument[] arguments) : base(name, description)
    {
        Target = target;
        Arguments = arguments;
    }

    internal Type Target { get; }

    /// <summary>(db, row) → is it one of them; null for all.</summary>
    internal LambdaExpression? Rows { get; init; }

    /// <summary>(the table, row, each of what <see cref="Span"/> gives) → is it one of them; null for all.</summary>
    internal LambdaExpression? Fits { get; init; }

    /// <summary>Turns the arguments' values into those that rows are held against, each time that is asked.</summary>
    internal Func<IReadOnlyList<object?>, IReadOnlyList<object?>>? Span { get; init; }

    /// <summary>Names the connection's types where they are not those of all its objects' connections.</summary>
    internal string? Plural { get; private set; }

    /// <summary>What it is ordered by where the request does not say; null for what its objects are listed by elsewhere.</summary>
    internal string? Listed { get; private set; }

    internal IReadOnlyList<SummaryField> Summaries => summaries;
    internal override IReadOnlyList<Argument> Arguments { get; }
    internal override int? Weight => CostWeights.Read;
    internal override ListSize? Size => ListSize.Page;

    /// <summary>Gives the connection a type of its own, which can tell more than the usual fields: <c>Renewals</c> → RenewalsConnection.</summary>
    public RootConnectionField Named(string plural)
    {
        Plural = plural;
        return this;
    }

    /// <summary>Orders it, where a request does not say, by a sortable column.</summary>
    /// <param name="column">Its published name.</param>
    public RootConnectionField ListedBy(string column)
    {
        Listed = column;
        return this;
    }

    /// <summary>Tells what all that fit come to, whatever the page. Only a connection with a type of its own can.</summary>
    /// <remarks>It is read only when it is selected: then all rows that fit are.</remarks>
    /// <typeparam name="TValue">What the computed field gives for a row.</typeparam>
    /// <typeparam name="TSum">What values are gathered in.</typeparam>
    /// <typeparam name="TResult">What is shown.</typeparam>
    /// <param name="name">The published name.</param>
    /// <param name="computed">The published name of a computed field of the objects.</param>
    /// <param name="none">What nothing comes to.</param>
    /// <param name="add">Takes in the field's value of one more row; rows come in no order.</param>
    /// <param name="result">What is told in the end.</param>
    /// <param name="description">For the schema's reader.</param>
    public RootConnectionField Summary<TValue, TSum, TResult>(string name, string computed, Func<TSum> none, Action<TSum, TValue> add, Func<TSum, TResult> result, string description)
    {
        summaries.Add(new SummaryField(name, description, computed, typeof(TResult), () =>
        {
            var sum = none();
            return (value => add(sum, (TValue)value!), () => result(sum));
        }));
        return this;
    }
}

/// <summary>What all rows that fit come to.</summary>
sealed class SummaryField(string name, string description, string computed, Type outputType, Func<(Action<object?> Add, Func<object?> Result)> begin) : Field(name, description)
{
    /// <summary>Names the field that gives a row's part.</summary>
    public string Computed { get; } = computed;
    public Type OutputType { get; } = outputType;
    /// <summary>A new sum: what takes a row's part in, and what tells the result.</summary>
    public Func<(Action<object?> Add, Func<object?> Result)> Begin { get; } = begin;
    internal override int? Weight => CostWeights.Summary;
}
