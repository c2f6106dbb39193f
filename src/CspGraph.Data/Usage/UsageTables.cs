using CspGraph.Domain.Imports;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Usage;

sealed class UsageStatementTable : IEntityTypeConfiguration<UsageStatement>
{
    public void Configure(EntityTypeBuilder<UsageStatement> statement)
    {
        statement.ToTable("UsageStatements").HasTenantKey(row => row.Id);
        statement.HasAlternateKey(row => new { row.TenantId, row.Month, row.Id });
        statement.Property(row => row.InvoiceNumber).IsCode(40);
        statement.Property(row => row.Currency).IsCode(3);
        statement.Property(row => row.Cost).HasAnnotation(Storage.Millionths, true);
        statement.HasOne<ImportRun>().WithMany().HasForeignKey(row => new { row.TenantId, row.ImportRunId }).OnDelete(DeleteBehavior.Restrict);
        statement.HasIndex(row => new { row.TenantId, row.ImportedAt, row.Id });
        statement.HasIndex(row => new { row.TenantId, row.LastUsageOn });
    }
}

/// <summary>By month first: a month is one range of the key, which SQL Server can make a partition. No other index: millions of lines are written.</summary>
sealed class UsageLineTable : IEntityTypeConfiguration<UsageLine>
{
    public void Configure(EntityTypeBuilder<UsageLine> line)
    {
        line.ToTable("UsageLines").HasKey(row => new { row.TenantId, row.Month, row.StatementId, row.LineNumber });
        foreach (IMutableProperty text in line.Metadata.GetProperties().Where(property => property.ClrType == typeof(string)))
            if (text.Name is not (nameof(UsageLine.Tags) or nameof(UsageLine.AdditionalInfo))) text.SetMaxLength(text.Name is nameof(UsageLine.ResourceURI) ? 2000 : 500);
        line.Property(row => row.BillingCurrency).IsCode(3);
        foreach (var number in line.Metadata.GetProperties().Where(property => property.ClrType == typeof(decimal?)))
            number.SetAnnotation(Storage.EveryDigit, true);
        line.HasOne<UsageStatement>().WithMany().HasForeignKey(row => new { row.TenantId, row.Month, row.StatementId })
            .HasPrincipalKey(row => new { row.TenantId, row.Month, row.Id }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>By statement, customer and day: spend reads ranges of the key, and nothing of what was superseded.</summary>
sealed class UsageDayTable : IEntityTypeConfiguration<UsageDay>
{
    public void Configure(EntityTypeBuilder<UsageDay> day)
    {
        day.ToTable("UsageDays").HasKey(row => new { row.TenantId, row.StatementId, row.MicrosoftCustomerId, row.Day, row.EntitlementId, row.Service });
        day.Property(row => row.Service).HasMaxLength(500);
        day.Property(row => row.Cost).HasAnnotation(Storage.Millionths, true);
        day.Property(row => row.ListPrice).HasAnnotation(Storage.Millionths, true);
        day.HasOne<UsageStatement>().WithMany().HasForeignKey(row => new { row.TenantId, row.StatementId }).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class UsageEntitlementTable : IEntityTypeConfiguration<UsageEntitlement>
{
    public void Configure(EntityTypeBuilder<UsageEntitlement> entitlement)
    {
        entitlement.ToTable("UsageEntitlements").HasKey(row => new { row.TenantId, row.MicrosoftCustomerId, row.EntitlementId });
        entitlement.Ignore(row => row.NameFact);
        entitlement.Property(row => row.Name).HasMaxLength(500);
        entitlement.HasOne<Domain.Tenancy.Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
    }
}
