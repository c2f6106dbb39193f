using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CspGraph.Data;

/// <summary>What both databases keep in the same way.</summary>
static class Storage
{
    /// <summary>Names the companion column by which a text is searched and sorted (its own name when it is stored folded). The engine reads it.</summary>
    public const string FoldedBy = "FoldedBy";

    /// <summary>Keeps enums by name.</summary>
    /// <param name="conventions">Where to say so.</param>
    /// <param name="collation">How names are compared; null for the database's own way.</param>
    public static void NameEnums(ModelConfigurationBuilder conventions, string? collation = null)
    {
        foreach (var type in typeof(ITenantOwned).Assembly.GetExportedTypes().Where(type => type.IsEnum))
        {
            var names = conventions.Properties(type).HaveConversion<string>().HaveMaxLength(48).AreUnicode(false);
            if (collation is not null) names.UseCollation(collation);
        }
    }

    /// <summary>A text with its folded companion, which is three times as long at most (UTF-8).</summary>
    public static void SearchedBy(this PropertyBuilder text, string companion, int maxLength) =>
        text.HasMaxLength(maxLength).HasAnnotation(FoldedBy, companion);

    /// <summary>A code whose stored form is already folded: digits, or upper-case letters.</summary>
    public static void IsCode(this PropertyBuilder code, int maxLength) =>
        code.HasMaxLength(maxLength).HasAnnotation(FoldedBy, code.Metadata.Name);

    /// <summary>Marks a price or a rate that must come back with every digit it had: up to 16 before the point and 12 behind it.</summary>
    public const string Exact = "Exact";

    /// <summary>Marks a number that comes back with every digit a decimal holds: 28, wherever the point is. It is neither sorted nor summed.</summary>
    public const string EveryDigit = "EveryDigit";

    /// <summary>Marks a sum of amounts finer than a 1/10,000: six places, 13 before the point, added by the database itself.</summary>
    public const string Millionths = "Millionths";

    /// <summary>The columns with a mark, to be given their own storage by each provider.</summary>
    public static IEnumerable<IMutableProperty> Marked(this ModelBuilder model, string mark) =>
        model.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(property => property.FindAnnotation(mark) is not null);
}
