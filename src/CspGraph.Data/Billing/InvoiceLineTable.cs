using CspGraph.Domain.Billing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Billing;

sealed class InvoiceLineTable : IEntityTypeConfiguration<InvoiceLine>
{
    public void Configure(EntityTypeBuilder<InvoiceLine> line)
    {
        // By invoice and in the file's order, as they are written and read. Each further index is paid for a million times a file.
        line.ToTable("InvoiceLines").HasKey(row => new { row.TenantId, row.InvoiceId, row.LineNumber });
        foreach (IMutableProperty text in line.Metadata.GetProperties().Where(property => property.ClrType == typeof(string)))
            text.SetMaxLength(text.Name is nameof(InvoiceLine.PriceAdjustmentDescription) or nameof(InvoiceLine.ProductQualifiers) ? 4000 : 500);
        line.Property(row => row.Currency).IsCode(3);
        foreach (var exact in new[] { nameof(InvoiceLine.UnitPrice), nameof(InvoiceLine.Quantity), nameof(InvoiceLine.EffectiveUnitPrice),
            nameof(InvoiceLine.BillableQuantity), nameof(InvoiceLine.PCToBCExchangeRate) })
            line.Property<decimal?>(exact).HasAnnotation(Storage.Exact, true);
        line.HasOne<Invoice>().WithMany().HasForeignKey(row => new { row.TenantId, row.InvoiceId }).OnDelete(DeleteBehavior.Cascade);
        // Which lines state something about a customer and its subscriptions: asked when an invoice is superseded. Files have
        // their lines by customer, so it grows at few places; an index by subscription would take more time than all else.
        line.HasIndex(row => new { row.TenantId, row.MicrosoftCustomerId });
    }
}
