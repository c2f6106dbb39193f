using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>What lines of superseded invoices had stated of a thing, and what the lines that hold state of it; each null when none does.</summary>
sealed record Withdrawal<TFacts>(Guid Key, TFacts? Withdrawn, TFacts? Remaining) where TFacts : class;

/// <summary>The lines of invoices that hold no more, by what they name.</summary>
/// <param name="db">Within a transaction.</param>
/// <param name="invoices">Those that held, or were shown, until now.</param>
/// <param name="areAllSourcesKnown">Whether invoices are all that has ever stated anything: their lines are kept, what other files stated is not.</param>
/// <param name="cancellation">Stops the reading.</param>
sealed class SupersededLines(CspGraphDb db, IReadOnlyCollection<Guid> invoices, bool areAllSourcesKnown, CancellationToken cancellation)
{
    const int CustomersPerRead = 100;
    const int SubscriptionsPerBatch = 500;

    public bool AreAllSourcesKnown => areAllSourcesKnown;

    IQueryable<InvoiceLine> Superseded => db.InvoiceLines.Whole().Where(line => invoices.Contains(line.InvoiceId));

    public async IAsyncEnumerable<IReadOnlyCollection<Withdrawal<CustomerFacts>>> CustomersAsync()
    {
        foreach (var customers in await CustomersOfAsync(Superseded))
            yield return await FoldAsync(LinesOf(customers), line => line.MicrosoftCustomerId, LineFacts.OfCustomer, (one, other) => one.Join(other));
    }

    /// <summary>A subscription is one customer's for good: it has no lines but among that customer's.</summary>
    public async IAsyncEnumerable<IReadOnlyCollection<Withdrawal<SubscriptionFacts>>> SubscriptionsAsync()
    {
        foreach (var customers in await CustomersOfAsync(Superseded.Where(line => line.MicrosoftSubscriptionId != null)))
        {
            var folded = await FoldAsync(LinesOf(customers).Where(line => line.MicrosoftSubscriptionId != null), line => line.MicrosoftSubscriptionId!.Value,
                line => LineFacts.OfSubscription(line, LineFacts.Sku(line)!.Value), (one, other) => one.Join(other));
            foreach (var batch in folded.Where(withdrawal => withdrawal.Withdrawn is not null).Chunk(SubscriptionsPerBatch)) yield return batch;
        }
    }

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
            var isWithdrawn = invoices.Contains(row.Line.InvoiceId);
            if (!row.Holds && !isWithdrawn) continue;
            var (key, facts) = (keyOf(row.Line), factsOf(row.Line));
            var known = folded.GetValueOrDefault(key) ?? new(key, null, null);
            folded[key] = isWithdrawn
                ? known with { Withdrawn = known.Withdrawn is { } withdrawn ? join(withdrawn, facts) : facts }
                : known with { Remaining = known.Remaining is { } remaining ? join(remaining, facts) : facts };
        }
        return folded.Values;
    }
}
