using System.Text;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Pricing;
using Sylvan.Data.Csv;

namespace CspGraph.Api.Imports;

/// <summary>A line of the file that can be taken, and what it names that its row does not hold.</summary>
readonly record struct ReconciliationLine(Guid Customer, string InvoiceNumber, InvoiceLine Row);

/// <summary>Reads a licence reconciliation file line by line; what offends is noted and passed over.</summary>
sealed class LicenseReconciliationReader : IAsyncDisposable
{
    /// <summary>A line longer than this is refused, having read no more of it.</summary>
    const int LongestLine = 1024 * 1024;

    /// <summary>More than any customer has people; far below where sums of seats and costs end.</summary>
    const int MostSeats = 10_000_000;

    readonly CsvDataReader csv;
    readonly Cells cells;
    readonly ImportErrors errors;
    readonly Guid partner;
    readonly string resellerColumn;
    readonly Dictionary<string, string> currencyOf = [];

    LicenseReconciliationReader(CsvDataReader csv, Guid partner, ImportErrors errors)
    {
        this.csv = csv;
        this.partner = partner;
        this.errors = errors;
        var columns = LicenseReconciliationColumns.Read(csv, errors);
        resellerColumn = LicenseReconciliationColumns.ResellerNames.FirstOrDefault(columns.ContainsKey) ?? LicenseReconciliationColumns.ResellerNames[0];
        cells = new(csv, columns);
    }

    /// <summary>Data lines read so far, offending ones included.</summary>
    public long LineCount { get; private set; }

    /// <summary>True when there is nothing more to read.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>True when that is because the whole file was read.</summary>
    public bool HasReadAll { get; private set; }

    /// <summary>Opens the file, or returns null, the reason noted, when it cannot be read as one.</summary>
    public static async Task<LicenseReconciliationReader?> OpenAsync(Stream content, Guid partner, ImportErrors errors, CancellationToken cancellation)
    {
        // A preamble to be skipped needs an encoding that has one; UTF-8 only, and no byte is guessed at.
        var text = new StreamReader(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true);
        var options = new CsvDataReaderOptions { Delimiter = ',', Comment = '\0', BufferSize = 64 * 1024, MaxBufferSize = LongestLine };
        try
        {
            var found = errors.Count;
            var reader = new LicenseReconciliationReader(await CsvDataReader.CreateAsync(text, options, cancellation), partner, errors);
            if (errors.Count == found) return reader;
            await reader.DisposeAsync();
        }
        catch (CsvMissingHeadersException)
        {
            errors.Add(new(1, null, "The file is empty."));
        }
        catch (Exception failure) when (Unreadable(failure) is not null)
        {
            errors.Add(new(LineOf(failure, otherwise: 1), null, Unreadable(failure)!));
        }
        return null;
    }

    /// <summary>The next line that can be taken; null at the end, or where the file cannot be read on.</summary>
    public async Task<ReconciliationLine?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            while (await csv.ReadAsync(cancellation))
            {
                if (IsBlank()) continue;
                LineCount++;
                if (Take() is { } line) return line;
            }
            HasReadAll = true;
        }
        catch (Exception failure) when (Unreadable(failure) is not null)
        {
            errors.Add(new(LineOf(failure, otherwise: csv.RowNumber + 2L), null, Unreadable(failure)!));
        }
        HasEnded = true;
        return null;
    }

    public async ValueTask DisposeAsync() => await csv.DisposeAsync();

    /// <summary>An empty line, as files have them at their end.</summary>
    bool IsBlank()
    {
        for (var i = 0; i < csv.FieldCount; i++)
            if (!csv.GetFieldSpan(i).IsEmpty) return false;
        return true;
    }

    /// <summary>Line numbers count records, the header being 1: a quoted line end does not count.</summary>
    ReconciliationLine? Take()
    {
        cells.NextLine();
        var line = Read();
        if (csv.RowFieldCount != csv.FieldCount)
            errors.Add(new(csv.RowNumber + 1L, null, $"The line has {csv.RowFieldCount} fields, the header has {csv.FieldCount}."));
        else if (cells.Offence is { } offence)
            errors.Add(new(csv.RowNumber + 1L, offence.Column, $"The value {offence.Reason}."));
        else
            return line;
        return null;
    }

    ReconciliationLine Read()
    {
        // Says the same of an id that is another tenant's and of one that is nobody's.
        if (cells.RequiredId("PartnerId") != partner) cells.Offend("PartnerId", "is not the Microsoft tenant id of this tenant");
        var row = new InvoiceLine
        {
            Id = Guid.Empty,
            InvoiceId = Guid.Empty,
            CustomerId = Guid.Empty,
            LineNumber = csv.RowNumber + 1,
            CustomerName = cells.Name("CustomerName", 200) ?? "",
            CustomerDomainName = cells.Name("CustomerDomainName", 255),
            CustomerCountry = cells.Country("CustomerCountry"),
            MpnId = cells.Text("MpnId"),
            ResellerMpnId = cells.PlaId(resellerColumn),
            OrderId = cells.Text("OrderId"),
            OrderDate = cells.Instant("OrderDate"),
            MicrosoftProductId = cells.Text("ProductId", 40),
            MicrosoftSkuId = cells.Text("SkuId", 20),
            AvailabilityId = cells.Text("AvailabilityId"),
            SkuName = cells.Name("SkuName", 250),
            ProductName = cells.Name("ProductName", 250),
            ChargeType = cells.RequiredText("ChargeType"),
            UnitPrice = cells.Exact("UnitPrice"),
            Quantity = cells.Integer("Quantity"),
            Subtotal = cells.RequiredMoney("Subtotal"),
            TaxTotal = cells.RequiredMoney("TaxTotal"),
            Total = cells.RequiredMoney("Total"),
            Currency = cells.Currency("Currency") ?? "",
            PriceAdjustmentDescription = cells.Text("PriceAdjustmentDescription", 4000),
            PublisherName = cells.Text("PublisherName", 200),
            PublisherId = cells.Text("PublisherId"),
            SubscriptionDescription = cells.Name("SubscriptionDescription", 250),
            MicrosoftSubscriptionId = cells.Id("SubscriptionId"),
            ChargeStartDate = cells.Instant("ChargeStartDate"),
            ChargeEndDate = cells.Instant("ChargeEndDate"),
            TermAndBillingCycle = cells.Text("TermAndBillingCycle"),
            EffectiveUnitPrice = cells.Exact("EffectiveUnitPrice"),
            UnitType = cells.Text("UnitType"),
            AlternateId = cells.Text("AlternateId"),
            BillableQuantity = cells.Exact("BillableQuantity"),
            BillingFrequency = cells.Text("BillingFrequency"),
            PricingCurrency = cells.Currency("PricingCurrency"),
            PCToBCExchangeRate = cells.Exact("PCToBCExchangeRate"),
            PCToBCExchangeRateDate = cells.Instant("PCToBCExchangeRateDate"),
            MeterDescription = cells.Text("MeterDescription"),
            ReservationOrderId = cells.Text("ReservationOrderId"),
            CreditReasonCode = cells.Text("CreditReasonCode"),
            SubscriptionStartDate = cells.Instant("SubscriptionStartDate"),
            SubscriptionEndDate = cells.Instant("SubscriptionEndDate"),
            ReferenceId = cells.Text("ReferenceId"),
            ProductQualifiers = cells.Text("ProductQualifiers", 4000),
            PromotionId = cells.Text("PromotionId"),
            ProductCategory = cells.Text("ProductCategory"),
        };
        var line = new ReconciliationLine(cells.RequiredId("CustomerId"), InvoiceNumber(), row);
        Check(line);
        return line;
    }

    string InvoiceNumber() => cells.Text("InvoiceNumber", 40) is { } number ? number.ToUpperInvariant() : Unbilled();

    string Unbilled()
    {
        cells.Offend("InvoiceNumber", "is required: unbilled lines are not an invoice's");
        return "";
    }

    /// <summary>What one cell alone does not show.</summary>
    void Check(ReconciliationLine line)
    {
        var row = line.Row;
        if (row.Currency is "") cells.Offend("Currency", "is required");
        if (Math.Abs(row.Total - row.Subtotal - row.TaxTotal) > 0.01m) cells.Offend("Total", "is not Subtotal + TaxTotal");
        if (row.MicrosoftSubscriptionId is not null)
        {
            if (row.MicrosoftProductId is null) cells.Offend("ProductId", "is required where there is a SubscriptionId");
            if (row.MicrosoftSkuId is null) cells.Offend("SkuId", "is required where there is a SubscriptionId");
            if (row.Quantity is null) cells.Offend("Quantity", "is required where there is a SubscriptionId");
            if (row.Quantity is { } seats && Math.Abs(seats) > MostSeats) cells.Offend("Quantity", "is more seats than a subscription has");
            if (CostsTooMuch(row)) cells.Offend("EffectiveUnitPrice", "times PCToBCExchangeRate and Quantity is too large");
            if (row.OrderDate is null && row.ChargeStartDate is null) cells.Offend("OrderDate", "or ChargeStartDate is required where there is a SubscriptionId");
        }
        if (cells.Offence is not null) return;
        if (currencyOf.TryAdd(line.InvoiceNumber, row.Currency)) return;
        if (currencyOf[line.InvoiceNumber] != row.Currency) cells.Offend("Currency", "is not that of the invoice's earlier lines");
    }

    /// <summary>The price in the currency of the bill, and the cost of all seats, are stored with the subscription.</summary>
    static bool CostsTooMuch(InvoiceLine row)
    {
        var price = Math.Abs(row.EffectiveUnitPrice ?? 0);
        var rate = Math.Abs(row.PCToBCExchangeRate ?? 1);
        var seats = Math.Max(1, Math.Abs(row.Quantity ?? 1));
        // The division first: a decimal does not hold every product of two cells.
        return rate > 1 && price > Money.Most / rate || price * rate * seats > Money.Most;
    }

    static long LineOf(Exception failure, long otherwise) => failure is CsvFormatException format ? format.RowNumber + 1L : otherwise;

    static string? Unreadable(Exception failure) => failure switch
    {
        CsvRecordTooLargeException => "The line is longer than 1 MiB.",
        CsvFormatException => "The line is not CSV: a quote is out of place or not closed.",
        DecoderFallbackException => "The file is not UTF-8 from about here on.",
        InvalidDataException => "The compressed file is damaged.",
        _ => null,
    };
}
