using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>What the lines that hold state of a thing, and what those that hold no more had stated of it; each null when there are none.</summary>
sealed record Withdrawal<TFacts>(Guid Key, TFacts? Remaining, TFacts? Superseded) where TFacts : class;

/// <summary>The lines of invoices that hold no more, by what they name.</summary>
/// <param name="db">Within a transaction.</param>
/// <param name="invoices">Those that held, or were shown, until now.</param>
/// <param name="cancellation">Stops the reading.</param>
sealed class SupersededLines(CspGraphDb db, IReadOnlyCollection<Guid> invoices, CancellationToken cancellation)
{
    const int CustomersPerRead = 100;
    const int SubscriptionsPerBatch = 500;

    IQueryable<InvoiceLine> Superseded => db.InvoiceLines.Whole().Where(line => invoices.Contains(line.InvoiceId));

    public async IAsyncEnumerable<IReadOnlyCollection<Withdrawal<CustomerFacts>>> CustomersAsync()
    {
        foreach (var customers in await CustomersOfAsync(Superseded))
            yield return await FoldAsync(LinesOf(customers), line => line.MicrosoftCustomerId, LineFacts.OfCustomer, (one, other) => one.Join(other));
    }

    /// <summary>By the lines of the customers that superseded lines name: all there are of a subscription that is not disputed.</summary>
    public async IAsyncEnumerable<IReadOnlyCollection<Withdrawal<SubscriptionFacts>>> SubscriptionsAsync()
    {
        foreach (var customers in await CustomersOfAsync(Superseded.Where(line => line.MicrosoftSubscriptionId != null)))
        {
            var folded = await FoldSubscriptionsAsync(LinesOf(customers).Where(line => line.MicrosoftSubscriptionId != null));
            foreach (var batch in folded.Where(withdrawal => withdrawal.Superseded is not null).Chunk(SubscriptionsPerBatch)) yield return batch;
        }
    }

    /// <summary>By every line that names them, whosever it is. No index leads to these: it reads through all lines of the tenant, for the few that are disputed.</summary>
    public async Task<IReadOnlyCollection<Withdrawal<SubscriptionFacts>>> OfSubscriptionsAsync(IEnumerable<Guid> subscriptions)
    {
        var named = subscriptions.Select(id => (Guid?)id).ToArray();
        return named.Length == 0 ? [] : await FoldSubscriptionsAsync(db.InvoiceLines.Whole().Where(line => named.Contains(line.MicrosoftSubscriptionId)));
    }

    Task<IReadOnlyCollection<Withdrawal<SubscriptionFacts>>> FoldSubscriptionsAsync(IQueryable<InvoiceLine> lines) => FoldAsync(lines,
        line => line.MicrosoftSubscriptionId!.Value, line => LineFacts.OfSubscription(line, LineFacts.Sku(line)!.Value), (one, other) => one.Join(other));

    async Task<IEnumerable<Guid[]>> CustomersOfAsync(IQueryable<InvoiceLine> lines) =>
        (await lines.Select(line => line.MicrosoftCustomerId).Distinct().ToListAsync(cancellation)).Chunk(CustomersPerRead);

    IQueryable<InvoiceLine> LinesOf(Guid[] customers) => db.InvoiceLines.Whole().Where(line => customers.Contains(line.MicrosoftCustomerId));

    /// <summary>Only lines of complete invoices count: those of an import that still runs are not stated yet.</summary>
    async Task<IReadOnlyCollection<Withdrawal<TFacts>>> FoldAsync<TFacts>(
        IQueryable<InvoiceLine> lines, Func<InvoiceLine, Guid> keyOf, Func<InvoiceLine, TFacts> factsOf, Func<TFacts, TFacts, TFacts> join) where TFacts : class
    {
        var folded = new Dictionary<Guid, Withdrawal<TFacts>>();
        var stated = lines.AsNoTracking().Join(db.Invoices.Whole(), line => new { line.TenantId, Id = line.InvoiceId }, invoice => new { invoice.TenantId, invoice.Id },
            (line, invoice) => new { Line = line, Holds = invoice.SupersededById == null });
        await foreach (var row in stated.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var (key, facts) = (keyOf(row.Line), factsOf(row.Line));
            var known = folded.GetValueOrDefault(key) ?? new(key, null, null);
            folded[key] = row.Holds
                ? known with { Remaining = known.Remaining is { } remaining ? join(remaining, facts) : facts }
                : known with { Superseded = known.Superseded is { } superseded ? join(superseded, facts) : facts };
        }
        return folded.Values;
    }
}
