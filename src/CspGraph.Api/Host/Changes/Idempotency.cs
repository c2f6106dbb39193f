using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Changes;

/// <summary>What a client's key stands for: its first use is written down in the transaction of the change, and whoever comes with it meanwhile waits for that transaction.</summary>
/// <remarks>A change that is refused leaves no record: the same key may then be used for what is corrected.</remarks>
sealed class Idempotency(CspGraphDb db, string client, string key, string inputHash, string selectionHash)
{
    /// <summary>How long a key is remembered.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    IdempotencyRecord? own;

    /// <summary>The first use of the key; null when this is the first, which is then written down.</summary>
    /// <exception cref="DbUpdateException">Another transaction has written it down meanwhile: look again.</exception>
    public async Task<IdempotencyRecord?> ClaimAsync(DateTime now, CancellationToken cancellation)
    {
        var forgotten = now - Remembered;
        await db.IdempotencyRecords.Where(record => record.CreatedAt < forgotten).ExecuteDeleteAsync(cancellation);
        if (await db.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(record => record.Client == client && record.Key == key, cancellation) is { } first) return first;
        own = new() { Client = client, Key = key, InputHash = inputHash, SelectionHash = selectionHash, Payload = "", Result = "", CreatedAt = now };
        db.Add(own);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Why a key that was used before cannot stand for this; null when it was used for the same.</summary>
    public Objection? Misuse(IdempotencyRecord first) => first.InputHash == inputHash
        ? null
        : new Objection(ObjectionCodes.IdempotencyKeyReused, "The idempotency key was used for another change: choose a new one.", "idempotencyKey");

    /// <summary>True when the first answer has the fields that are asked for now.</summary>
    public bool IsSameSelection(IdempotencyRecord first) => first.SelectionHash == selectionHash;

    /// <summary>Keeps the answer for whoever comes with the key again.</summary>
    public void Keep(string payload, string result)
    {
        own!.Payload = payload;
        own.Result = result;
    }
}
