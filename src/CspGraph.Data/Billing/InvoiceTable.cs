using CspGraph.Domain.Billing;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Billing;

sealed class InvoiceTable : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> invoice)
    {
        invoice.ToTable("Invoices").HasTenantKey(row => row.Id);
        invoice.Property(row => row.Number).IsCode(40);
        invoice.Property(row => row.Currency).IsCode(3);
        invoice.HasOne<ImportRun>().WithMany().HasForeignKey(row => new { row.TenantId, row.ImportRunId }).OnDelete(DeleteBehavior.Restrict);
        invoice.HasOne<Invoice>().WithMany().HasForeignKey(row => new { row.TenantId, row.SupersededById }).OnDelete(DeleteBehavior.Restrict);
        invoice.HasIndex(row => new { row.TenantId, row.Number, row.Id });
        // The list is of those that hold, and each of its orders is a seek.
        invoice.HasIndex(row => new { row.TenantId, row.SupersededById, row.Id });
        invoice.HasIndex(row => new { row.TenantId, row.SupersededById, row.Number, row.Id });
        invoice.HasIndex(row => new { row.TenantId, row.SupersededById, row.ImportedAt, row.Id });
    }
}
