using CspGraph.Domain.Pricing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Pricing;

sealed class PriceTable : IEntityTypeConfiguration<Price>
{
    public void Configure(EntityTypeBuilder<Price> price)
    {
        price.ToTable("Prices").HasTenantKey(row => row.Id);
        price.Property(row => row.MicrosoftProductId).IsCode(40);
        price.Property(row => row.CatalogId).IsCode(61);
        price.Property(row => row.Market).IsCode(2);
        price.Property(row => row.Currency).IsCode(3);
        price.Property(row => row.OfferKey).HasMaxLength(160);
        price.Property(row => row.UnitPrice).HasAnnotation(Storage.Exact, true);
        price.Property(row => row.ErpPrice).HasAnnotation(Storage.Exact, true);
        price.Property(row => row.UnitOfMeasure).HasMaxLength(500);
        price.Property(row => row.Tags).HasMaxLength(500);
        price.HasOne<PriceSheet>().WithMany().HasForeignKey(row => new { row.TenantId, row.ImportRunId }).OnDelete(DeleteBehavior.Restrict);
        price.HasIndex(row => new { row.TenantId, row.ImportRunId, row.LineNumber });
        price.HasIndex(row => new { row.TenantId, row.OfferKey, row.EffectiveStartDate, row.Id });
        price.HasIndex(row => new { row.TenantId, row.EffectiveStartDate, row.Id });
        price.HasIndex(row => new { row.TenantId, row.MicrosoftProductId, row.Id });
        price.HasIndex(row => new { row.TenantId, row.MicrosoftProductId, row.EffectiveStartDate, row.Id });
        price.HasIndex(row => new { row.TenantId, row.CatalogId, row.Id });
        price.HasIndex(row => new { row.TenantId, row.CatalogId, row.EffectiveStartDate, row.Id });
    }
}
