using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Engine.Load;

/// <summary>A statement's text and where each of its parameters' values comes from. It holds no value.</summary>
sealed class Statement(string text, IReadOnlyList<Binding> bindings)
{
    public string Text { get; } = text;

    /// <summary>A command on the context's connection, its parameters filled but for the parent's.</summary>
    public DbCommand Bind(DbContext db, LevelRequest request, string? parentsJson = null)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Text;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var binding in bindings) command.Parameters.Add(binding.Create(command, db, request, parentsJson));
        return command;
    }

    /// <summary>Sets the parent's key on a command of this statement.</summary>
    public void SetParent(DbCommand command, Guid parent) => Set(command, SlotSource.Parent, parent);

    /// <summary>Sets how many rows are still wanted.</summary>
    public void SetLimit(DbCommand command, int limit) => Set(command, SlotSource.Limit, limit);

    void Set(DbCommand command, SlotSource source, object value)
    {
        for (var i = 0; i < bindings.Count; i++)
            if (bindings[i].Slot?.Source == source) command.Parameters[i].Value = bindings[i].Stored(value);
    }
}

/// <summary>One parameter: a slot, a member of the context (for query filters), or the parents as JSON.</summary>
sealed record Binding(string Name, Slot? Slot, Func<DbContext, object?>? Filter, RelationalTypeMapping Mapping)
{
    public DbParameter Create(DbCommand command, DbContext db, LevelRequest request, string? parentsJson) =>
        Mapping.CreateParameter(command, Name, Filter is not null ? Filter(db) : Slot is not null ? request.Value(Slot) : parentsJson);

    /// <summary>A value in the form the database keeps.</summary>
    public object Stored(object value) => Mapping.Converter is { } converter ? converter.ConvertToProvider(value)! : value;
}
