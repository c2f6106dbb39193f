using System.Security.Cryptography;
using System.Text;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Demo;

/// <summary>Azure usage of some customers, as if daily rated usage files had been imported: last month's bill, and this month until yesterday.</summary>
sealed class DemoUsage(DemoTenant tenant, DateOnly today, Ids ids)
{
    /// <summary>Service, meter, unit, list price in US dollars, and how much of it a day takes at most.</summary>
    static readonly (string Service, string Meter, string Unit, decimal Price, int Most)[] Meters =
    [
        ("Virtual Machines", "D2s v5", "1 Hour", 0.096m, 72), ("Storage", "LRS Data Stored", "1 GB/Month", 0.0184m, 400),
        ("SQL Database", "vCore", "1 Hour", 0.2525m, 48), ("Bandwidth", "Standard Data Transfer Out", "1 GB", 0.087m, 90),
    ];

    const decimal EarnedCredit = 0.85m;

    readonly DemoMarket home = DemoMarket.All[tenant.Country];
    readonly Random random = new(2_000 + tenant.TenantId);
    readonly Dictionary<Guid, Guid> entitlements = [];

    /// <summary>The month's run and statement, and its lines.</summary>
    public (ImportRun Run, UsageStatement Statement, List<UsageLine> Lines) Make(DateOnly month, IReadOnlyList<DemoCharge> plans)
    {
        var isBilled = month.AddMonths(1) <= today;
        var last = isBilled ? month.AddMonths(1).AddDays(-1) : today.AddDays(-1);
        var number = isBilled ? $"G{tenant.TenantId:000}{month:yyMM}02" : null;
        // Within the last day: what is made soon after midnight has no import of later on.
        var imported = last.ToDateTime(new TimeOnly(23, 0), DateTimeKind.Utc);
        var run = new ImportRun
        {
            Id = ids.Next(),
            Kind = ImportKind.DailyUsage,
            FileName = $"{number ?? "unbilled"}_{month:yyMM}_usage.csv",
            ContentHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Slug} usage {month:yyMM}"))),
            Status = ImportStatus.Succeeded,
            StartedAt = imported,
            IssuedAt = imported,
            ProgressAt = imported.AddSeconds(1),
            FinishedAt = imported.AddSeconds(1),
        };
        var statement = new UsageStatement
        {
            Id = ids.Next(),
            Month = month,
            Currency = home.Currency,
            InvoiceNumber = number,
            ImportRunId = run.Id,
            ImportedAt = imported,
            IssuedAt = imported,
            IsComplete = true,
            Holds = true,
            FirstUsageOn = month,
            LastUsageOn = last,
        };
        var lines = new List<UsageLine>();
        for (var day = month; day <= last; day = day.AddDays(1))
            foreach (var plan in plans)
                foreach (var meter in Meters[..(1 + plan.Subscription.SubscriptionId.ToByteArray()[0] % Meters.Length)])
                    lines.Add(Line(statement, lines.Count + 2, day, plan, meter));
        run.LineCount = statement.LineCount = lines.Count;
        statement.Cost = lines.Sum(line => UsageAmounts.Cost(line) ?? 0);
        return (run, statement, lines);
    }

    /// <summary>The names of the Azure subscriptions that were used.</summary>
    public IEnumerable<UsageEntitlement> Entitlements(DateOnly month, IReadOnlyList<DemoCharge> plans) => plans.DistinctBy(plan => plan.Customer.Row.Id).Select(plan => new UsageEntitlement
    {
        MicrosoftCustomerId = plan.Customer.Row.EntraTenantId,
        EntitlementId = Entitlement(plan),
        Name = $"{plan.Customer.Row.Name} production",
        NameStatedAt = Midnight(month),
    });

    UsageLine Line(UsageStatement statement, int number, DateOnly day, DemoCharge plan, (string Service, string Meter, string Unit, decimal Price, int Most) meter)
    {
        var customer = plan.Customer.Row;
        var quantity = decimal.Round(meter.Most * (decimal)(0.5 + random.NextDouble() / 2), 6);
        var rate = decimal.Round(home.PerUsd, 6);
        return new UsageLine
        {
            Month = statement.Month,
            StatementId = statement.Id,
            LineNumber = number,
            MicrosoftCustomerId = customer.EntraTenantId,
            CustomerName = customer.Name,
            CustomerDomainName = customer.Domain,
            CustomerCountry = customer.Country,
            PartnerName = tenant.Name,
            MpnId = tenant.PlaId,
            ResellerMpnId = plan.Subscription.PartnerOfRecordId,
            SubscriptionDescription = plan.Subscription.Name,
            MicrosoftSubscriptionId = plan.Subscription.SubscriptionId,
            ChargeStartDate = Midnight(statement.Month),
            ChargeEndDate = Midnight(statement.Month.AddMonths(1)),
            UsageDate = Midnight(day),
            MeterCategory = meter.Service,
            MeterName = meter.Meter,
            Unit = meter.Unit,
            ResourceLocation = "WESTEUROPE",
            ChargeType = "new",
            UnitPrice = meter.Price,
            Quantity = quantity,
            UnitType = meter.Unit,
            BillingPreTaxTotal = decimal.Floor(meter.Price * EarnedCredit * quantity * rate * 100) / 100,
            BillingCurrency = home.Currency,
            PricingCurrency = "USD",
            EffectiveUnitPrice = meter.Price * EarnedCredit,
            PCToBCExchangeRate = rate,
            PCToBCExchangeRateDate = Midnight(statement.Month),
            EntitlementId = Entitlement(plan),
            EntitlementDescription = $"{customer.Name} production",
            PartnerEarnedCreditPercentage = 15,
            CreditPercentage = 0,
            CreditType = "Partner Earned Credit Applied",
        };
    }

    /// <summary>One Azure subscription for each customer.</summary>
    Guid Entitlement(DemoCharge plan)
    {
        if (!entitlements.TryGetValue(plan.Customer.Row.Id, out var id)) entitlements.Add(plan.Customer.Row.Id, id = random.NextGuid());
        return id;
    }

    static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
