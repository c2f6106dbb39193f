using System.Security.Cryptography;
using System.Text;
using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Demo;

/// <summary>A subscription that an invoice charges for.</summary>
sealed record DemoCharge(CspSubscription Subscription, DemoSku Sku, DemoCustomer Customer);

/// <summary>One month's invoice over some of the subscriptions, as if its reconciliation file had been imported.</summary>
sealed class DemoInvoices(DemoTenant tenant, Ids ids)
{
    readonly DemoMarket home = DemoMarket.All[tenant.Country];

    /// <summary>True for what is charged every month with a fixed price.</summary>
    public static bool Charges(CspSubscription subscription) =>
        subscription is { Status: SubscriptionStatus.Active, BillingCycle: BillingCycle.Monthly, TermDuration: not null, UnitPrice: > 0 };

    public (ImportRun Run, Invoice Invoice, List<InvoiceLine> Lines) Make(DateOnly month, IEnumerable<DemoCharge> charges)
    {
        var number = $"G{tenant.TenantId:000}{month:yyMM}01";
        var imported = month.AddMonths(1).ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc);
        var run = new ImportRun
        {
            Id = ids.Next(),
            Kind = ImportKind.LicenseReconciliation,
            FileName = $"{number}_reconciliation.csv",
            ContentHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Slug} {number}"))),
            Status = ImportStatus.Succeeded,
            StartedAt = imported,
            FinishedAt = imported.AddSeconds(2),
            IssuedAt = imported,
            ProgressAt = imported.AddSeconds(2),
        };
        var invoice = new Invoice { Id = ids.Next(), Number = number, Currency = home.Currency, ImportRunId = run.Id, IsComplete = true, ImportedAt = imported, IssuedAt = imported };
        var lines = charges.Where(charge => charge.Subscription.StartDate < month.AddMonths(1))
            .Select((charge, index) => Line(invoice.Id, index + 2, month, charge)).ToList();
        run.LineCount = invoice.LineCount = lines.Count;
        run.Created = lines.Count;
        invoice.Subtotal = lines.Sum(line => line.Subtotal);
        invoice.TaxTotal = lines.Sum(line => line.TaxTotal);
        invoice.Total = lines.Sum(line => line.Total);
        return (run, invoice, lines);
    }

    InvoiceLine Line(Guid invoiceId, int lineNumber, DateOnly month, DemoCharge charge)
    {
        var (subscription, sku, customer) = charge;
        var start = subscription.StartDate;
        var termMonths = DemoTerm.Months(subscription.TermDuration!.Value);
        var cycle = (month.Year - start.Year) * 12 + month.Month - start.Month;
        var rate = decimal.Round(home.PerUsd / customer.Market.PerUsd, 6);
        var subtotal = Down(subscription.UnitPrice!.Value * rate) * subscription.Quantity;
        var tax = decimal.Round(subtotal * tenant.TaxRate, 2, MidpointRounding.AwayFromZero);
        var order = subscription.SubscriptionId.ToString("N")[..12];
        return new InvoiceLine
        {
            Id = ids.Next(),
            InvoiceId = invoiceId,
            LineNumber = lineNumber,
            MicrosoftCustomerId = customer.Row.EntraTenantId,
            CustomerName = customer.Row.Name,
            CustomerDomainName = customer.Row.Domain,
            CustomerCountry = customer.Row.Country,
            MpnId = tenant.PlaId,
            ResellerMpnId = subscription.PartnerOfRecordId,
            OrderId = order,
            OrderDate = Midnight(start),
            MicrosoftProductId = sku.Offer.ProductId,
            MicrosoftSkuId = sku.Offer.SkuId,
            CatalogId = sku.Sku.CatalogId,
            SkuName = sku.Offer.Sku,
            ProductName = sku.Offer.Product,
            ChargeType = cycle == 0 ? "new" : cycle % termMonths == 0 ? "renew" : "cycleCharge",
            UnitPrice = subscription.UnitPrice,
            EffectiveUnitPrice = subscription.UnitPrice,
            Quantity = subscription.Quantity,
            BillableQuantity = subscription.Quantity,
            Subtotal = subtotal,
            TaxTotal = tax,
            Total = subtotal + tax,
            Currency = home.Currency,
            PricingCurrency = customer.Market.Currency,
            PCToBCExchangeRate = rate,
            PCToBCExchangeRateDate = Midnight(month),
            PublisherName = sku.Product.Publisher,
            SubscriptionDescription = subscription.Name,
            MicrosoftSubscriptionId = subscription.SubscriptionId,
            SubscriptionStartDate = Midnight(start),
            SubscriptionEndDate = Midnight(start.AddMonths(termMonths * (cycle / termMonths + 1)).AddDays(-1)),
            ChargeStartDate = Midnight(start.AddMonths(cycle)),
            ChargeEndDate = Midnight(start.AddMonths(cycle + 1).AddDays(-1)),
            TermAndBillingCycle = Commitment(subscription.TermDuration!.Value),
            BillingFrequency = "Monthly",
            AlternateId = order,
            ProductQualifiers = sku.Offer.IsAddOn ? "[\"AddOn\"]" : "[]",
        };
    }

    static string Commitment(TermDuration term) => term switch
    {
        TermDuration.P1M => "One-Month commitment for monthly billing",
        TermDuration.P1Y => "One-Year commitment for monthly/yearly billing",
        _ => "Three-Year commitment for monthly billing",
    };

    static decimal Down(decimal amount) => decimal.Floor(amount * 100) / 100;

    static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
