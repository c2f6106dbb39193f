using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>What a file states in all, by what it is about. Of a large network most waits in the database, of any other nothing does.</summary>
/// <param name="runId">The import.</param>
/// <param name="window">Things held in memory before they are set aside.</param>
sealed class StatedFacts(Guid runId, int window = StatedFacts.Window)
{
    /// <summary>Some 4 MB, and as much again that is set aside and not yet written.</summary>
    const int Window = 5_000;

    /// <summary>By key: see <see cref="ResellerKeys"/>.</summary>
    public Stated<string, ResellerFacts> Resellers { get; } = new(StatedNoun.Resellers, runId, (one, other) => one.Join(other));

    /// <summary>By a reseller's key: the key of whom it is under, empty for the distributor itself. They are held at once, as the tree is.</summary>
    public Dictionary<string, Fact<string>> Parents { get; } = [];
    public Stated<string, ProductFacts> Products { get; } = new(StatedNoun.Products, runId, (one, other) => one.Join(other));
    public Stated<SkuKey, SkuFacts> Skus { get; } = new(StatedNoun.Skus, runId, (one, other) => one.Join(other));
    public Stated<Guid, CustomerFacts> Customers { get; } = new(StatedNoun.Customers, runId, (one, other) => one.Join(other));
    public Stated<Guid, AgreementFacts> Agreements { get; } = new(StatedNoun.Agreements, runId, (one, other) => one.Join(other));
    public Stated<MinimumKey, MinimumFacts> Minimums { get; } = new(StatedNoun.Minimums, runId, (one, other) => one.Join(other));
    public Stated<SubscriptionKey, SubscriptionFacts> Subscriptions { get; } = new(StatedNoun.Subscriptions, runId, (one, other) => one.Join(other));
    public Stated<EntitlementKey, Fact<string>> Entitlements { get; } = new(StatedNoun.Entitlements, runId, (one, other) => Fact.Join<string>(one, other)!.Value);

    /// <summary>Of a network file: see <see cref="ItemMentions.KeyOf"/>.</summary>
    public Stated<Guid, ItemMentions> Mentions { get; } = new(StatedNoun.Mentions, runId, (one, other) => one.Join(other));

    public void Add(ReconciliationLine line)
    {
        var row = line.Row;
        Customers.Add(row.MicrosoftCustomerId, LineFacts.OfCustomer(row));
        if (LineFacts.ResellerPlaId(row) is { } plaId) Resellers.Add(plaId, new() { SoldOn = LineFacts.SoldOn(row) });
        if (row.MicrosoftProductId is { } product) Products.Add(product, LineFacts.OfProduct(row));
        if (LineFacts.Sku(row) is not { } sku) return;
        Skus.Add(sku, LineFacts.OfSku(row));
        if (row.MicrosoftSubscriptionId is { } subscription) Subscriptions.Add(new(row.MicrosoftCustomerId, subscription), LineFacts.OfSubscription(row, sku));
    }

    /// <summary>A price is dated by its first day: that is the earliest on which its line can have been written.</summary>
    public void Add(PriceSheetLine line)
    {
        var statedAt = line.Row.EffectiveStartDate.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        Products.Add(line.Sku.ProductId, new(Fact.Of(line.ProductTitle, statedAt), Fact.Of(line.Publisher, statedAt)));
        Skus.Add(line.Sku, new(Fact.Of(line.SkuTitle, statedAt), Qualifiers: null));
    }

    int HeldCount => Resellers.HeldCount + Products.HeldCount + Skus.HeldCount + Customers.HeldCount + Agreements.HeldCount
        + Subscriptions.HeldCount + Minimums.HeldCount + Entitlements.HeldCount + Mentions.HeldCount;

    /// <summary>To be called by who adds, after each chunk: sets aside what no longer fits.</summary>
    public void SetAside()
    {
        if (HeldCount <= window) return;
        Resellers.SetAside();
        Products.SetAside();
        Skus.SetAside();
        Customers.SetAside();
        Agreements.SetAside();
        Subscriptions.SetAside();
        Entitlements.SetAside();
        Minimums.SetAside();
        Mentions.SetAside();
    }

    /// <summary>To be called in the transaction of each chunk: writes what was set aside.</summary>
    public async Task SpillAsync(CspGraphDb db, CancellationToken cancellation)
    {
        await Resellers.SpillAsync(db, cancellation);
        await Products.SpillAsync(db, cancellation);
        await Skus.SpillAsync(db, cancellation);
        await Customers.SpillAsync(db, cancellation);
        await Agreements.SpillAsync(db, cancellation);
        await Subscriptions.SpillAsync(db, cancellation);
        await Entitlements.SpillAsync(db, cancellation);
        await Minimums.SpillAsync(db, cancellation);
        await Mentions.SpillAsync(db, cancellation);
    }

    /// <summary>Deletes what was set aside.</summary>
    public Task DeleteAsync(CspGraphDb db, CancellationToken cancellation) =>
        db.StagedPages.Whole().Where(row => row.ImportRunId == runId).ExecuteDeleteAsync(cancellation);
}
