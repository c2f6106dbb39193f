using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Data.Events;

/// <summary>Says when a transaction that told of something is committed: not before, for nobody else sees it then.</summary>
sealed class CommittedEvents(Action<int, long> committed) : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Say(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Say(eventData);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData);
        return Task.CompletedTask;
    }

    void Say(TransactionEndEventData end)
    {
        if (end.Context is not CspGraphDb { NewestEvent: { } newest } db) return;
        db.NewestEvent = null;
        committed(db.TenantId, newest);
    }

    static void Forget(TransactionEndEventData end)
    {
        if (end.Context is CspGraphDb db) db.NewestEvent = null;
    }
}
