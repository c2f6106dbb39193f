using System.Linq.Expressions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data;

static class TenantKey
{
    /// <summary>The key (TenantId, id): made by the application, never by the database.</summary>
    public static void HasTenantKey<TEntity>(this EntityTypeBuilder<TEntity> entity, Expression<Func<TEntity, Guid>> id)
        where TEntity : class, ITenantOwned
    {
        var name = ((MemberExpression)id.Body).Member.Name;
        entity.HasKey(nameof(ITenantOwned.TenantId), name);
        entity.Property(name).ValueGeneratedNever();
        entity.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
    }
}
