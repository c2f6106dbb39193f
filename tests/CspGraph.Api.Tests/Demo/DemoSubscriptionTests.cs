using CspGraph.Api.Demo;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Demo;

public sealed class DemoSubscriptionTests
{
    [Theory]
    [InlineData(DemoDatabase.Contoso)]
    [InlineData(DemoDatabase.Northwind)]
    public async Task Some_renew_within_1_7_and_30_days_and_some_have_ended(int tenantId)
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var subscriptions = await demo.ReadAsync<CspSubscription>(tenantId);
        var days = subscriptions.Where(row => row is { Status: SubscriptionStatus.Active, CommitmentEndDate: not null })
            .Select(row => row.CommitmentEndDate!.Value.DayNumber - DemoDatabase.Today.DayNumber).ToList();
        Assert.Contains(days, left => left is 0 or 1);
        Assert.Contains(days, left => left is > 1 and <= 7);
        Assert.Contains(days, left => left is > 7 and <= 30);
        Assert.All(days, left => Assert.InRange(left, 0, 3 * 366));
        Assert.All(subscriptions.Where(row => DemoTerm.HasEnded(row.Status)), row =>
        {
            Assert.True(row.CommitmentEndDate < DemoDatabase.Today);
            Assert.False(row.AutoRenew);
        });
        Assert.Contains(subscriptions, row => row is { Status: SubscriptionStatus.Active, AutoRenew: true });
        Assert.Contains(subscriptions, row => row is { Status: SubscriptionStatus.Active, AutoRenew: false });
    }

    [Fact]
    public async Task Every_outcome_of_a_renewal_is_there()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var skus = (await demo.ReadAsync<Sku>(DemoDatabase.Contoso)).ToDictionary(row => row.Id);
        var outlooks = (await demo.ReadAsync<CspSubscription>(DemoDatabase.Contoso)).Select(row => RenewalOutlook.Of(row, skus[row.SkuId].CatalogId, skus[row.SkuId].IsTrial, isEndOfSale: false)).ToList();
        Assert.All(Enum.GetValues<RenewalOutcome>(), outcome => Assert.InRange(outlooks.Count(outlook => outlook.Outcome == outcome), 5, 900));
    }

    [Fact]
    public async Task A_term_ends_a_whole_term_after_it_began_and_can_be_cancelled_for_seven_days()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var subscriptions = await demo.ReadAsync<CspSubscription>(DemoDatabase.Contoso);
        Assert.All(subscriptions.Where(row => row.CancellationAllowedUntil is not null), row =>
        {
            var months = row.TermDuration switch { TermDuration.P1M => 1, TermDuration.P1Y => 12, _ => 36 };
            var terms = Enumerable.Range(0, 100).Single(n => row.StartDate.AddMonths(months * (n + 1)).AddDays(-1) == row.CommitmentEndDate);
            Assert.Equal(row.StartDate.AddMonths(months * terms).AddDays(7).ToDateTime(TimeOnly.MinValue), row.CancellationAllowedUntil);
            Assert.True(row.StartDate <= DemoDatabase.Today);
        });
        Assert.Contains(subscriptions, row => row.CancellationAllowedUntil > DemoDatabase.Today.ToDateTime(TimeOnly.MinValue));
        Assert.All(subscriptions.Where(row => row.TermDuration is null), row => Assert.Equal((null, null, null), (row.CommitmentEndDate, row.UnitPrice, row.MonthlyCost)));
    }

    [Fact]
    public async Task Costs_follow_the_rule_and_a_monthly_term_costs_a_fifth_more()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var subscriptions = await demo.ReadAsync<CspSubscription>(DemoDatabase.Contoso);
        Assert.All(subscriptions, row => Assert.Equal(MonthlyPrice.Of(row.UnitPrice, row.Quantity, row.BillingCycle), row.MonthlyCost));
        Assert.True(subscriptions.Count(row => row.MonthlyCost > 0) > 800);

        var prices = subscriptions.Where(row => row.UnitPrice > 0).GroupBy(row => (row.SkuId, row.Currency)).ToList();
        var compared = 0;
        foreach (var sku in prices)
        {
            decimal? Of(TermDuration term, BillingCycle cycle) => sku.Where(row => (row.TermDuration, row.BillingCycle) == (term, cycle)).Select(row => row.UnitPrice).Distinct().SingleOrDefault();
            var annual = Of(TermDuration.P1Y, BillingCycle.Annual);
            if (annual is null) continue;
            if (Of(TermDuration.P1M, BillingCycle.Monthly) is { } month) Assert.InRange(month * 12 / annual.Value, 1.195m, 1.205m);
            if (Of(TermDuration.P1Y, BillingCycle.Monthly) is { } inMonths) Assert.InRange(inMonths * 12 / annual.Value, 1.045m, 1.055m);
            compared++;
        }
        Assert.True(compared > 20);
    }

    [Theory]
    [InlineData(DemoDatabase.Contoso)]
    [InlineData(DemoDatabase.Northwind)]
    public async Task Invoices_add_up_and_charge_for_what_is_held(int tenantId)
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var subscriptions = (await demo.ReadAsync<CspSubscription>(tenantId)).ToDictionary(row => row.SubscriptionId);
        var customers = (await demo.ReadAsync<Customer>(tenantId)).ToDictionary(row => row.Id, row => row.EntraTenantId);
        var skus = (await demo.ReadAsync<Sku>(tenantId)).ToDictionary(row => row.Id, row => row.CatalogId);
        var lines = (await demo.ReadAsync<InvoiceLine>(tenantId)).ToLookup(row => row.InvoiceId);
        var runs = (await demo.ReadAsync<ImportRun>(tenantId)).ToDictionary(row => row.Id);
        var invoices = await demo.ReadAsync<Invoice>(tenantId);
        Assert.Equal(2, invoices.Count);
        foreach (var invoice in invoices)
        {
            Assert.Equal((lines[invoice.Id].Sum(line => line.Subtotal), lines[invoice.Id].Sum(line => line.TaxTotal), lines[invoice.Id].Sum(line => line.Total)),
                (invoice.Subtotal, invoice.TaxTotal, invoice.Total));
            Assert.InRange(invoice.LineCount, 24, 40);
            Assert.Equal(invoice.LineCount, lines[invoice.Id].Count());
            Assert.Equal((ImportStatus.Succeeded, invoice.LineCount), (runs[invoice.ImportRunId].Status, runs[invoice.ImportRunId].LineCount));
            Assert.All(lines[invoice.Id], line =>
            {
                var held = subscriptions[line.MicrosoftSubscriptionId!.Value];
                Assert.Equal((customers[held.CustomerId], skus[held.SkuId], held.UnitPrice, (decimal?)held.Quantity, held.PartnerOfRecordId),
                    (line.MicrosoftCustomerId, line.CatalogId, line.UnitPrice, line.BillableQuantity, line.ResellerMpnId));
                Assert.Equal(decimal.Floor(line.EffectiveUnitPrice!.Value * line.PCToBCExchangeRate!.Value * 100) / 100 * line.BillableQuantity, line.Subtotal);
                Assert.Equal(line.Subtotal + line.TaxTotal, line.Total);
                Assert.True(line.ChargeStartDate >= line.SubscriptionStartDate && line.ChargeEndDate <= line.SubscriptionEndDate);
            });
        }
        Assert.Contains(lines.SelectMany(group => group), line => line.PCToBCExchangeRate != 1m);
    }
}
