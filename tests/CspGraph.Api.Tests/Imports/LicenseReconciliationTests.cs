using CspGraph.Domain.Catalog;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

public sealed class LicenseReconciliationTests
{
    [Fact]
    public async Task A_line_makes_the_network_it_names_and_is_stored_whole()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line(("TaxTotal", "0.4"), ("Total", "720.4"), ("SkuId", "1")));

        Assert.Equal((ImportStatus.Succeeded, 1L, 5, 0), (outcome.Status, outcome.Lines, outcome.Created, outcome.ErrorCount));
        await using var db = kit.Open();
        var reseller = await db.Resellers.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal(("6034453", "PLA 6034453", 0, new DateOnly(2021, 5, 20)), (reseller.PlaId, reseller.Name, reseller.Depth, reseller.OnboardedOn));
        Assert.Equal((reseller.Id, reseller.Id, 0), await db.ResellerClosure.Select(path => ValueTuple.Create(path.AncestorId, path.DescendantId, path.Depth)).SingleAsync());
        var customer = await db.Customers.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal(("Contoso Sample", "contososample.onmicrosoft.com", "US", reseller.Id), (customer.Name, customer.Domain, customer.Country, customer.ResellerId));
        var product = await db.Products.SingleAsync();
        Assert.Equal(("CFQ7TTC0HL8W", "Power BI Premium Per User", ProductFamily.Dynamics365, "Microsoft Corporation"), (product.ProductId, product.Name, product.Family, product.Publisher));
        var sku = await db.Skus.SingleAsync();
        Assert.Equal(("0001", product.Id), (sku.SkuId, sku.ProductId));

        var subscription = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal(Guid.Parse("bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f"), subscription.SubscriptionId);
        Assert.Equal((customer.Id, reseller.Id, product.Id, sku.Id), (subscription.CustomerId, subscription.ResellerId, subscription.ProductId, subscription.SkuId));
        Assert.Equal(("Power BI Premium Per User", 50, 14.4m, "USD", 720m), (subscription.Name, subscription.Quantity, subscription.UnitPrice, subscription.Currency, subscription.MonthlyCost));
        Assert.Equal((TermDuration.P1Y, BillingCycle.Monthly, SubscriptionStatus.Active), (subscription.TermDuration, subscription.BillingCycle, subscription.Status));
        Assert.Equal((new DateOnly(2021, 5, 20), new DateOnly(2022, 5, 19), "6034453"), (subscription.StartDate, subscription.CommitmentEndDate, subscription.PartnerOfRecordId));
        Assert.Equal(new DateTime(2021, 5, 20, 18, 48, 30, 616, DateTimeKind.Utc), subscription.AsOf);

        var invoice = await db.Invoices.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal(("G000000001", "USD", 1L, 720m, 0.4m, 720.4m, outcome.RunId), (invoice.Number, invoice.Currency, invoice.LineCount, invoice.Subtotal, invoice.TaxTotal, invoice.Total, invoice.ImportRunId));
        var line = await db.InvoiceLines.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((invoice.Id, customer.EntraTenantId, reseller.PlaId, subscription.SubscriptionId, product.ProductId, sku.CatalogId),
            (line.InvoiceId, line.MicrosoftCustomerId, line.ResellerMpnId, line.MicrosoftSubscriptionId!.Value, line.MicrosoftProductId, line.CatalogId));
        Assert.Equal((2, "1", "new", 16m, "[]", 14.4m, "Monthly"), (line.LineNumber, line.MicrosoftSkuId, line.ChargeType, line.UnitPrice, line.ProductQualifiers, line.EffectiveUnitPrice, line.BillingFrequency));
        Assert.Equal(new DateTime(2022, 5, 19, 0, 0, 0, DateTimeKind.Utc), line.SubscriptionEndDate);
        Assert.Equal(1, await db.Tenants.IgnoreQueryFilters(["Subtree"]).Select(tenant => tenant.DataVersion).SingleAsync());
    }

    [Fact]
    public async Task Every_documented_column_reaches_its_own_column()
    {
        await using var kit = await ImportKit.CreateAsync();
        var texts = new[] { "OrderId", "AvailabilityId", "SkuName", "ProductName", "PriceAdjustmentDescription", "PublisherName", "PublisherId", "SubscriptionDescription", "TermAndBillingCycle",
            "UnitType", "AlternateId", "BillingFrequency", "MeterDescription", "ReservationOrderId", "CreditReasonCode", "ReferenceId", "ProductQualifiers", "PromotionId", "ProductCategory" };
        var numbers = new[] { "UnitPrice", "EffectiveUnitPrice", "BillableQuantity", "PCToBCExchangeRate" };
        var dates = new[] { "OrderDate", "ChargeStartDate", "ChargeEndDate", "PCToBCExchangeRateDate", "SubscriptionStartDate", "SubscriptionEndDate" };
        var cells = texts.Select(column => (column, $"{column}, \"as\nstated\" é")).Concat(numbers.Select((column, i) => (column, $"{i + 1}.123456789012")))
            .Concat(dates.Select((column, i) => (column, $"2024-02-0{i + 1}T01:02:03.4567890Z"))).ToArray();

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line(cells));

        Assert.Empty(outcome.Errors);
        await using var db = kit.Open();
        var line = await db.InvoiceLines.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        object? Stored(string column) => line.GetType().GetProperty(column)!.GetValue(line);
        foreach (var column in texts) Assert.Equal($"{column}, \"as\nstated\" é", Stored(column));
        for (var i = 0; i < numbers.Length; i++) Assert.Equal(i + 1.123456789012m, Stored(numbers[i]));
        for (var i = 0; i < dates.Length; i++) Assert.Equal(new DateTime(2024, 2, i + 1, 1, 2, 3, 456, DateTimeKind.Utc), Stored(dates[i]));
    }

    public static TheoryData<string> Shapes => ["shuffled", "lower case", "API's reseller column", "more columns", "required columns only", "gzip", "gzip of several members", "byte-order mark", "Unix line ends", "no line end", "not seekable"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_same_lines_in_another_shape_make_the_same_network(string shape)
    {
        var file = new ReconciliationFile().Line().Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("CustomerName", "Zoë, \"quoted\""), ("SubscriptionId", ""), ("Tier2MpnId", "-1"));
        var required = ReconciliationFile.Columns.Where(column => Api.Imports.LicenseReconciliationReader.Header.Required.Contains(column)).ToArray();
        await using var plain = await ImportKit.CreateAsync();
        await plain.ImportAsync(shape == "required columns only" ? Only(file, required) : file.Text());
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(shape switch
        {
            "shuffled" => ReconciliationFile.Stream(file.Text(ReconciliationFile.Columns.Reverse())),
            "lower case" => ReconciliationFile.Stream(file.Text(header: column => column.ToLowerInvariant())),
            "API's reseller column" => ReconciliationFile.Stream(file.Text(header: column => column == "Tier2MpnId" ? "ResellerMpnId" : column)),
            "more columns" => ReconciliationFile.Stream(file.Text(["Extra", .. ReconciliationFile.Columns, "Another"])),
            "required columns only" => ReconciliationFile.Stream(file.Text(required)),
            "gzip of several members" => Members(file.Text()),
            "gzip" => ReconciliationFile.Compressed(file.Text()),
            "byte-order mark" => ReconciliationFile.Stream(file.Text(), withMark: true),
            "Unix line ends" => ReconciliationFile.Stream(file.Text(lineEnd: "\n")),
            "no line end" => ReconciliationFile.Stream(file.Text().TrimEnd()),
            _ => new OneWay(ReconciliationFile.Stream(file.Text())),
        });

        Assert.Equal(2, outcome.Lines);
        Assert.Empty(outcome.Errors);
        Assert.Equal(await plain.NetworkAsync(), await kit.NetworkAsync());
    }

    /// <summary>As `cat a.gz b.gz` makes them: cut within a line, and with an empty one between.</summary>
    static MemoryStream Members(string text) => new([
        .. ReconciliationFile.Compressed(text[..(text.Length / 2)]).ToArray(),
        .. ReconciliationFile.Compressed("").ToArray(),
        .. ReconciliationFile.Compressed(text[(text.Length / 2)..]).ToArray()]);

    static string Only(ReconciliationFile file, string[] columns) => file.Text(columns);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task A_line_without_a_reseller_makes_a_direct_customer(string none)
    {
        await using var kit = await ImportKit.CreateAsync();

        await kit.ImportAsync(new ReconciliationFile().Line(("Tier2MpnId", none)));

        await using var db = kit.Open();
        Assert.Equal(0, await kit.CountAsync("Resellers"));
        Assert.Null(await db.Customers.IgnoreQueryFilters(["Subtree"]).Select(row => row.ResellerId).SingleAsync());
        Assert.Null(await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).Select(row => row.PartnerOfRecordId).SingleAsync());
    }

    [Fact]
    public async Task Equal_lines_are_all_kept()
    {
        await using var kit = await ImportKit.CreateAsync();

        await kit.ImportAsync(new ReconciliationFile().Line().Line());

        Assert.Equal(2, await kit.CountAsync("InvoiceLines"));
        await using var db = kit.Open();
        Assert.Equal(1440m, (await db.Invoices.IgnoreQueryFilters(["Subtree"]).SingleAsync()).Total);
    }

    [Fact]
    public async Task A_viewer_of_a_subtree_cannot_import()
    {
        await using var kit = await ImportKit.CreateAsync();
        var viewer = new Domain.Tenancy.Viewer(1, Domain.Tenancy.Role.ResellerAdmin, Guid.NewGuid());

        await Assert.ThrowsAsync<ArgumentException>(() => Api.Imports.FileImport.RunAsync(
            kit.Database, viewer, new(ImportKind.LicenseReconciliation, "x.csv"), ReconciliationFile.Stream(new ReconciliationFile().Line().Text()), null, TimeProvider.System, default));
        Assert.Equal(0, await kit.CountAsync("ImportRuns"));
    }
}

/// <summary>A stream that tells neither its length nor its position, as a request's body.</summary>
sealed class OneWay(Stream inner) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, 1);
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
