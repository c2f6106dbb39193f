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
        invoice.HasIndex(row => new { row.TenantId, row.Number, row.Id });
        invoice.HasIndex(row => new { row.TenantId, row.ImportedAt, row.Id });
    }
}
