using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Domain;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Webhooks;

/// <summary>Delivers to one webhook: what is to be attempted again first, then what is behind its cursor. It keeps nothing between two turns but how far it has looked.</summary>
/// <remarks>In order, unless the webhook asks for parallel: then what fails is passed by, and attempted again by itself. As long as nothing at all is taken, nothing new is attempted.</remarks>
sealed class WebhookSender(Guid id, WebhookCrew crew)
{
    /// <summary>Messages that are read at once.</summary>
    const int MostAtOnce = 32;

    /// <summary>Messages that a parallel webhook is sent at the same time.</summary>
    const int Parallelism = 8;

    /// <summary>Between two looks at a webhook that waits for its next attempt: something may have been asked for again.</summary>
    static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>How long the cursor of a webhook that nothing is for may lie behind what was looked at.</summary>
    static readonly TimeSpan CursorLag = TimeSpan.FromHours(1);

    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    long lookedUpTo;
    long position = long.MaxValue;
    int size = MostAtOnce;
    DateTime cursorKeptAt;
    bool isGone;

    /// <summary>The number of the event up to which it has sent what it is to send, or has passed it by.</summary>
    public long Position => Volatile.Read(ref position);

    /// <summary>Goes on until the webhook is not active any more.</summary>
    /// <param name="ending">Nothing new is begun.</param>
    public async Task RunAsync(CancellationToken ending)
    {
        while (await crew.Reader.FindAsync(crew.Job, id, ending) is var (webhook, version))
        {
            var changed = crew.Changed;
            if (webhook is null) await crew.DisableAsync(id, version, WebhookStop.DocumentInvalid, ending);
            if (webhook is null || await TryTurnAsync(webhook, ending) is not { } wait) continue;
            var (isBlocked, until) = wait;
            if (isBlocked) await Task.Delay(until < Glance ? until : Glance, crew.Clock, ending);
            else await changed.OrAsync(until, crew.Clock, ending);
        }
    }

    /// <inheritdoc cref="TurnAsync"/>
    async Task<(bool IsBlocked, TimeSpan Wait)?> TryTurnAsync(WebhookInForce webhook, CancellationToken ending)
    {
        try
        {
            return await TurnAsync(webhook, ending);
        }
        catch (GraphException expired) when (expired.Code is ObjectionCodes.CursorExpired)
        {
            await crew.DisableAsync(id, webhook.Row.Version, WebhookStop.CursorExpired, ending);
        }
        catch (GraphException dear) when (dear.Code is GraphErrorCodes.CostExceeded && size > 1)
        {
            size /= 2;
        }
        catch (GraphException refused) when (refused.Code is not GraphErrorCodes.CostExceeded)
        {
            // Not of one event: what its fields are given cannot be read any more.
            await crew.DisableAsync(id, webhook.Row.Version, WebhookStop.DocumentInvalid, ending);
        }
        return null;
    }

    /// <returns>Null when there may be more to do; otherwise for how long there is nothing, and whether that is so whatever comes.</returns>
    async Task<(bool IsBlocked, TimeSpan Wait)?> TurnAsync(WebhookInForce webhook, CancellationToken ending)
    {
        var now = crew.Clock.Now();
        var plan = await PlanAsync(webhook, now, ending);
        // It was taken away just now.
        if (plan is null) return null;
        var progress = plan.Progress;
        Volatile.Write(ref position, Math.Max(lookedUpTo, progress.EventNumber));
        if (progress.FailingSince is { } since && progress.LastAttemptAt - since >= DeliverySchedule.GivenUpAfter)
        {
            await crew.DisableAsync(id, webhook.Row.Version, WebhookStop.Failing, ending);
            return null;
        }
        if (plan.Due.Count > 0)
        {
            await AttemptAsync(webhook, await DueAsync(webhook, plan.Due, ending), ending);
            return null;
        }
        if (plan.IsBlocked(webhook.Row.Parallel)) return (true, plan.NextAttemptAt!.Value - now);
        return await BehindAsync(webhook, progress, ending) ? null : (false, plan.NextAttemptAt is { } next ? next - now : LongestWait);
    }

    /// <summary>What there is to be attempted again. Null where the webhook is there no more.</summary>
    async Task<DeliveryPlan?> PlanAsync(WebhookInForce webhook, DateTime now, CancellationToken ending)
    {
        await using var db = crew.Database.Open(crew.Job);
        if (await db.WebhookProgress.Whole().AsNoTracking().SingleOrDefaultAsync(row => row.WebhookId == id, ending) is not { } progress) return null;
        var waiting = db.WebhookDeliveries.Whole().AsNoTracking().Where(row => row.WebhookId == id && row.NextAttemptAt != null);
        var next = await waiting.MinAsync(row => row.NextAttemptAt, ending);
        if (next is null) return new(progress, [], null, HasHead: false);
        List<WebhookDelivery> due = next <= now ? await waiting.Where(row => row.NextAttemptAt <= now).OrderBy(row => row.NextAttemptAt).ThenBy(row => row.EventNumber).Take(SizeOf(webhook, progress)).ToListAsync(ending) : [];
        return new(progress, due, next, due.Count == 0 && !webhook.Row.Parallel && await waiting.AnyAsync(row => row.EventNumber > progress.EventNumber, ending));
    }

    /// <summary>How many are read at once. Of one that fails, one at a time.</summary>
    int SizeOf(WebhookInForce webhook, WebhookProgress progress) => progress.FailingSince is null ? crew.Messages.MostOf(webhook, size) : 1;

    /// <summary>Attempts what is behind the cursor. False when nothing is.</summary>
    async Task<bool> BehindAsync(WebhookInForce webhook, WebhookProgress progress, CancellationToken ending)
    {
        var from = Math.Max(lookedUpTo, progress.EventNumber);
        if (await crew.Messages.BehindAsync(webhook, from, SizeOf(webhook, progress), ending) is not { } page) return true;
        if (page.Messages.Count > 0)
        {
            var isWhole = await AttemptAsync(webhook, [.. page.Messages.Select(message => new DeliveryItem(message, null))], ending);
            // What is left of a page that has become old is read again: so fewer are read where much changes meanwhile.
            size = isWhole ? Math.Min(MostAtOnce, 2 * size) : Math.Max(1, size / 2);
            if (isWhole) lookedUpTo = page.Until;
            return true;
        }
        lookedUpTo = page.Until;
        if (page.Until == from && from == progress.EventNumber) return false;
        if (page.Until > progress.EventNumber && crew.Clock.Now() - cursorKeptAt >= CursorLag)
        {
            await crew.Book.AddAsync(new DeliveryEntry(id, page.Until, null, IsNew: false));
            cursorKeptAt = crew.Clock.Now();
        }
        return page.Until > from;
    }

    async Task<IReadOnlyList<DeliveryItem>> DueAsync(WebhookInForce webhook, IReadOnlyList<WebhookDelivery> due, CancellationToken ending)
    {
        var messages = (await crew.Messages.OfAsync(webhook, [.. due.Select(row => row.EventId)], ending)).ToDictionary(message => message.EventId);
        return [.. due.Select(row => new DeliveryItem(messages.GetValueOrDefault(row.EventId) ?? new(row.EventNumber, row.EventId, row.Topic, Body: null), row))];
    }

    /// <summary>Attempts some, in order, and waits until what became of them is written.</summary>
    /// <returns>Whether all were attempted, and none that must come first has failed.</returns>
    async Task<bool> AttemptAsync(WebhookInForce webhook, IReadOnlyList<DeliveryItem> items, CancellationToken ending)
    {
        isGone = false;
        var isWhole = webhook.Row.Parallel ? await TogetherAsync(webhook, items, ending) : await OneByOneAsync(webhook, items, ending);
        if (isGone) await crew.DisableAsync(id, webhook.Row.Version, WebhookStop.Gone, ending);
        return isWhole;
    }

    async Task<bool> OneByOneAsync(WebhookInForce webhook, IReadOnlyList<DeliveryItem> items, CancellationToken ending)
    {
        var (written, done) = (Task.CompletedTask, 0);
        try
        {
            foreach (var item in items)
            {
                // What was just read holds; behind each attempt everything may be another.
                if (done > 0 && (ending.IsCancellationRequested || !await crew.Reader.IsInForceAsync(webhook, crew.Job, ending))) break;
                var delivery = await AttemptAsync(webhook, item);
                written = crew.Book.AddAsync(new DeliveryEntry(id, delivery.NextAttemptAt is null ? item.Message.Number : 0, delivery, item.Row is null));
                if (delivery.Status is WebhookDeliveryStatus.Retrying) break;
                done++;
            }
        }
        finally
        {
            // Whoever looks next sees what became of all that was sent.
            await written;
        }
        return done == items.Count;
    }

    async Task<bool> TogetherAsync(WebhookInForce webhook, IReadOnlyList<DeliveryItem> items, CancellationToken ending)
    {
        var deliveries = new WebhookDelivery?[items.Count];
        var isOld = false;
        await Parallel.ForEachAsync(Enumerable.Range(0, items.Count), new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = CancellationToken.None }, async (i, _) =>
        {
            if (isOld || i > 0 && (ending.IsCancellationRequested || !await crew.Reader.IsInForceAsync(webhook, crew.Job, CancellationToken.None))) isOld = true;
            else deliveries[i] = await AttemptAsync(webhook, items[i]);
        });
        // Up to the first that was not begun: what one behind it came to is attempted again with it.
        var done = items.TakeWhile((_, i) => deliveries[i] is not null).Count();
        if (done > 0) await crew.Book.AddAsync([.. items.Take(done).Select((item, i) => new DeliveryEntry(id, item.Message.Number, deliveries[i], item.Row is null))]);
        return done == items.Count;
    }

    async Task<WebhookDelivery> AttemptAsync(WebhookInForce webhook, DeliveryItem item)
    {
        if (item.Message.Body is not { } body) return DeliveryOutcome.Withheld(item.Row!);
        var now = crew.Clock.GetUtcNow();
        var headers = WebhookSignature.Headers(item.Message.Id, now, body, webhook.SecretsAt(now));
        var attempt = await crew.SendAsync(webhook.Row.Url, headers, body);
        var delivery = DeliveryOutcome.Of(webhook.Row, item, attempt, crew.Database.Ids, crew.Clock.Now(), Random.Shared.NextDouble());
        if (attempt.IsGone) isGone = true;
        return delivery;
    }
}

/// <summary>A message, and its row where it was attempted before.</summary>
sealed record DeliveryItem(WebhookMessage Message, WebhookDelivery? Row);

/// <summary>What a webhook has to attempt again.</summary>
/// <param name="Progress">How far it has come.</param>
/// <param name="Due">What is due, the oldest event first.</param>
/// <param name="NextAttemptAt">When something is due next; null for never.</param>
/// <param name="HasHead">Whether an event behind the cursor was attempted, and waits.</param>
sealed record DeliveryPlan(WebhookProgress Progress, IReadOnlyList<WebhookDelivery> Due, DateTime? NextAttemptAt, bool HasHead)
{
    /// <summary>Whether nothing new is to be attempted before something waiting was.</summary>
    public bool IsBlocked(bool isParallel) => NextAttemptAt is not null && (isParallel ? Progress.FailingSince is not null : HasHead);
}
