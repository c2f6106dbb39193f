namespace CspGraph.Engine.Schema;

/// <summary>How long what a field says holds: by that an answer may be kept, and used again.</summary>
public enum Freshness
{
    /// <summary>Until the data changes.</summary>
    OfData,
    /// <summary>Until the data changes, or the day ends.</summary>
    OfDay,
    /// <summary>Only now: an answer with it is not kept.</summary>
    OfNow,
}

/// <summary>Says of a field, where it is declared, that it depends on more than the data.</summary>
public static class FieldFreshness
{
    /// <summary>It depends on the day as well.</summary>
    public static TField DependsOnDay<TField>(this TField field) where TField : Field => field.With(Freshness.OfDay);

    /// <summary>It depends on what changes within a day, or without a new version of the data.</summary>
    public static TField NotCached<TField>(this TField field) where TField : Field => field.With(Freshness.OfNow);

    static TField With<TField>(this TField field, Freshness freshness) where TField : Field
    {
        field.Freshness = freshness;
        return field;
    }
}
