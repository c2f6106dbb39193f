namespace CspGraph.Domain.Alerts;

/// <summary>What people may do with an alert.</summary>
public static class AlertRules
{
    /// <summary>Characters of an owner's name at most.</summary>
    public const int LongestOwner = 200;

    /// <summary>Characters of a note at most.</summary>
    public const int LongestNote = 2_000;

    /// <summary>Notes of one alert at most.</summary>
    public const int MostNotes = 50;

    /// <summary>Why an alert is left as it is: one that is settled stays so.</summary>
    public static Objection? OfStatus(AlertStatus status) => status is AlertStatus.Resolved
        ? new(ObjectionCodes.AlertResolved, "The alert is resolved, and stays so.")
        : null;

    /// <summary>Why somebody cannot be named as who sees to it; null for nobody, too.</summary>
    public static Objection? OfOwner(string? owner) => owner is null || owner.Trim().Length is > 0 and <= LongestOwner
        ? null
        : new(ObjectionCodes.BadUserInput, $"Who sees to it has a name of 1 to {LongestOwner} characters.", "owner");

    /// <summary>Why a note cannot be left; null for none, too.</summary>
    /// <param name="note">What it says.</param>
    /// <param name="left">How many there are already.</param>
    public static Objection? OfNote(string? note, int left) =>
        note is null ? null
        : note.Trim().Length is 0 or > LongestNote ? new(ObjectionCodes.BadUserInput, $"A note has 1 to {LongestNote:N0} characters.", "note")
        : left >= MostNotes ? new(ObjectionCodes.Conflict, $"The alert has {MostNotes} notes, and takes no more.", "note")
        : null;

    /// <summary>Whether amounts of a kind are what Microsoft charges, which no reseller sees; the others are at list price.</summary>
    public static bool IsAtCost(AlertKind kind) => kind is AlertKind.Renewal or AlertKind.CancellationWindow or AlertKind.SeatsBelowMinimum;
}
