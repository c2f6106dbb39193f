using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Data;

/// <summary>What a bulk copy to SQL Server would be given, read as it reads: by ordinal, each announced type asked for once.</summary>
public sealed class BulkReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_bulk_copy_gets_every_column_of_every_row_as_the_server_stores_it(int seed)
    {
        using var db = new Database(DatabaseProvider.SqlServer, "Server=.;Database=CspGraph", TimeProvider.System).Open(new Viewer(7, Role.DistributorAdmin, null));
        var sample = new Sample(db.Model, tenantId: 7, rowsPerTable: 30, seed);
        Check(sample.Rows<Tenant>());
        Check(sample.Rows<Reseller>());
        Check(sample.Rows<ResellerClosure>());
        Check(sample.Rows<Customer>());
        Check(sample.Rows<CustomerAgreement>());
        Check(sample.Rows<Product>());
        Check(sample.Rows<Sku>());
        Check(sample.Rows<CspSubscription>());
        Check(sample.Rows<ImportRun>());
        Check(sample.Rows<StagedPage>());
        Check(sample.Rows<Invoice>());
        Check(sample.Rows<InvoiceLine>());

        void Check<TEntity>(List<TEntity> rows) where TEntity : ITenantOwned
        {
            var entity = db.Model.FindEntityType(typeof(TEntity))!;
            var copied = Copy(new BulkTable(entity), rows.Cast<ITenantOwned>());
            Assert.Equal(rows.Count, copied.Count);
            foreach (var property in entity.GetProperties())
                for (var i = 0; i < rows.Count; i++)
                    Assert.Equal(Stored(property, rows[i]), copied[i][property.GetColumnName()]);
        }
    }

    /// <summary>Stands in for SqlBulkCopy: maps columns by name, asks for null first, then for the value, and refuses what the wire has no type for.</summary>
    static List<Dictionary<string, object?>> Copy(BulkTable table, IEnumerable<ITenantOwned> rows)
    {
        using var reader = new BulkReader(table, rows);
        var ordinals = table.Columns.ToDictionary(column => column.Name, column => reader.GetOrdinal(column.Name));
        Assert.Equal(Enumerable.Range(0, reader.FieldCount), ordinals.Values);
        var copied = new List<Dictionary<string, object?>>();
        while (reader.Read())
            copied.Add(ordinals.ToDictionary(column => column.Key, column => reader.IsDBNull(column.Value) ? null : Sent(reader.GetValue(column.Value), reader.GetFieldType(column.Value))));
        Assert.Equal(copied.Count, reader.RowCount);
        return copied;
    }

    static object Sent(object value, Type announced)
    {
        Assert.IsType(announced, value);
        Assert.Contains(announced, new[] { typeof(int), typeof(long), typeof(bool), typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(byte[]) });
        return value;
    }

    /// <summary>By another way than the reader's: the property itself, and the rule of the type.</summary>
    static object? Stored(IProperty property, object row) => property.PropertyInfo!.GetValue(row) switch
    {
        Enum name => name.ToString(),
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        var value => value,
    };
}
