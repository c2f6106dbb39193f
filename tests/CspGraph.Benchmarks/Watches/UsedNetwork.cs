using CspGraph.Benchmarks.Imports;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Watches;

/// <summary>Azure usage of all customers of a network, as if it had been imported this morning: 60 days of two services, in one or two Azure subscriptions, steady but for what is planted.</summary>
/// <param name="database">A seeded network, whose own usage no longer counts.</param>
/// <param name="today">The day behind the last one with usage; the one before that is the last that is closed.</param>
/// <param name="spikes">How many customers leap on the last closed day: a tenth of them by machines of a new kind at a new place.</param>
sealed class UsedNetwork(Database database, DateOnly today, int spikes)
{
    const int Days = 60;
    const int SpikesPerMining = 10;
    const int CustomersPerBudget = 10;
    const int Leap = 8;
    const string Compute = "Virtual Machines";

    static readonly string[] Services = ["Storage", Compute];
    static readonly string[] Meters = ["P10 LRS Disk", "D2 v3/D2s v3"];
    static readonly string[] Regions = ["EU West", "EU North", "DE West Central", "FR Central"];

    readonly Dictionary<Guid, bool> planted = [];

    DateOnly LastClosed => today.AddDays(-2);

    DateTime ImportedAt => today.ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc);

    /// <summary>Who leaps, and whether it looks like mining.</summary>
    public IReadOnlyDictionary<Guid, bool> Planted => planted;

    public int Customers { get; private set; }
    public int Budgets { get; private set; }
    public long Lines { get; private set; }

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await using var db = database.Open(Sweeps.Admin);
        await db.UsageStatements.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ExecuteUpdateAsync(set => set.SetProperty(row => row.Holds, false), cancellation);
        // In the order of the sums' key.
        var rows = await db.Customers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).OrderBy(row => row.EntraTenantId).Select(row => new { row.Id, row.EntraTenantId, row.ResellerId }).ToListAsync(cancellation);
        var customers = rows.Select((row, i) => new User(i, row.Id, row.EntraTenantId, row.ResellerId)).ToArray();
        Customers = customers.Length;
        for (var i = 0; i < spikes; i++) planted.Add(customers[i * (customers.Length / spikes)].Id, i % SpikesPerMining == 0);

        await using var bulk = await db.BeginBulkAsync(lasting: false, cancellation);
        var days = Enumerable.Range(-Days, Days).Select(today.AddDays);
        foreach (var month in days.GroupBy(day => new DateOnly(day.Year, day.Month, 1)))
        {
            await using var transaction = await db.BeginWriteAsync(cancellation);
            var statement = await StateAsync(db, month.Key, month.Min(), month.Max(), cancellation);
            Lines += await BulkInsert.WriteAsync(db, LinesOf(statement, customers, [.. month]), cancellation);
            await BulkInsert.WriteAsync(db, SumsOf(statement, customers, [.. month]), cancellation);
            await transaction.CommitAsync(cancellation);
        }
        await using var last = await db.BeginWriteAsync(cancellation);
        Budgets = (int)await BulkInsert.WriteAsync(db, customers.Where(customer => customer.Number % CustomersPerBudget == 0).Select(BudgetOf), cancellation);
        await db.AppendAsync([], cancellation);
        await last.CommitAsync(cancellation);
    }

    async Task<UsageStatement> StateAsync(CspGraphDb db, DateOnly month, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var run = new ImportRun { Id = database.Ids.Next(), Kind = ImportKind.DailyUsage, FileName = $"{month:yyMM}_usage.csv", Status = ImportStatus.Succeeded, StartedAt = ImportedAt, IssuedAt = ImportedAt, ProgressAt = ImportedAt, FinishedAt = ImportedAt };
        var statement = new UsageStatement
        {
            Id = database.Ids.Next(),
            Month = month,
            Currency = "EUR",
            ImportRunId = run.Id,
            ImportedAt = ImportedAt,
            IssuedAt = ImportedAt,
            IsComplete = true,
            Holds = true,
            FirstUsageOn = first,
            LastUsageOn = last,
        };
        await BulkInsert.WriteAsync(db, [run], cancellation);
        await BulkInsert.WriteAsync(db, [statement], cancellation);
        return statement;
    }

    /// <summary>As files have them: by customer the days of the month.</summary>
    IEnumerable<UsageLine> LinesOf(UsageStatement statement, User[] customers, DateOnly[] days)
    {
        var number = 1L;
        foreach (var customer in customers)
            for (var service = 0; service < Services.Length; service++)
                foreach (var day in days)
                    foreach (var (amount, isNew) in Amounts(customer, service, day)) yield return Line(statement, ++number, customer, service, day, amount, isNew);
    }

    IEnumerable<UsageDay> SumsOf(UsageStatement statement, User[] customers, DateOnly[] days)
    {
        foreach (var customer in customers)
            foreach (var day in days)
                for (var service = 0; service < Services.Length; service++)
                {
                    var amounts = Amounts(customer, service, day).ToList();
                    yield return new()
                    {
                        MicrosoftCustomerId = customer.EntraTenantId,
                        Day = day,
                        StatementId = statement.Id,
                        EntitlementId = Entitlement(customer, service),
                        Service = Services[service],
                        Cost = amounts.Sum(line => line.Amount) * 0.85m,
                        ListPrice = amounts.Sum(line => line.Amount),
                        Lines = amounts.Count,
                    };
                }
    }

    /// <summary>What the lines of a day come to: within a twentieth of what is usual; and what is planted.</summary>
    IEnumerable<(decimal Amount, bool IsNew)> Amounts(User customer, int service, DateOnly day)
    {
        var usual = Usual(customer);
        yield return (usual * (95_000 + Drawn.Number("spend", (customer.Number * Services.Length + service) * 100_000L + day.DayNumber, 10_000)) / 100_000, false);
        if (day == LastClosed && planted.TryGetValue(customer.Id, out var isMining) && Services[service] == Compute == isMining) yield return (usual * (Leap - 1), isMining);
    }

    static decimal Usual(User customer) => 20 + Drawn.Number("usual", customer.Number, 200);

    /// <summary>Half of the customers have one Azure subscription, the others one for each service.</summary>
    static Guid Entitlement(User customer, int service) => Drawn.Id("entitlement", customer.Number % 2 == 0 ? customer.Number * 2L : customer.Number * 2L + service);

    /// <summary>By turns: far from used, half used, used up.</summary>
    CustomerBudget BudgetOf(User customer)
    {
        var used = Usual(customer) * Services.Length * LastClosed.Day;
        var share = (customer.Number / CustomersPerBudget % 4) switch { 0 => 0.1m, 1 => 0.55m, 2 => 0.9m, _ => 1.2m };
        return new()
        {
            Id = database.Ids.Next(),
            CustomerId = customer.Id,
            ResellerId = customer.ResellerId,
            Amount = decimal.Round(used / share, 2),
            Currency = "EUR",
            Thresholds = string.Join(' ', new[] { 50, 80, 100 }),
            SetAt = ImportedAt.AddDays(-90),
            Version = 1,
        };
    }

    static UsageLine Line(UsageStatement statement, long number, User customer, int service, DateOnly day, decimal amount, bool isNew)
    {
        var entitlement = Entitlement(customer, service);
        var (meter, region) = isNew ? ("NC24ads A100 v4", "Australia East") : (Meters[service], Drawn.Of("region", customer.Number, Regions));
        return new()
        {
            Month = statement.Month,
            StatementId = statement.Id,
            LineNumber = number,
            MicrosoftCustomerId = customer.EntraTenantId,
            CustomerName = $"Customer {customer.Number}",
            CustomerDomainName = $"customer{customer.Number}.onmicrosoft.com",
            CustomerCountry = "DE",
            PartnerName = "Contoso Distribution",
            MpnId = "6030001",
            ResellerMpnId = "6040001",
            ProductId = "DZH318Z0BPS6",
            SkuId = $"00{service:00}",
            AvailabilityId = "DZH318Z0BP8B",
            SkuName = "Azure plan",
            ProductName = "Azure plan",
            PublisherName = "Microsoft",
            SubscriptionDescription = "Azure plan",
            MicrosoftSubscriptionId = Drawn.Id("plan", customer.Number),
            ChargeStartDate = Midnight(statement.Month),
            ChargeEndDate = Midnight(statement.Month.AddMonths(1)),
            UsageDate = Midnight(day),
            MeterType = $"1 Hour - {meter}",
            MeterCategory = Services[service],
            MeterId = isNew ? "5f6a51d5-ae5a-4e35-ba5e-0e0b7c5d5c5d" : $"{Drawn.Id("meter", service)}",
            MeterSubCategory = "Standard Series",
            MeterName = meter,
            MeterRegion = region,
            Unit = "1 Hour",
            ResourceLocation = region.Replace(" ", "", StringComparison.Ordinal),
            ConsumedService = "Microsoft.Compute",
            ResourceGroup = "rg-production",
            ResourceURI = $"/subscriptions/{entitlement}/resourceGroups/rg-production/providers/Microsoft.Compute/resource-{service:00}",
            ChargeType = "new",
            UnitPrice = amount,
            Quantity = 1,
            UnitType = "1 Hour",
            BillingPreTaxTotal = amount * 0.85m,
            BillingCurrency = "EUR",
            PricingPreTaxTotal = amount * 0.85m,
            PricingCurrency = "EUR",
            Tags = """{"env":"prod","costCenter":"100"}""",
            AdditionalInfo = """{  "ImageType": null,  "ServiceType": "Standard_B1s",  "VMName": null,  "UsageType": "ComputeHR"}""",
            EffectiveUnitPrice = amount * 0.85m,
            PCToBCExchangeRate = 1,
            PCToBCExchangeRateDate = Midnight(statement.Month),
            EntitlementId = entitlement,
            EntitlementDescription = "Production",
            PartnerEarnedCreditPercentage = 15,
            CreditPercentage = 100,
            CreditType = "Azure Credit Applied",
        };
    }

    static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    sealed record User(int Number, Guid Id, Guid EntraTenantId, Guid? ResellerId);
}
