namespace CspGraph.Engine.Schema;

/// <summary>What parts of an operation weigh where no declaration says otherwise; one object that is returned weighs 1.</summary>
/// <remarks>Everything else has the defaults of the cost specification: what leads to objects weighs 1, scalars and enums weigh nothing.</remarks>
static class CostWeights
{
    /// <summary>A field that reads the database by itself: a seek costs about as much as ten rows.</summary>
    public const int Read = 10;

    /// <summary>Counting what fits: all of it is looked at, not a page.</summary>
    public const int Count = 50;

    /// <summary>Telling what all that fit come to: each of them is read.</summary>
    public const int Summary = 200;

    /// <summary>One condition, or one term of an order.</summary>
    public const int Condition = 10;

    /// <summary>A condition on a part of a text, which no index serves.</summary>
    public const int TextSearch = 20;

    /// <summary>A condition on a list: its rows are looked at for each row.</summary>
    public const int Quantifier = 100;

    /// <summary>A change: a transaction of its own.</summary>
    public const int Change = 500;

    /// <summary>A field of the introspection, fragments spread out.</summary>
    public const int Introspected = 100;
}
