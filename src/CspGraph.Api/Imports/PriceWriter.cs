using CspGraph.Data;
using CspGraph.Domain.Pricing;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Shows the prices of a sheet, within the context's transaction: decides by the rule of <see cref="PriceSheet"/> which of two sheets holds where both state a price.</summary>
sealed class PriceWriter(CspGraphDb db, PriceSheet sheet, CancellationToken cancellation)
{
    /// <summary>Returns how many prices are new, and how many now state something else.</summary>
    public async Task<(int Created, int Updated)> ShowAsync()
    {
        var created = await Ours().CountAsync(cancellation) - await Restated().CountAsync(cancellation);
        var updated = await Restated().CountAsync(pair => pair.IsNewer && (pair.Ours.UnitPrice != pair.Held.UnitPrice || pair.Ours.ErpPrice != pair.Held.ErpPrice
            || pair.Ours.EffectiveEndDate != pair.Held.EffectiveEndDate || pair.Ours.UnitOfMeasure != pair.Held.UnitOfMeasure || pair.Ours.Tags != pair.Held.Tags), cancellation);
        await SupersedeAsync(Restated().Where(pair => !pair.IsNewer).Select(pair => pair.Ours.Id));
        await SupersedeAsync(Restated().Where(pair => pair.IsNewer).Select(pair => pair.Held.Id));
        sheet.IsComplete = true;
        db.Update(sheet);
        await db.SaveChangesAsync(cancellation);
        return (created, updated);
    }

    IQueryable<Price> Ours() => db.Prices.WholeAndHidden().Where(row => row.ImportRunId == sheet.Id);

    /// <summary>Our prices that are shown from another sheet so far.</summary>
    IQueryable<Pair> Restated() =>
        from ours in Ours()
        join held in db.Prices.WholeAndHidden() on new { ours.OfferKey, ours.EffectiveStartDate } equals new { held.OfferKey, held.EffectiveStartDate }
        join theirs in db.PriceSheets on held.ImportRunId equals theirs.Id
        where !held.IsSuperseded && theirs.IsComplete
        select new Pair { Ours = ours, Held = held, IsNewer = sheet.StatedOn > theirs.StatedOn || sheet.StatedOn == theirs.StatedOn && sheet.IssuedAt >= theirs.IssuedAt };

    Task SupersedeAsync(IQueryable<Guid> prices) => db.Prices.WholeAndHidden().Where(row => prices.Contains(row.Id))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsSuperseded, true), cancellation);

    sealed class Pair
    {
        public required Price Ours { get; init; }
        public required Price Held { get; init; }
        public bool IsNewer { get; init; }
    }
}
