using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Reads;

/// <summary>A small network whose every id and date is the same on each run. Two tenants differ in nothing but their ids.</summary>
/// <remarks>Each of <paramref name="width"/> top resellers has two children, the first of them one child: four resellers in three levels.</remarks>
sealed class ReadNetwork(int tenantId, int width)
{
    static readonly string[] Tops = ["Alfa", "Bravo", "Charlie"];
    static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    readonly Ids ids = new(TimeProvider.System, sqlServerOrder: false, new Random(tenantId));
    readonly List<object> rows = [];
    readonly List<(Reseller Reseller, Reseller[] Above)> resellers = [];
    readonly List<(Product Product, Sku[] Skus)> catalogue = [];
    readonly Dictionary<string, NodeId> named = [];
    int made;

    /// <summary>The global id of a row: <c>Reseller Alfa</c>, <c>Customer Alfa 1</c>, <c>Product 0</c>.</summary>
    public string IdOf(string name) => named[name].ToString();

    public Guid KeyOf(string name) => named[name].Key;

    public Viewer Admin { get; } = new(tenantId, Role.DistributorAdmin, SubtreeRootId: null);

    /// <summary>Who stands at the first top reseller.</summary>
    public Viewer Reseller => new(tenantId, Role.ResellerAnalyst, KeyOf("Reseller Alfa"));

    /// <summary>Two of the same name have the same rows.</summary>
    public string Name => $"network {tenantId} of width {width}";

    public IReadOnlyList<object> Make()
    {
        Add(new Tenant
        {
            TenantId = tenantId,
            Id = NextId(),
            Slug = $"tenant-{tenantId}",
            Name = "Contoso",
            Kind = TenantKind.Distributor,
            MicrosoftTenantId = NextId(),
            Country = "PT",
            Region = CspRegion.Europe,
        });
        for (var i = 0; i < Math.Max(3, width); i++) MakeProduct(i);
        for (var i = 0; i < width; i++) MakeBranch(i < Tops.Length ? Tops[i] : $"Top {i:00}", i);
        foreach (var (reseller, above) in resellers) MakeCustomers(reseller, above.Length);
        MakeCustomer("Direct 1", holder: null, number: 1);
        for (var i = 0; i < Math.Max(2, width); i++) MakeInvoice(i);
        MakePrices();
        rows.AddRange(new ReadUsage(NextId, Start).Make(rows.OfType<Customer>().ToList(), rows.OfType<ImportRun>().First().Id));
        rows.AddRange([.. rows.OfType<CspSubscription>().Where(row => row.Quantity == 20).SelectMany(row => ReadMinimums.Make(row, NextId))]);
        rows.AddRange(new ReadEvents(NextId, Start).Make(rows.OfType<CspSubscription>().First(row => row.ResellerId is not null), resellers[^1].Reseller, [.. rows.OfType<ResellerClosure>()]));
        rows.AddRange([.. new ReadAlerts(NextId, Start, named).Make(rows), .. new ReadWebhooks(NextId, Start, named).Make([.. rows.OfType<EventRecord>()], resellers[0].Reseller.Id)]);
        return rows;
    }

    void MakeBranch(string name, int number)
    {
        var top = MakeReseller(name, number, []);
        var north = MakeReseller($"{name} Norte", number, [top]);
        var south = MakeReseller($"{name} Sul", number, [top]);
        var harbour = MakeReseller($"{name} Porto", number, [north, top]);
        Add(new ResellerClosure { AncestorId = south.Id, DescendantId = harbour.Id, Depth = 1, ValidFrom = Start.AddDays(-9), ValidTo = Start });
    }

    Reseller MakeReseller(string name, int branch, Reseller[] above)
    {
        var reseller = new Reseller
        {
            Id = NextId(),
            Name = name,
            Country = "PT",
            Region = CspRegion.Europe,
            EntraTenantId = NextId(),
            PlaId = name == "Bravo Porto" ? null : $"{5_000_000 + resellers.Count}",
            Reference = name == "Bravo Porto" ? "BRAVO-PORTO" : null,
            PgaId = $"{4_000_000 + branch}",
            Status = ResellerStatus.Active,
            MaicppStatus = MaicppStatus.Active,
            RelationshipState = RelationshipState.Active,
            MpaAcceptedOn = new DateOnly(2021, 2, 1),
            OnboardedOn = resellers.Count % 4 == 1 ? null : new DateOnly(2020, 3, 1).AddDays(resellers.Count / 2),
            ParentId = above.FirstOrDefault()?.Id,
            Depth = above.Length,
        };
        Add(reseller);
        named[$"Reseller {name}"] = new NodeId('R', reseller.Id);
        Reseller[] path = [reseller, .. above];
        for (var depth = 0; depth < path.Length; depth++)
            Add(new ResellerClosure { AncestorId = path[depth].Id, DescendantId = reseller.Id, Depth = depth, ValidFrom = Start });
        resellers.Add((reseller, above));
        return reseller;
    }

    void MakeProduct(int number)
    {
        var product = new Product
        {
            Id = NextId(),
            ProductId = $"CFQ7TTC0{number:0000}",
            Name = number % 3 == 0 ? $"Microsoft 365 E{number}" : $"Azure plan {number}",
            Publisher = "Microsoft",
            Family = number % 3 == 0 ? ProductFamily.Microsoft365 : ProductFamily.Azure,
        };
        var skus = Enumerable.Range(1, 2).Select(i => new Sku { Id = NextId(), ProductId = product.Id, SkuId = $"{i:0000}", CatalogId = $"{product.ProductId}:{i:0000}", Name = $"{product.Name} plan {3 - i}", IsTrial = i == 2 }).ToArray();
        Add(product);
        rows.AddRange(skus);
        catalogue.Add((product, skus));
        named[$"Product {number}"] = new NodeId('P', product.Id);
    }

    void MakeCustomers(Reseller holder, int depth)
    {
        for (var i = 1; i <= (depth == 0 ? 2 : 1); i++) MakeCustomer($"{holder.Name} {i}", holder, i);
    }

    void MakeCustomer(string name, Reseller? holder, int number)
    {
        var customer = new Customer
        {
            Id = NextId(),
            Name = name,
            Domain = number == 2 ? null : $"{name.ToLowerInvariant().Replace(' ', '-')}.example",
            Country = "PT",
            EntraTenantId = NextId(),
            ResellerId = holder?.Id,
        };
        Add(customer);
        named[$"Customer {name}"] = new NodeId('C', customer.Id);
        if (number == 1)
            Add(new CustomerAgreement { Id = NextId(), CustomerId = customer.Id, ResellerId = holder?.Id, Status = AgreementStatus.AcceptedDirectly, AcceptedOn = new DateOnly(2024, 5, 6), SignatoryName = "Ana" });
        for (var i = 1; i <= 3; i++) MakeSubscription($"{name} {i}", customer, i);
    }

    void MakeSubscription(string name, Customer customer, int number)
    {
        var (product, skus) = catalogue[made % 3];
        var subscription = new CspSubscription
        {
            Id = NextId(),
            SubscriptionId = NextId(),
            Name = name,
            CustomerId = customer.Id,
            ResellerId = customer.ResellerId,
            ProductId = product.Id,
            SkuId = skus[0].Id,
            Quantity = number * 10,
            UnitPrice = number == 2 ? null : 12.5m * number,
            MonthlyCost = number == 2 ? null : 125m * number * number,
            Currency = number == 3 ? "GBP" : "EUR",
            TermDuration = number == 3 ? null : TermDuration.P1Y,
            BillingCycle = BillingCycle.Monthly,
            Status = number == 3 && customer.ResellerId is null ? SubscriptionStatus.Suspended : SubscriptionStatus.Active,
            StartDate = new DateOnly(2026, 1, number),
            CommitmentEndDate = number == 3 ? null : new DateOnly(2026, 12, 1).AddDays(made % 20),
            AutoRenew = number == 1,
            ScheduledActions = number == 1 ? made % 3 == 0 ? "TermEnd RenewToNewTerm q=25" : null : "",
            PartnerOfRecordId = "5000000",
            AsOf = Start.AddDays(number),
        };
        Add(subscription);
        named[$"Subscription {name}"] = new NodeId('S', subscription.Id);
    }

    void MakeInvoice(int number)
    {
        var run = new ImportRun
        {
            Id = NextId(),
            Kind = ImportKind.LicenseReconciliation,
            FileName = $"recon-{number}.csv",
            ContentHash = $"{tenantId:X32}{number:X32}",
            Status = ImportStatus.Succeeded,
            StartedAt = Start.AddDays(number),
            IssuedAt = Start.AddDays(number),
            ProgressAt = Start.AddDays(number),
            FinishedAt = Start.AddDays(number).AddMinutes(1),
            LineCount = 3,
            Created = 9,
            ErrorCount = 1,
            Errors = """[{"Line":4,"Column":"Quantity","Reason":"Not a number."}]""",
        };
        var invoice = new Invoice
        {
            Id = NextId(),
            Number = $"G{number:000000}",
            Currency = "EUR",
            ImportRunId = run.Id,
            IsComplete = true,
            LineCount = 3,
            Subtotal = 300,
            TaxTotal = 69,
            Total = 369,
            ImportedAt = Start.AddDays(number),
            IssuedAt = Start.AddDays(number),
        };
        rows.AddRange([run, invoice]);
        Add(new Invoice { Id = NextId(), Number = $"G{number:000000}", Currency = "EUR", ImportRunId = run.Id, IsComplete = false, ImportedAt = Start.AddDays(number), IssuedAt = Start.AddDays(number) });
        var customer = rows.OfType<Customer>().ElementAt(number);
        for (var i = 2; i <= 4; i++)
            Add(new InvoiceLine
            {
                Id = NextId(),
                InvoiceId = invoice.Id,
                LineNumber = i,
                MicrosoftCustomerId = customer.EntraTenantId,
                ResellerMpnId = resellers.First(held => held.Reseller.Id == customer.ResellerId).Reseller.PlaId,
                MicrosoftProductId = catalogue[0].Product.ProductId,
                CustomerName = customer.Name,
                ChargeType = "new",
                UnitPrice = 12.345678m,
                Quantity = 8,
                BillableQuantity = 8,
                Subtotal = 100,
                TaxTotal = 23,
                Total = 123,
                Currency = "EUR",
                OrderDate = Start,
                ChargeStartDate = Start.AddDays(i),
            });
        (named[$"Import {number}"], named[$"Invoice {number}"]) = (new NodeId('M', run.Id), new NodeId('I', invoice.Id));
    }

    /// <summary>A sheet of January, one of March that restates a price and follows another, and one that is still being read.</summary>
    void MakePrices()
    {
        var sheets = Enumerable.Range(0, 3).Select(i => MakeSheet(i, isComplete: i < 2)).ToArray();
        foreach (var (product, skus) in catalogue)
        {
            MakePrice(sheets[0], product, skus[0], month: 1, 10m, BillingCycle.Annual, isSuperseded: true);
            MakePrice(sheets[1], product, skus[0], month: 1, 11m, BillingCycle.Annual);
            MakePrice(sheets[1], product, skus[0], month: 3, 12m, BillingCycle.Annual);
            MakePrice(sheets[0], product, skus[0], month: 1, 1.05m, BillingCycle.Monthly);
            MakePrice(sheets[0], product, skus[1], month: 2, 0m, BillingCycle.Annual);
            MakePrice(sheets[2], product, skus[1], month: 2, 99m, BillingCycle.Annual);
        }
    }

    PriceSheet MakeSheet(int number, bool isComplete)
    {
        var at = Start.AddMonths(2 * number);
        var run = new ImportRun
        {
            Id = NextId(),
            Kind = ImportKind.PriceSheet,
            FileName = $"prices-{number}.csv",
            ContentHash = $"{tenantId:X32}{100 + number:X32}",
            Status = isComplete ? ImportStatus.Succeeded : ImportStatus.Running,
            StartedAt = at,
            IssuedAt = at,
            ProgressAt = at,
            FinishedAt = isComplete ? at.AddMinutes(1) : null,
        };
        var sheet = new PriceSheet { Id = run.Id, StatedOn = DateOnly.FromDateTime(at), IssuedAt = at, IsComplete = isComplete };
        rows.AddRange([run, sheet]);
        return sheet;
    }

    void MakePrice(PriceSheet sheet, Product product, Sku sku, int month, decimal price, BillingCycle plan, bool isSuperseded = false)
    {
        var offer = new PriceOffer(sku.CatalogId, "PT", "EUR", PriceSegment.Commercial, TermDuration.P1Y, plan, null, null);
        Add(new Price
        {
            Id = NextId(),
            ImportRunId = sheet.Id,
            LineNumber = rows.Count,
            MicrosoftProductId = product.ProductId,
            CatalogId = sku.CatalogId,
            Market = offer.Market,
            Currency = offer.Currency,
            Segment = offer.Segment,
            TermDuration = offer.Term,
            BillingPlan = offer.Plan,
            OfferKey = offer.ToString(),
            EffectiveStartDate = new DateOnly(2026, month, 1),
            EffectiveEndDate = month == 2 ? new DateOnly(2026, 2, 28) : null,
            UnitPrice = price,
            ErpPrice = plan is BillingCycle.Monthly ? null : price * 1.25m,
            Tags = "License",
            IssuedAt = sheet.IssuedAt,
            IsSuperseded = isSuperseded,
        });
    }

    void Add(object row) => rows.Add(row);

    Guid NextId() => ids.At(Start.AddMilliseconds(made++));
}
