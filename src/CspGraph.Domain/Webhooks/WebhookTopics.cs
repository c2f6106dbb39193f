using CspGraph.Domain.Events;

namespace CspGraph.Domain.Webhooks;

/// <summary>The kinds of events that a webhook can be sent, and how its choice is stored.</summary>
public static class WebhookTopics
{
    /// <summary>All but those that only who manages access sees: no webhook has that right.</summary>
    public static readonly IReadOnlyList<EventKind> All = [.. Enum.GetValues<EventKind>().Where(kind => !EventRecord.OfAccess.Contains(kind))];

    /// <summary>As they are stored: names in the order of the enum, divided by blanks; empty for all.</summary>
    public static string Write(IEnumerable<EventKind> topics) => string.Join(' ', topics.Distinct().Order());

    /// <summary>Reads what <see cref="Write"/> has written; null for all.</summary>
    public static IReadOnlyList<EventKind>? Read(string names) =>
        names.Length == 0 ? null : [.. names.Split(' ').Select(Enum.Parse<EventKind>)];

    /// <summary>The severities that are at least one; null for whatever there is.</summary>
    public static IReadOnlyList<EventSeverity>? AtLeast(EventSeverity? minimum) =>
        minimum is { } least ? [.. Enum.GetValues<EventSeverity>().Where(severity => severity >= least)] : null;
}
