using System.Linq.Expressions;
using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Data;

/// <summary>Every order that the schema offers is an index: (tenant[, parent], column, key), where the columns before the key are not one themselves.</summary>
public sealed class SortIndexTests
{
    /// <summary>Connections through another table: no index of the target has their parent, so an order other than the key's is sorted, at most a subtree, or one price's restatements, at a time.</summary>
    static readonly string[] ThroughAnotherTable = ["PartnerOfRecordStanding.affectedSubscriptions", "Price.restated", "Reseller.descendants", "Reseller.alerts"];

    /// <summary>Root connections that show only rows without a value in one column.</summary>
    static readonly Dictionary<string, string> Narrowed = new() { ["Invoices"] = "SupersededById" };

    static readonly List<EntityType> Types =
        [.. ProductSchema.Types(TimeProvider.System).OfType<EntityType>().OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static TheoryData<DatabaseProvider> Providers => [DatabaseProvider.Sqlite, DatabaseProvider.SqlServer];

    [Theory, MemberData(nameof(Providers))]
    public void Every_order_of_a_root_connection_has_its_index(DatabaseProvider provider)
    {
        var roots = RootConnections();
        var missing = Types.Where(type => roots.Contains(type.Plural + "Connection")).SelectMany(type => Missing(Model(provider), type, Narrowed.GetValueOrDefault(type.Plural)));
        Assert.Empty(missing);
        Assert.True(roots.Count >= 6, "The schema's root connections were not found.");
    }

    [Theory, MemberData(nameof(Providers))]
    public void Every_order_of_a_nested_connection_has_its_index(DatabaseProvider provider)
    {
        var missing = Connections().Where(nested => nested.Parent is not null).SelectMany(nested => Missing(Model(provider), Type(nested.Field.Target), nested.Parent));
        Assert.Empty(missing);
    }

    [Fact]
    public void Only_these_connections_lead_through_another_table() =>
        Assert.Equal(ThroughAnotherTable, Connections().Where(nested => nested.Parent is null).Select(nested => $"{nested.Type.Name}.{nested.Field.Name}"));

    static IEnumerable<(EntityType Type, ConnectionField Field, string? Parent)> Connections() =>
        Types.SelectMany(type => type.Fields.OfType<ConnectionField>().Select(field =>
            (type, field, First(field.Relation.Body) is BinaryExpression { Left: MemberExpression column } ? column.Member.Name : null)));

    /// <summary>What ties a row to its parent stands before any further condition.</summary>
    static Expression First(Expression condition) => condition is BinaryExpression { NodeType: ExpressionType.AndAlso } both ? First(both.Left) : condition;

    static IEnumerable<string> Missing(IModel model, EntityType type, string? parent)
    {
        var entity = model.FindEntityType(type.ClrType)!;
        string[] start = parent is null ? ["TenantId"] : ["TenantId", parent];
        var orders = type.Fields.OfType<ColumnField>().Where(column => column.CanSort)
            .Select(column => (string[])[.. start, (string?)entity.FindProperty(column.Property.Name)!.FindAnnotation(CspGraphDb.FoldedByAnnotation)?.Value ?? column.Property.Name, "Id"])
            .Concat(type.ListedBy is null ? [[.. start, "Id"]] : Array.Empty<string[]>());
        var served = entity.GetIndexes().Where(index => index.GetFilter() is null).Select(index => index.Properties).Append(entity.FindPrimaryKey()!.Properties)
            .Select(columns => string.Join(", ", columns.Select(column => column.Name))).ToHashSet();
        var key = string.Join(", ", entity.FindPrimaryKey()!.Properties.Select(column => column.Name));
        return orders.Select(order => string.Join(", ", order)).Where(order => !served.Contains(order) && order != key + ", Id").Select(order => $"{entity.ShortName()} ({order})");
    }

    static EntityType Type(Type clrType) => Types.Single(type => type.ClrType == clrType);

    static IModel Model(DatabaseProvider provider)
    {
        using var db = new Database(provider, provider is DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Server=nowhere;Database=none", TimeProvider.System)
            .Open(new Viewer(1, Role.Integration, SubtreeRootId: null));
        return db.Model;
    }

    static HashSet<string> RootConnections() =>
        [.. Parser.Parse(ProductSchema.CreateEngine(NullLogger.Instance).Sdl).Definitions.OfType<GraphQLObjectTypeDefinition>().Single(type => type.Name.Value == "Query")
            .Fields!.Items.Select(field => field.Type).OfType<GraphQLNamedType>().Select(type => type.Name.StringValue)];
}
