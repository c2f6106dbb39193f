using System.IO.Compression;
using System.Text;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using static CspGraph.Api.Tests.Imports.DamagedFile;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A file damaged in every way we could name is refused whole, and what is said of it is said exactly.</summary>
public sealed class DamagedFileTests
{
    static readonly DamagedFile[] Encodings =
    [
        Bytes("UTF-16 LE", () => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Whole)], At(1, NotUtf8)),
        Bytes("UTF-16 BE", () => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Whole)], At(1, NotUtf8)),
        Bytes("UTF-16 LE without a mark", () => Encoding.Unicode.GetBytes(Plain), At(1, HasNul)),
        Bytes("UTF-16 BE without a mark", () => Encoding.BigEndianUnicode.GetBytes(Plain), At(1, HasNul)),
        Bytes("UTF-32", () => [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Whole)], At(1, NotUtf8)),
        Bytes("Windows-1252", () => Encoding.Latin1.GetBytes(Whole), At(2, NotUtf8)),
        Bytes("Windows-1252 in the header", () => Encoding.Latin1.GetBytes(Plain.Replace("ProductCategory", "Catégorie")), At(1, NotUtf8)),
        Bytes("Windows-1252 in the last line", () => Encoding.Latin1.GetBytes(Plain.Replace("third", "troisième")), At(4, NotUtf8)),
        Bytes("a letter cut off at the end", () => [.. Encoding.UTF8.GetBytes(Whole), 0xC3], At(5, NotUtf8)),
        Bytes("a surrogate encoded alone", () => [.. Encoding.UTF8.GetBytes(Whole), 0xED, 0xA0, 0x80], At(5, NotUtf8)),
        Bytes("an overlong NUL", () => [.. Encoding.UTF8.GetBytes(Whole), 0xC0, 0x80], At(5, NotUtf8)),
        Text("two byte-order marks", text => "\uFEFF\uFEFF" + text, Missing("PartnerId")),
        Bytes("a zipped workbook", () => [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0x08, 0x00, 0xE9, 0xFF], At(1, NotUtf8)),
    ];

    static readonly DamagedFile[] Headers =
    [
        Text("empty", _ => "", At(1, "The file is empty.")),
        Text("a byte-order mark alone", _ => "\uFEFF", At(1, "The file is empty.")),
        Text("only a header", _ => Header, At(1, "The file has no lines.")),
        Text("a header and blank lines", _ => Header + "\r\n\r\n\r\n", At(1, "The file has no lines.")),
        Text("no header", text => text[(Header.Length + 2)..], AllMissing),
        Text("another kind of file", _ => "SkuId,SkuTitle,UnitPrice\r\n0001,Microsoft 365 E3,36\r\n", AllMissing),
        Text("a page of HTML", _ => "<!DOCTYPE html>\n<html><body>Sign in to continue</body></html>\n", AllMissing),
        Text("a JSON document", _ => "{\"error\":{\"code\":\"5000\",\"message\":\"No data available\"}}", At(1, NotCsv)),
        Text("semicolons", text => text.Replace(',', ';'), At(1, Semicolons)),
        Text("semicolons behind a byte-order mark, and quotes", text => "\uFEFF" + text.Replace("PartnerId", "\"PartnerId\"").Replace(',', ';'), At(1, Semicolons)),
        Text("semicolons and a comma in a name", text => text.Replace(',', ';').Replace("ProductCategory", "Category, if any"), At(1, Semicolons)),
        Text("tabs", text => text.Replace(',', '\t'), At(1, Tabs)),
        Text("a required column missing", text => text.Replace("TaxTotal", "Tax"), Missing("TaxTotal")),
        Text("a column there twice", text => text.Replace("TaxTotal", "Total"), new ImportError(1, "Total", "The column is there twice."), Missing("TaxTotal")[0]),
        Text("a header of 500 kB", text => text.Replace("ProductCategory", "ProductCategory," + new string('x', 500_000)),
            [.. Enumerable.Range(2, 3).Select(line => At(line, "The line has 47 fields, the header has 48."))]),
        Text("10,000 columns more", text => text.Replace("ProductCategory", "ProductCategory" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $",X{i}"))), At(1, TooWide)),
        Text("10,000 columns behind a line end in quotes", text => "\"\r\n\"" + new string(',', 10_000) + text, At(1, TooWide)),
        Text("a header over 1 MiB", text => new string('x', 3 << 20) + text, At(1, TooLong)),
    ];

    static readonly DamagedFile[] Lines =
    [
        Text("a field too few", text => text.Replace("second", "sec").Replace(",5f9d52bb1408,50,Monthly", ",5f9d52bb1408,50"), Fields(2, 46), Fields(3, 46), Fields(4, 46)),
        Text("a comma in a name", text => text.Replace("Contoso Sample", "Contoso, Sample"), Fields(3, 48), Fields(4, 48)),
        Text("a decimal comma", text => text.Replace(",14.4,", ",14,4,"), Fields(2, 48), Fields(3, 48), Fields(4, 48)),
        Text("a quote not closed", text => text.Replace("second", "\"second"), At(3, NotCsv)),
        Text("text behind a quote", text => text.Replace("second", "\"second\"!"), At(3, NotCsv)),
        Text("a quote escaped with a backslash", text => text.Replace("second", "\"sec\\\"ond\""), At(3, NotCsv)),
        Text("apostrophes for quotes", text => text.Replace("second", "'sec,ond'"), Fields(3, 48)),
        Text("typographic quotes", text => text.Replace("second", "“sec,ond”"), Fields(3, 48)),
        Text("a first line over 1 MiB", text => text.Replace("5f9d52bb1408", new string('x', 3 << 20)), At(2, TooLong)),
        Text("a line over 1 MiB", text => text.Replace("second", new string('x', 3 << 20)), At(3, TooLong)),
        Text("two files, one behind the other", text => text + text, new ImportError(5, "PartnerId", "The value is not a GUID.")),
        Text("a footer", text => text + "3 lines exported\r\n", Fields(5, 1)),
        Text("a line that begins with NUL", text => text.Replace("\r\n934f3416", "\r\n\0934f3416"),
            [.. Enumerable.Range(2, 3).Select(line => new ImportError(line, "PartnerId", "The value is not a GUID."))]),
        Text("NUL bytes behind the end", text => text + new string('\0', 512), Fields(5, 1)),
        Text("cut off in a line", text => text[..^40], Fields(4, 44)),
    ];

    static readonly DamagedFile[] Compressed =
    [
        Gzip("gzip cut off", gzip => gzip[..(gzip.Length / 2)], At(2, "The compressed file is cut off."), Fields(2, 2)),
        Gzip("gzip without its end", gzip => gzip[..^8], At(4, "The compressed file is cut off.")),
        Gzip("gzip with a wrong byte", gzip => [.. gzip[..10], 0xFF, .. gzip[11..]], At(1, "The compressed file is damaged.")),
        Gzip("gzip with a wrong checksum", gzip => [.. gzip[..^8], (byte)~gzip[^8], .. gzip[^7..]], At(1, "The compressed file is damaged.")),
        Gzip("gzip with a wrong length", gzip => [.. gzip[..^1], 1], At(1, "The compressed file is damaged.")),
        Gzip("gzip with text behind it", gzip => [.. gzip, .. "more"u8], At(4, "There is something behind the compressed file that is not compressed.")),
        Gzip("gzip in gzip", gzip => { using var twice = new MemoryStream(); using (var outer = new GZipStream(twice, CompressionLevel.Fastest, leaveOpen: true)) outer.Write(gzip); return twice.ToArray(); }, At(1, NotUtf8)),
        Gzip("gzip's first two bytes alone", gzip => gzip[..2], At(1, "The compressed file is cut off."), At(1, "The file is empty.")),
    ];

    static readonly DamagedFile[] Cells =
    [
        Cell("another tenant's PartnerId", "PartnerId", OtherPartner.ToString(), NotThisTenant),
        Cell("nobody's PartnerId", "PartnerId", "934f3416-bc2f-47f3-b492-77e517d4e573", NotThisTenant),
        Cell("a decimal comma in quotes", "Subtotal", "720,00", NotANumber),
        Cell("thousands with commas", "Subtotal", "1,720.00", NotANumber),
        Cell("thousands with blanks", "Subtotal", "1 720.00", NotANumber),
        Cell("thousands with apostrophes", "Subtotal", "1'720.00", NotANumber),
        Cell("a currency's sign", "Subtotal", "€720", NotANumber),
        Cell("brackets for minus", "Subtotal", "(720)", NotANumber),
        Cell("minus behind", "Subtotal", "720-", NotANumber),
        Cell("minus as a dash", "Subtotal", "−720", NotANumber),
        Cell("Arabic digits", "Subtotal", "٧٢٠", NotANumber),
        Cell("hexadecimal", "Subtotal", "0x2D0", NotANumber),
        Cell("10^30", "Subtotal", "1e30", NotANumber),
        Cell("10^-30", "Subtotal", "1e-30", "The value has more than 4 decimal places."),
        Cell("NaN", "Subtotal", "NaN", NotANumber),
        Cell("Infinity", "Subtotal", "-Infinity", NotANumber),
        Cell("a spreadsheet's error", "Subtotal", "#REF!", NotANumber),
        Cell("a formula for a number", "Subtotal", "=360*2", NotANumber),
        Cell("NUL behind a number", "Subtotal", "720\0", NotANumber),
        Cell("NUL in a name", "CustomerName", "Con\0toso", "The value contains a NUL character."),
        Cell("NUL behind a GUID", "SubscriptionId", "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f\0", "The value is not a GUID."),
        Cell("NUL behind a date", "OrderDate", "2021-05-20\0", NotADate),
        Cell("a day there is not", "ChargeEndDate", "2021-02-29", NotADate),
        Cell("a spreadsheet's date", "OrderDate", "44336", NotADate),
        Cell("an instant behind the end of time", "OrderDate", "9999-12-31T23:59:59-14:00", NotADate),
        Cell("an unknown currency", "Currency", "EUX", "The value is not a current ISO 4217 currency."),
        Cell("an unknown country", "CustomerCountry", "XX", "The value is not the ISO 3166 alpha-2 code of a CSP market."),
        Cell("no customer", "CustomerId", "   ", "The value is required."),
    ];

    static IEnumerable<DamagedFile> All => [.. Encodings, .. Headers, .. Lines, .. Compressed, .. Cells];

    public static TheoryData<string> Ways => [.. All.Select(file => file.Way)];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Is_refused_whole_with_line_column_and_reason(string way)
    {
        var file = All.Single(each => each.Way == way);
        await using var kit = await ImportKit.CreateAsync();
        await using (var db = kit.Database.Open(new Viewer(2, Role.DistributorAdmin, SubtreeRootId: null)))
        {
            db.Add(new Tenant { TenantId = 2, Id = Guid.NewGuid(), Slug = "northwind", Name = "Northwind", Kind = TenantKind.Distributor, MicrosoftTenantId = OtherPartner, Country = "US", Region = CspRegion.UnitedStates });
            await db.SaveChangesAsync();
        }
        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G0")))).Status);
        var before = await kit.RowsAsync();

        var outcome = await kit.ImportAsync(file.Open());

        Assert.Equal(file.Said, outcome.Errors);
        Assert.Equal((ImportStatus.Failed, file.Said.Length), (outcome.Status, outcome.ErrorCount));
        Assert.Equal(before, await kit.RowsAsync());
    }

    [Fact]
    public async Task Undamaged_it_is_imported()
    {
        await using var kit = await ImportKit.CreateAsync();
        Assert.Equal((ImportStatus.Succeeded, 3L), await kit.ImportAsync(Whole) is var outcome ? (outcome.Status, outcome.Lines) : default);
    }

    [Fact]
    public void There_are_fifty_ways_and_more() => Assert.InRange(All.DistinctBy(file => file.Way).Count(), 50, All.Count());
}
