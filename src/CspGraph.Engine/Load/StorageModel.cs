using System.Collections.Concurrent;
using System.Reflection;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Engine.Load;

/// <summary>What the engine knows of how one context's model is stored: columns, mappings, folded companions.</summary>
sealed class StorageModel(DbContext db, GraphEngineOptions options)
{
    readonly IModel model = db.Model;
    readonly IRelationalTypeMappingSource mappings = db.GetService<IRelationalTypeMappingSource>();
    readonly ConcurrentDictionary<(IProperty, bool), ColumnReader> readers = new();
    readonly ConcurrentDictionary<ColumnField, IProperty?> folded = new();

    public bool IsSqlServer { get; } = db.Database.ProviderName!.EndsWith("SqlServer", StringComparison.Ordinal);

    public IProperty Column(Type entity, string property) => model.FindEntityType(entity)!.FindProperty(property)
        ?? throw new InvalidOperationException($"{entity.Name}.{property} is not mapped to a column.");

    public IProperty Column(PropertyInfo property) => Column(property.DeclaringType!, property.Name);

    public ColumnReader Reader(IProperty column, bool isEmbedded) => readers.GetOrAdd((column, isEmbedded), static key => ColumnReader.For(key.Item1, key.Item2));

    /// <summary>The column a field is compared and sorted by: its folded companion when it has one.</summary>
    public IProperty Compared(ColumnField field) => Folded(field) ?? Column(field.Property);

    /// <summary>A text in the form it is compared in.</summary>
    public string Fold(ColumnField field, string text) => Folded(field) is null ? text : options.Fold(text);

    /// <summary>The parts of the key that come before the row's own, such as the tenant's.</summary>
    public IReadOnlyList<IProperty> SharedKey(Type entity)
    {
        var key = model.FindEntityType(entity)!.FindPrimaryKey()!.Properties;
        return [.. key.Take(key.Count - 1)];
    }

    public RelationalTypeMapping Mapping(Slot slot) =>
        slot.IsList ? mappings.FindMapping(slot.Type, model, slot.Property!.GetRelationalTypeMapping())!
        : slot.Property?.GetRelationalTypeMapping() ?? Mapping(slot.Type);

    public RelationalTypeMapping Mapping(Type type) => mappings.FindMapping(type, model)!;

    IProperty? Folded(ColumnField field) => folded.GetOrAdd(field, _ =>
        Column(field.Property).FindAnnotation(options.FoldedByAnnotation)?.Value is string companion ? Column(field.Property.DeclaringType!, companion) : null);
}
