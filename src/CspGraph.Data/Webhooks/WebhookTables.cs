using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data.Webhooks;

/// <remarks>No foreign key leads to the customer that is asked for: it may be gone.</remarks>
sealed class WebhookTable : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> webhook)
    {
        webhook.ToTable("Webhooks").HasTenantKey(row => row.Id);
        webhook.Property(row => row.Name).SearchedBy(nameof(Webhook.NameFolded), 4 * AccessRules.LongestName);
        webhook.Property(row => row.NameFolded).HasMaxLength(AccessRules.LongestFoldedName);
        webhook.Property(row => row.Url).HasMaxLength(WebhookRules.LongestUrl);
        webhook.Property(row => row.TopicNames).HasMaxLength(2_000).IsUnicode(false);
        webhook.Property(row => row.Secret).HasMaxLength(500).IsUnicode(false);
        webhook.Property(row => row.PreviousSecret).HasMaxLength(500).IsUnicode(false);
        webhook.Property(row => row.CreatedBy).HasMaxLength(4 * Actor.LongestName);
        webhook.Property(row => row.Version).IsConcurrencyToken();
        webhook.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.ResellerId }).OnDelete(DeleteBehavior.Restrict);
        webhook.HasOne<Reseller>().WithMany().HasForeignKey(row => new { row.TenantId, row.UnderId }).OnDelete(DeleteBehavior.Restrict);
        webhook.HasIndex(row => new { row.TenantId, row.CreatedAt, row.Id });
    }
}

sealed class WebhookProgressTable : IEntityTypeConfiguration<WebhookProgress>
{
    public void Configure(EntityTypeBuilder<WebhookProgress> progress)
    {
        progress.ToTable("WebhookProgress").HasKey(row => new { row.TenantId, row.WebhookId });
        progress.HasOne<Webhook>().WithOne().HasForeignKey<WebhookProgress>(row => new { row.TenantId, row.WebhookId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <remarks>The key is for those that go with their events, and keeps a delivery from being written twice; the indexes are for a webhook's log, whole or of one status, and for what is to be attempted again. Its scope is its webhook's, and needs no foreign key, which would be one more index to write.</remarks>
sealed class WebhookDeliveryTable : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("WebhookDeliveries").HasKey(row => new { row.TenantId, row.EventNumber, row.WebhookId });
        delivery.Property(row => row.EventNumber).ValueGeneratedNever();
        delivery.Property(row => row.Response).HasMaxLength(WebhookDelivery.LongestResponse);
        delivery.HasOne<EventRecord>().WithMany().HasForeignKey(row => new { row.TenantId, row.EventNumber }).OnDelete(DeleteBehavior.Cascade);
        delivery.HasOne<Webhook>().WithMany().HasForeignKey(row => new { row.TenantId, row.WebhookId }).OnDelete(DeleteBehavior.Cascade);
        delivery.HasIndex(row => new { row.TenantId, row.Id }).IsUnique();
        delivery.HasIndex(row => new { row.TenantId, row.FirstAttemptAt, row.Id });
        delivery.HasIndex(row => new { row.TenantId, row.WebhookId, row.FirstAttemptAt, row.Id });
        delivery.HasIndex(row => new { row.TenantId, row.WebhookId, row.Status, row.FirstAttemptAt, row.Id });
        delivery.HasIndex(row => new { row.TenantId, row.WebhookId, row.NextAttemptAt, row.EventNumber }).HasFilter("NextAttemptAt IS NOT NULL");
        delivery.HasIndex(row => new { row.TenantId, row.WebhookId, row.EventNumber }).HasFilter("NextAttemptAt IS NOT NULL");
    }
}
