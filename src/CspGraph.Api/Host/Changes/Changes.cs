using System.Buffers;
using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tenancy;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Data.Tenancy;
using CspGraph.Domain;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Changes;

/// <summary>The way of a change, the same for every mutation: authorise, look the idempotency key up, decide, save with audit entries, load the payload, keep the answer, number the events, commit.</summary>
/// <remarks>All but the first step is one transaction on one connection. A dry run is undone behind the payload, and a refused change behind the decision: of both only their audit entries are kept, in a transaction of their own.</remarks>
sealed class Changes(GraphEngine<CspGraphDb, Viewer> engine, Database database, AuditTrail audit, IServiceProvider services, TimeProvider clock)
{
    /// <summary>Answers a mutation. True when no field has failed.</summary>
    public Task<bool> AnswerAsync(PreparedOperation operation, Caller caller, string correlationId, IBufferWriter<byte> output, CostReport? report, CancellationToken cancellation) =>
        engine.ExecuteAsync(operation, caller.Viewer, call => MakeAsync(call, caller, correlationId), output, cancellation, report);

    async Task MakeAsync(ChangeCall<CspGraphDb, Viewer> call, Caller caller, string correlationId)
    {
        var (change, input) = ((Change)call.Handler, (ChangeInput)call.Input);
        var attempt = new Attempted(caller, call.Name, correlationId, input.DryRun, change.SubjectOf(input) is { Tag: not default(char) } subject ? subject : null, ChangeJson.ForAudit(input));
        if (!caller.Viewer.May(change.Right))
        {
            await audit.KeepAsync(attempt, AuditOutcome.Refused, GraphErrorCodes.NotAuthorized);
            throw new GraphException(GraphErrorCodes.NotAuthorized, $"{call.Name} takes the right {ViewerType.NameOf(change.Right)}.");
        }
        IReadOnlyList<AuditEntry> unkept;
        try
        {
            var answer = await database.RetryAsync(cancellation => change.InquireAsync(new Inquiry(database, caller, services, cancellation), input), call.Cancellation);
            unkept = await RetryAsync(call, change, input, attempt, answer);
        }
        catch (Exception failure)
        {
            await KeepFailedAsync(attempt, failure);
            throw;
        }
        if (unkept.Count > 0) await audit.KeepAsync(attempt, unkept);
    }

    /// <summary>The failure itself is for the log, whatever becomes of its entry.</summary>
    async Task KeepFailedAsync(Attempted attempt, Exception failure)
    {
        try
        {
            await audit.KeepAsync(attempt, AuditOutcome.Failed, failure is OperationCanceledException ? AttemptCodes.Cancelled : GraphErrorCodes.Internal);
        }
        catch (Exception unkept)
        {
            throw new AggregateException(failure, unkept);
        }
    }

    /// <summary>Makes a change, all of it anew where the server failed for a moment, and once: a commit that was sent may have been made though nobody heard of it. Then its audit entry is there, and its payload is loaded already.</summary>
    Task<IReadOnlyList<AuditEntry>> RetryAsync(ChangeCall<CspGraphDb, Viewer> call, Change change, ChangeInput input, Attempted attempt, object? answer)
    {
        AuditEntry? sent = null;
        return database.RetryAsync(async cancellation =>
            sent is not null && await audit.IsKeptAsync(sent, cancellation) ? [] : await MakeOnceAsync(call, change, input, attempt, answer, entry => sent = entry, cancellation), call.Cancellation);
    }

    /// <summary>Makes a change, or answers what it was answered before.</summary>
    /// <returns>The audit entries of what was not kept.</returns>
    async Task<IReadOnlyList<AuditEntry>> MakeOnceAsync(ChangeCall<CspGraphDb, Viewer> call, Change change, ChangeInput input, Attempted attempt, object? answer, Action<AuditEntry> committing, CancellationToken cancellation)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            await using var transaction = await database.BeginWriteAsync(attempt.Caller.Viewer, cancellation);
            var key = KeyOf(call, input, attempt, transaction.Db);
            if (input.IdempotencyKey is { } text && !IdempotencyRecord.IsKey(text))
                return await RefuseAsync(call, transaction, change, attempt, new Objection(ObjectionCodes.BadUserInput, $"An idempotency key has 1 to {IdempotencyRecord.LongestKey} visible ASCII characters.", "idempotencyKey"));
            try
            {
                if (key is not null && await key.ClaimAsync(clock.Now(), cancellation) is { } first)
                    return key.Misuse(first) is { } misuse
                        ? await RefuseAsync(call, transaction, change, attempt, misuse)
                        : await RepeatAsync(call, transaction, change, key, first);
            }
            catch (DbUpdateException duplicate) when (!isAgain && duplicate.IsDuplicate())
            {
                // Its first use was committed between the look and the claim.
                continue;
            }
            return await MakeAsync(call, transaction, change, input, attempt, key, answer, committing, cancellation);
        }
    }

    async Task<IReadOnlyList<AuditEntry>> MakeAsync(
        ChangeCall<CspGraphDb, Viewer> call, TenantTransaction transaction, Change change, ChangeInput input, Attempted attempt, Idempotency? key, object? answer, Action<AuditEntry> committing, CancellationToken cancellation)
    {
        var db = transaction.Db;
        var context = new ChangeContext(db, attempt.Caller, database.Ids, clock.Now(), answer, cancellation);
        ChangePayload payload;
        try
        {
            payload = await change.MakeAsync(context, input);
        }
        catch (DbUpdateException collision) when (IsCollision(collision))
        {
            return await RefuseAsync(call, transaction, change, attempt, Collided);
        }
        if (!payload.IsMade) return await RefuseAsync(call, transaction, attempt, payload);
        var changes = TrackedChanges.Of(db);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException collision) when (IsCollision(collision))
        {
            return await RefuseAsync(call, transaction, change, attempt, Collided);
        }
        await call.LoadAsync(new ProductSession(transaction), payload);
        var told = Told(changes, attempt, payload);
        if (input.DryRun) return told;
        key?.Keep(call.Kept(), JsonSerializer.Serialize(payload, change.PayloadType, ChangeJson.Options));
        db.AddRange(told);
        await db.SaveChangesAsync(cancellation);
        await db.AppendAsync(context.Events, cancellation);
        committing(told[0]);
        // From here on it is made, whether anybody waits for the answer or not.
        await transaction.CommitAsync(CancellationToken.None);
        return [];
    }

    static Objection Collided => new(ObjectionCodes.Conflict, "Somebody else has changed the same meanwhile: read it again.");

    static bool IsCollision(DbUpdateException failure) => failure is DbUpdateConcurrencyException || failure.IsDuplicate();

    /// <summary>One entry for each row, and one for each part that was refused; one at least.</summary>
    IReadOnlyList<AuditEntry> Told(TrackedChanges changes, Attempted attempt, ChangePayload payload)
    {
        List<AuditEntry> entries = [.. changes.Told().Select(row => audit.Entry(attempt, AuditOutcome.Succeeded, subject: IdOf(row.Entity), before: row.Before, after: row.After))];
        entries.AddRange(payload.Errors.Select(objection => audit.Entry(attempt, AuditOutcome.Refused, objection.Code)));
        return entries.Count > 0 ? entries : [audit.Entry(attempt, AuditOutcome.Succeeded)];
    }

    Task<IReadOnlyList<AuditEntry>> RefuseAsync(ChangeCall<CspGraphDb, Viewer> call, TenantTransaction transaction, Change change, Attempted attempt, Objection objection) =>
        RefuseAsync(call, transaction, attempt, change.Refused([objection]));

    async Task<IReadOnlyList<AuditEntry>> RefuseAsync(ChangeCall<CspGraphDb, Viewer> call, TenantTransaction transaction, Attempted attempt, ChangePayload refused)
    {
        await call.LoadAsync(new ProductSession(transaction), refused);
        return [.. refused.Errors.Select(objection => audit.Entry(attempt, AuditOutcome.Refused, objection.Code))];
    }

    /// <summary>The first answer as it was; for other fields of it, what it names as it is now.</summary>
    static async Task<IReadOnlyList<AuditEntry>> RepeatAsync(ChangeCall<CspGraphDb, Viewer> call, TenantTransaction transaction, Change change, Idempotency key, IdempotencyRecord first)
    {
        if (key.IsSameSelection(first)) call.Repeat(first.Payload);
        else await call.LoadAsync(new ProductSession(transaction), JsonSerializer.Deserialize(first.Result, change.PayloadType, ChangeJson.Options)!);
        return [];
    }

    /// <summary>Null without a key, and for a dry run, which leaves nothing to repeat.</summary>
    static Idempotency? KeyOf(ChangeCall<CspGraphDb, Viewer> call, ChangeInput input, Attempted attempt, CspGraphDb db) => input is { IdempotencyKey: { } key, DryRun: false }
        ? new Idempotency(db, attempt.Caller.Client.Value, key, ChangeJson.HashOf(call.Name, ChangeJson.Of(input), $"{attempt.Caller.Viewer.SubtreeRootId}"), ChangeJson.HashOf(call.Selection, $"{attempt.Caller.Viewer.Rights}", $"{attempt.Caller.Viewer.RootDepth}"))
        : null;

    string? IdOf(object entity) => engine.TagOf(entity.GetType()) is { } tag ? new NodeId(tag, (Guid)entity.GetType().GetProperty("Id")!.GetValue(entity)!).ToString() : null;
}
