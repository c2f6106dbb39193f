using CspGraph.Domain.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Catalog;

sealed class ProductTable : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("Products").HasTenantKey(row => row.Id);
        product.Property(row => row.ProductId).IsCode(40);
        product.Property(row => row.Name).SearchedBy(nameof(Product.NameFolded), 250);
        product.Property(row => row.NameFolded).HasMaxLength(750);
        product.Property(row => row.Publisher).HasMaxLength(200);
        product.Property(row => row.FactDates).HasMaxLength(400);
        product.HasIndex(row => new { row.TenantId, row.ProductId }).IsUnique();
        product.HasIndex(row => new { row.TenantId, row.NameFolded, row.Id });
    }
}

sealed class SkuTable : IEntityTypeConfiguration<Sku>
{
    public void Configure(EntityTypeBuilder<Sku> sku)
    {
        sku.ToTable("Skus").HasTenantKey(row => row.Id);
        sku.Property(row => row.SkuId).IsCode(20);
        sku.Property(row => row.CatalogId).IsCode(61);
        sku.Property(row => row.Name).SearchedBy(nameof(Sku.NameFolded), 250);
        sku.Property(row => row.NameFolded).HasMaxLength(750);
        sku.Property(row => row.FactDates).HasMaxLength(400);
        sku.HasOne<Product>().WithMany().HasForeignKey(row => new { row.TenantId, row.ProductId }).OnDelete(DeleteBehavior.Restrict);
        sku.HasIndex(row => new { row.TenantId, row.CatalogId }).IsUnique();
        sku.HasIndex(row => new { row.TenantId, row.ProductId, row.Id });
        sku.HasIndex(row => new { row.TenantId, row.ProductId, row.NameFolded, row.Id });
    }
}
