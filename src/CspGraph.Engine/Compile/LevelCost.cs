using GraphQL.Validation;

namespace CspGraph.Engine.Compile;

/// <summary>What a level, or a root field, weighs.</summary>
sealed class LevelCost
{
    readonly List<InputCost> perRow = [];

    /// <summary>Rows that are read for each parent.</summary>
    public PageSize Size { get; init; } = PageSize.One;

    /// <summary>The field's arguments; null when they weigh nothing.</summary>
    public InputCost? Input { get; init; }

    /// <summary>The field and, of a connection, what is selected beside its rows: once for each parent.</summary>
    public long PerParent { get; set; }

    /// <summary>Each row: its object, and the fields of it that have no level of their own.</summary>
    public long PerRow { get; set; }

    /// <summary>Adds the arguments of a field that each row has.</summary>
    public void AddPerRow(InputCost? input)
    {
        if (input is not null) perRow.Add(input);
    }

    public long OfParent(Variables values) => PerParent + (Input?.Of(values) ?? 0);

    public long OfRow(Variables values)
    {
        var sum = PerRow;
        foreach (var input in perRow) sum += input.Of(values);
        return sum;
    }
}
