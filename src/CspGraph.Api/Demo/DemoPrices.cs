using System.Security.Cryptography;
using System.Text;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Demo;

/// <summary>The price list of a demo tenant's markets, as if the sheet of the current month had been imported: what its subscriptions are charged, and what it was before the last rise.</summary>
sealed class DemoPrices(DemoTenant tenant, DateOnly today, Ids ids)
{
    const decimal BeforeRise = 0.95m;

    static readonly (TermDuration Term, BillingCycle Plan)[] Plans =
    [
        (TermDuration.P1M, BillingCycle.Monthly), (TermDuration.P1Y, BillingCycle.Monthly), (TermDuration.P1Y, BillingCycle.Annual),
        (TermDuration.P3Y, BillingCycle.Monthly), (TermDuration.P3Y, BillingCycle.Annual), (TermDuration.P3Y, BillingCycle.Triennial),
    ];

    readonly DateOnly rise = new(today.Year, today.Month, 1);
    int lines;

    public (ImportRun Run, PriceSheet Sheet, List<Price> Prices) Make()
    {
        var at = rise.ToDateTime(new TimeOnly(5, 0), DateTimeKind.Utc);
        var run = new ImportRun
        {
            Id = ids.Next(),
            Kind = ImportKind.PriceSheet,
            FileName = $"prices_{rise:yyyy_MM}.csv",
            ContentHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Slug} prices {rise:yyyy-MM}"))),
            Status = ImportStatus.Succeeded,
            StartedAt = at,
            IssuedAt = at,
            ProgressAt = at.AddSeconds(1),
            FinishedAt = at.AddSeconds(1),
        };
        var sheet = new PriceSheet { Id = run.Id, StatedOn = rise, IssuedAt = at, IsComplete = true };
        var prices = tenant.Countries.SelectMany(country => DemoCatalog.Offers.Where(offer => !offer.IsAzurePlan).SelectMany(offer => Of(sheet, offer, DemoMarket.All[country]))).ToList();
        run.LineCount = run.Created = prices.Count;
        return (run, sheet, prices);
    }

    IEnumerable<Price> Of(PriceSheet sheet, DemoOffer offer, DemoMarket market)
    {
        foreach (var (term, plan) in Plans.Where(plan => offer.IsTrial ? plan.Term is TermDuration.P1M : offer.Triennial || plan.Term is not TermDuration.P3Y))
        {
            var price = DemoPrice.PerCycle(offer, market, term, plan);
            yield return Row(sheet, offer, market, term, plan, decimal.Round(price * BeforeRise, 2), rise.AddYears(-1), rise.AddDays(-1));
            yield return Row(sheet, offer, market, term, plan, price, rise, end: null);
        }
    }

    Price Row(PriceSheet sheet, DemoOffer offer, DemoMarket market, TermDuration term, BillingCycle plan, decimal price, DateOnly start, DateOnly? end)
    {
        var priced = new PriceOffer($"{offer.ProductId}:{offer.SkuId}", market.Country, market.Currency, PriceSegment.Commercial, term, plan, TierMin: null, TierMax: null);
        return new Price
        {
            Id = ids.Next(),
            ImportRunId = sheet.Id,
            LineNumber = ++lines + 1,
            MicrosoftProductId = offer.ProductId,
            CatalogId = priced.CatalogId,
            Market = priced.Market,
            Currency = priced.Currency,
            Segment = priced.Segment,
            TermDuration = term,
            BillingPlan = plan,
            OfferKey = priced.ToString(),
            EffectiveStartDate = start,
            EffectiveEndDate = end,
            UnitPrice = price,
            ErpPrice = decimal.Round(price / DemoPrice.PartnerShare, 2),
            Tags = offer.IsTrial ? "Trial" : "License",
            IssuedAt = sheet.IssuedAt,
        };
    }
}
