using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Engine.Load;

/// <summary>A statement's text and where each of its parameters' values comes from. It holds no value.</summary>
sealed class Statement(string text, IReadOnlyList<Binding> bindings)
{
    readonly int[] parents = Places(bindings, SlotSource.Parent);
    readonly int[] limits = Places(bindings, SlotSource.Limit);

    public string Text { get; } = text;

    /// <summary>The parameters' names, in the order of <see cref="Values"/>.</summary>
    public string[] Names { get; } = [.. bindings.Select(binding => binding.Name)];

    /// <summary>A command on the context's connection, its parameters filled.</summary>
    public DbCommand Bind(GraphSession session, LevelRequest request, string? parentsJson)
    {
        var database = session.Context.Database;
        var command = database.GetDbConnection().CreateCommand();
        command.CommandText = Text;
        command.Transaction = database.CurrentTransaction?.GetDbTransaction();
        foreach (var binding in bindings) command.Parameters.Add(binding.Mapping.CreateParameter(command, binding.Name, binding.Value(session, request, parentsJson)));
        return command;
    }

    /// <summary>The parameters' values in the form they are stored in, but for the parent's.</summary>
    public object?[] Values(GraphSession session, LevelRequest request)
    {
        var values = new object?[bindings.Count];
        for (var i = 0; i < values.Length; i++)
            if (bindings[i].Slot?.Source is not SlotSource.Parent) values[i] = bindings[i].Stored(bindings[i].Value(session, request, parentsJson: null));
        return values;
    }

    /// <summary>Sets the parent's key among the values.</summary>
    public void SetParent(object?[] values, object parent)
    {
        foreach (var place in parents) values[place] = parent;
    }

    /// <summary>Sets how many rows are still wanted.</summary>
    public void SetLimit(object?[] values, int limit)
    {
        foreach (var place in limits)
            if (values[place] is not int same || same != limit) values[place] = limit;
    }

    static int[] Places(IReadOnlyList<Binding> bindings, SlotSource source) => [.. Enumerable.Range(0, bindings.Count).Where(i => bindings[i].Slot?.Source == source)];
}

/// <summary>One parameter: a slot, a member of the context (for query filters), or the parents as JSON.</summary>
sealed record Binding(string Name, Slot? Slot, string? Filter, RelationalTypeMapping Mapping)
{
    public object? Value(GraphSession session, LevelRequest request, string? parentsJson) =>
        Filter is not null ? session.FilterValue(Filter)
        : Slot is null ? parentsJson
        : request.Value(Slot) is var value && value is Counted counted ? counted.Of(session.Asker)
        : value;

    /// <summary>A value in the form the database keeps. A key stays one: an embedded database takes it as it is.</summary>
    public object? Stored(object? value) => value is null or Guid || Mapping.Converter is not { } converter ? value : converter.ConvertToProvider(value);
}
