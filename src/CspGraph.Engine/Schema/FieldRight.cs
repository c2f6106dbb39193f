namespace CspGraph.Engine.Schema;

/// <summary>What a viewer must hold to ask for a field at all.</summary>
/// <param name="Name">As the refusal names it.</param>
/// <param name="IsHeldBy">Whether a viewer holds it.</param>
sealed record FieldRight(string Name, Func<object?, bool> IsHeldBy);

/// <summary>Says of a root field, where it is declared, that not everybody may ask for it.</summary>
public static class FieldRights
{
    /// <summary>Who does not hold the right is refused with AUTH_NOT_AUTHORIZED; the operation's other fields are answered. It hides no row: rows that only some may see are hidden by a filter of the model, wherever they are met.</summary>
    /// <param name="field">The field.</param>
    /// <param name="right">The right's published name.</param>
    /// <param name="isHeldBy">Whether a viewer holds it.</param>
    public static Field Needs<TViewer>(this Field field, string right, Func<TViewer, bool> isHeldBy)
    {
        field.Right = new FieldRight(right, viewer => isHeldBy((TViewer)viewer!));
        return field;
    }
}
