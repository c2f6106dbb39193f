using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Domain;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Alerts;

/// <summary>An alert that somebody sees to: what every change of one has in common.</summary>
static class AlertInHand
{
    /// <summary>The alert, tracked; or why it stays as it is.</summary>
    /// <param name="context">Who changes it.</param>
    /// <param name="id">As the input names it.</param>
    /// <param name="expectedVersion">The version that the client has seen; null when it does not ask.</param>
    /// <param name="note">What is to be noted; null for nothing.</param>
    public static async Task<(Alert? Alert, Objection? Objection)> TakeAsync(ChangeContext context, NodeId id, int? expectedVersion, string? note)
    {
        var alert = id.Tag == AlertType.Tag ? await context.Rows<Alert>().SingleOrDefaultAsync(row => row.Id == id.Key, context.Cancellation) : null;
        if (alert is null) return (null, new(ObjectionCodes.NotFound, "There is no such alert.", "alert"));
        return (alert, ChangeContext.Stale(alert, expectedVersion) ?? AlertRules.OfStatus(alert.Status) ?? AlertRules.OfNote(note, AlertNotes.Of(alert.Notes).Count));
    }

    /// <summary>Leaves the note, and tells what has become of the alert, if anything has.</summary>
    public static async Task PutBackAsync(ChangeContext context, Alert alert, string? note)
    {
        if (note is not null) alert.Notes = AlertNotes.With(alert.Notes, new(context.Now, context.Actor.Name ?? context.Actor.Id, note.Trim()));
        if (context.Db.Entry(alert).State is not EntityState.Modified) return;
        // It may outlive what it is about, and an event is seen where its subject is.
        var subscription = await context.Db.Subscriptions.Whole().AnyAsync(row => row.Id == alert.SubscriptionId, context.Cancellation) ? alert.SubscriptionId : null;
        var customer = await context.Db.Customers.Whole().AnyAsync(row => row.Id == alert.CustomerId, context.Cancellation) ? alert.CustomerId : null;
        context.Tell(EventKind.AlertChanged, new NodeId(AlertType.Tag, alert.Id), alert.ResellerId, customer, subscription, new { alert.Kind, alert.Status, alert.Owner });
    }
}
