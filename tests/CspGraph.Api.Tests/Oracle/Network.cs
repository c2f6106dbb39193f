using CspGraph.Domain.Agreements;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>The rows of one tenant, made to be hard: ties, rows without values, look-alike texts, rows held by two resellers.</summary>
sealed class Network(int tenantId, Dice dice)
{
    static readonly string[] Names =
    [
        "Contoso", "contoso", " Contoso Ltd ", "United", "Ünited", "ünïted", "50% off_", "50%_x", "50x_x", "O'Brien", "[Brackets]", "back\\slash", "back\\\\slash",
        "Straße", "STRASSE", "Ａcme", "acme", "Acmé", "ﬁne", "Fine", "😀 mobile", "\uFFFD odd", "żółć", "Ærø", "_", "%", "a\"quote\"", "zebra", "Zebra", "",
    ];

    static readonly string[] Countries = ["PT", "DE", "BR", "US", "JP"];
    static readonly string[] Currencies = ["EUR", "USD", "BRL"];
    static readonly string[] Schedules = ["", "", "TermEnd Cancel", "TermEnd RenewToNewTerm q=4", "TermEnd RenewToNewTerm q=3 t=P1Y b=Monthly c=CFQ7TTC0LF80:0001", "TermEnd RenewToExtendedServiceTerm",
        "TermEnd Transition q=2 c=CFQ7TTC0LF81:0001:CFQ7TTC0AAAA", "CustomDate Cancel 2026-03-31", "CustomDate Transition 2026-04-01 c=CFQ7TTC0LF81:0001;TermEnd RenewToNewTerm"];
    static readonly DateTime Epoch = new(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc);

    readonly List<Reseller> resellers = [];
    readonly List<Customer> customers = [];
    readonly List<Sku> skus = [];
    readonly List<CspSubscription> subscriptions = [];
    readonly List<Price> prices = [];

    /// <summary>Everything, in an order in which it can be saved.</summary>
    public IEnumerable<IEnumerable<ITenantOwned>> Rows()
    {
        yield return
        [
            new Tenant
            {
                TenantId = tenantId, Id = dice.Key(), Slug = $"tenant-{tenantId}", Name = "Same Name", Kind = TenantKind.Distributor,
                MicrosoftTenantId = dice.Key(), Country = "PT", Region = CspRegion.Europe,
            },
        ];
        for (var i = 0; i < 14; i++) resellers.Add(Reseller(i));
        yield return resellers;
        yield return resellers.SelectMany(Paths);
        for (var i = 0; i < 36; i++) customers.Add(Customer(i));
        yield return customers;
        yield return dice.Some(customers, 24).Select(Agreement);
        var products = Enumerable.Range(0, 5).Select(Product).ToList();
        yield return products;
        skus.AddRange(products.SelectMany(product => Enumerable.Range(1, dice.Between(1, 4)).Select(i => Sku(product, i))));
        yield return skus;
        for (var i = 0; i < 110; i++) subscriptions.Add(Subscription(i));
        yield return subscriptions;
        yield return dice.Some(subscriptions, 60).SelectMany(subscription => Enumerable.Range(0, dice.Between(1, 3)).Select(i => Minimum(subscription, i)));
        var runs = Enumerable.Range(0, 3).Select(Run).ToList();
        yield return runs;
        yield return runs.Select((run, i) => new PriceSheet { Id = run.Id, StatedOn = Day(), IssuedAt = Instant(), IsComplete = i < 2 });
        for (var i = 0; i < 60; i++) prices.Add(Price(dice.Of(runs), i));
        yield return prices.DistinctBy(row => (row.OfferKey, row.EffectiveStartDate, row.IsSuperseded ? row.Id : row.ImportRunId == runs[2].Id ? row.ImportRunId : Guid.Empty));
        var invoices = Enumerable.Range(0, 5).Select(i => Invoice(i, dice.Of(runs))).ToList();
        (invoices[1].SupersededById, invoices[3].SupersededById) = (invoices[2].Id, invoices[4].Id);
        yield return invoices;
        yield return invoices.SelectMany(invoice => Enumerable.Range(2, dice.Between(0, 9)).Select(i => Line(invoice, i)));
        var usage = new NetworkUsage(dice);
        yield return usage.Statements(runs);
        yield return usage.Days(customers);
        yield return usage.Entitlements();
        var access = new NetworkAccess(dice, resellers);
        foreach (var rows in access.All(customers)) yield return rows;
        var standings = new NetworkStandings(dice, resellers);
        yield return standings.Standings();
        yield return standings.Results();
        yield return standings.Limits();
        var watched = new NetworkAlerts(dice, resellers, customers, subscriptions);
        foreach (var rows in new[] { watched.Alerts(), watched.Budgets(), watched.Seats(), NetworkAlerts.Policies(tenantId, dice) }) yield return rows;
    }

    Reseller Reseller(int i)
    {
        var parent = i < 3 ? null : resellers.Where(row => row.Depth < 3).TakeLast(6).ToList() is var near ? dice.Of(near) : null;
        return new Reseller
        {
            Id = dice.Key(),
            Name = dice.Of(Names),
            Country = dice.MaybeOf(70, Countries),
            Region = dice.Maybe(70, () => dice.Of(Enum.GetValues<CspRegion>())),
            EntraTenantId = dice.Maybe(60, dice.Key),
            PlaId = dice.Chance(70) ? $"{5_000_000 + i}" : null,
            PgaId = dice.MaybeOf(60, ["410001", "410002"]),
            Status = dice.Of(Enum.GetValues<ResellerStatus>()),
            MaicppStatus = dice.Of(Enum.GetValues<MaicppStatus>()),
            RelationshipState = dice.Of(Enum.GetValues<RelationshipState>()),
            MpaAcceptedOn = dice.Maybe(50, Day),
            OnboardedOn = dice.Maybe(60, Day),
            ParentId = parent?.Id,
            Depth = parent is null ? 0 : parent.Depth + 1,
        };
    }

    /// <summary>The paths that hold, and now and then one that no longer does.</summary>
    IEnumerable<ResellerClosure> Paths(Reseller reseller)
    {
        var steps = 0;
        for (var above = reseller; above is not null; above = resellers.Find(row => row.Id == above.ParentId))
            yield return new ResellerClosure { AncestorId = above.Id, DescendantId = reseller.Id, Depth = steps++, ValidFrom = Epoch };
        if (dice.Chance(40))
            yield return new ResellerClosure { AncestorId = dice.Of(resellers).Id, DescendantId = reseller.Id, Depth = dice.Between(1, 2), ValidFrom = Epoch.AddYears(-2), ValidTo = Epoch };
    }

    Customer Customer(int i) => new()
    {
        Id = dice.Key(),
        Name = dice.Of(Names),
        Domain = dice.Chance(70) ? dice.Of(["contoso.com", "CONTOSO.COM", "ünited.example", "50%.example", $"c{i}.example"]) : null,
        Country = dice.MaybeOf(70, Countries),
        EntraTenantId = new Guid(i, 0, 0, new byte[8]),
        ResellerId = dice.Maybe(85, () => dice.Of(resellers).Id),
    };

    CustomerAgreement Agreement(Customer customer) => new()
    {
        Id = dice.Key(),
        CustomerId = customer.Id,
        ResellerId = dice.Chance(90) ? customer.ResellerId : dice.Of(resellers).Id,
        Status = dice.Of(Enum.GetValues<AgreementStatus>()),
        AcceptedOn = dice.Maybe(60, Day),
        SignatoryName = dice.MaybeOf(60, Names),
        SignatoryEmail = dice.MaybeOf(60, ["ann@contoso.com"]),
    };

    Product Product(int i) => new()
    {
        Id = dice.Key(),
        ProductId = $"CFQ7TTC0LF8{i}",
        Name = dice.Of(["Microsoft 365 E5", "microsoft 365 e5", "Azure plan", "Dynamics 365 Sales"]),
        Publisher = dice.MaybeOf(70, ["Microsoft Corporation"]),
        Family = dice.Of(Enum.GetValues<ProductFamily>()),
    };

    Sku Sku(Product product, int i) => new()
    {
        Id = dice.Key(),
        ProductId = product.Id,
        SkuId = $"000{i}",
        CatalogId = $"{product.ProductId}:000{i}",
        Name = dice.Of(Names),
        IsTrial = dice.Chance(30),
        IsAddOn = dice.Chance(30),
    };

    CspSubscription Subscription(int i)
    {
        var customer = dice.Of(customers);
        var sku = dice.Of(skus);
        return new CspSubscription
        {
            Id = dice.Key(),
            SubscriptionId = new Guid(i, 1, 0, new byte[8]),
            Name = dice.Of(Names),
            CustomerId = customer.Id,
            ResellerId = dice.Chance(80) ? customer.ResellerId : dice.Maybe(70, () => dice.Of(resellers).Id),
            ProductId = dice.Chance(90) ? sku.ProductId : dice.Of(skus).ProductId,
            SkuId = sku.Id,
            Quantity = dice.Between(0, 6),
            UnitPrice = dice.Maybe(70, Amount),
            Currency = dice.Of(Currencies),
            MonthlyCost = dice.Maybe(60, Amount),
            TermDuration = dice.Maybe(70, () => dice.Of(Enum.GetValues<TermDuration>())),
            BillingCycle = dice.Of(Enum.GetValues<BillingCycle>()),
            Status = dice.Chance(50) ? SubscriptionStatus.Active : dice.Of(Enum.GetValues<SubscriptionStatus>()),
            StartDate = Day(),
            CommitmentEndDate = dice.Maybe(50, Day),
            CancellationAllowedUntil = dice.Maybe(50, Instant),
            AutoRenew = dice.Maybe(60, () => dice.Chance(50)),
            PartnerOfRecordId = dice.Chance(60) ? $"{5_000_000 + dice.Below(14)}" : null,
            AsOf = Instant(),
            ScheduledActions = i % 5 < 2 ? null : Schedules[i % Schedules.Length],
        };
    }

    ContractedMinimum Minimum(CspSubscription subscription, int i) => new()
    {
        Id = dice.Key(),
        SubscriptionId = subscription.Id,
        ResellerId = dice.Chance(90) ? subscription.ResellerId : dice.Of(resellers).Id,
        MinimumQuantity = dice.Between(0, 6),
        StartsOn = new DateOnly(2026, 1, 1).AddDays(100 * i + dice.Below(90)),
        EndsOn = dice.Maybe(50, Day),
    };

    ImportRun Run(int i) => new()
    {
        Id = dice.Key(),
        Kind = ImportKind.LicenseReconciliation,
        FileName = $"{dice.Of(Names)}.csv",
        ContentHash = dice.Chance(60) ? new string('A', 63) + i : null,
        Status = dice.Of(Enum.GetValues<ImportStatus>()),
        StartedAt = Instant(),
        IssuedAt = Instant(),
        ProgressAt = Instant(),
        FinishedAt = dice.Maybe(50, Instant),
        BytesRead = dice.Below(3_000),
        TotalBytes = dice.Maybe(60, () => (long)dice.Below(2_000)),
        LineCount = 3_000_000_000 + i,
        AlreadyImported = dice.Chance(30),
        Created = i,
        Updated = dice.Below(9),
        ErrorCount = i,
        Errors = i == 0 ? null : """[{"Line":2,"Column":"Total","Reason":"is no number"},{"Line":3,"Column":null,"Reason":"\u00fc"}]""",
    };

    Invoice Invoice(int i, ImportRun run) => new()
    {
        Id = dice.Key(),
        Number = $"G00{i / 2}",
        Currency = dice.Of(Currencies),
        ImportRunId = run.Id,
        IsComplete = i != 2,
        LineCount = i,
        Subtotal = Amount(),
        TaxTotal = Amount(),
        Total = Amount(),
        ImportedAt = Instant(),
        IssuedAt = Instant(),
    };

    InvoiceLine Line(Invoice invoice, int number) => new()
    {
        Id = dice.Key(),
        InvoiceId = invoice.Id,
        LineNumber = 1_000 - number,
        MicrosoftCustomerId = dice.Chance(80) ? dice.Of(customers).EntraTenantId : dice.Key(),
        ResellerMpnId = dice.Chance(60) ? dice.Of(resellers).PlaId : dice.MaybeOf(50, ["0", "-1"]),
        CustomerName = dice.Of(Names),
        CustomerDomainName = dice.MaybeOf(50, ["contoso.com"]),
        CustomerCountry = dice.MaybeOf(50, Countries),
        OrderDate = dice.Maybe(50, Instant),
        MicrosoftProductId = dice.Chance(60) ? dice.Of(skus).CatalogId.Split(':')[0] : null,
        MicrosoftSkuId = dice.MaybeOf(50, ["1"]),
        CatalogId = dice.MaybeOf(60, skus)?.CatalogId,
        ChargeType = "new",
        UnitPrice = dice.Maybe(50, () => 1.234567890123m),
        Quantity = dice.Maybe(50, Amount),
        Subtotal = Amount(),
        TaxTotal = Amount(),
        Total = Amount(),
        Currency = dice.Of(Currencies),
        MicrosoftSubscriptionId = dice.Maybe(80, () => dice.Chance(70) ? dice.Of(subscriptions).SubscriptionId : dice.Key()),
        ChargeStartDate = dice.Maybe(50, Instant),
        BillableQuantity = dice.Maybe(50, Amount),
        PCToBCExchangeRate = dice.Maybe(50, () => 0.000000000001m),
        PCToBCExchangeRateDate = dice.Maybe(50, Instant),
        ProductQualifiers = dice.MaybeOf(30, ["""["a","b"]"""]),
    };

    /// <summary>Few offers and days: so that they overlap, follow and restate each other.</summary>
    Price Price(ImportRun run, int number)
    {
        var sku = dice.Of(skus);
        var offer = new PriceOffer(sku.CatalogId, dice.Of(["PT", "DE"]), "EUR", dice.Of([PriceSegment.Commercial, PriceSegment.Education]), dice.Maybe(90, () => TermDuration.P1Y), BillingCycle.Annual, null, null);
        var start = Day();
        return new Price
        {
            Id = dice.Key(),
            ImportRunId = run.Id,
            LineNumber = number,
            MicrosoftProductId = sku.CatalogId.Split(':')[0],
            CatalogId = sku.CatalogId,
            Market = offer.Market,
            Currency = offer.Currency,
            Segment = offer.Segment,
            TermDuration = offer.Term,
            BillingPlan = offer.Plan,
            PricingTierRangeMin = dice.Maybe(30, () => dice.Between(0, 3)),
            PricingTierRangeMax = dice.Maybe(30, () => dice.Between(3, 9)),
            OfferKey = offer.ToString(),
            EffectiveStartDate = start,
            EffectiveEndDate = dice.Maybe(50, () => start.AddDays(dice.Between(0, 4))),
            UnitPrice = dice.Between(0, 90_000) / 10_000m,
            ErpPrice = dice.Maybe(80, Amount),
            UnitOfMeasure = dice.MaybeOf(20, ["1 TB"]),
            Tags = dice.MaybeOf(60, ["License", "Licence, Trial"]),
            IssuedAt = Instant(),
            IsSuperseded = dice.Chance(25),
        };
    }

    DateOnly Day() => DateOnly.FromDateTime(Epoch).AddDays(dice.Between(-4, 4));

    DateTime Instant() => Epoch.AddHours(12 * dice.Between(-6, 6)).AddMilliseconds(dice.Chance(50) ? 0 : dice.Below(1_000));

    decimal Amount() => dice.Between(-1_000, 9_000_000) / (dice.Chance(50) ? 1m : 10_000m);
}
