using System.Text;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Tests.Imports;

/// <summary>One named way to damage a licence reconciliation file of three lines, and what is said of it.</summary>
sealed record DamagedFile(string Way, Func<Stream> Open, params ImportError[] Said)
{
    public const string NotUtf8 = "The file is not UTF-8 from about here on.";
    public const string HasNul = "The file is not UTF-8: its header has NUL characters.";
    public const string NotCsv = "The line is not CSV: a quote is out of place or not closed.";
    public const string TooLong = "The line is longer than 1 MiB.";
    public const string TooWide = "The header has more than 10,000 columns.";
    public const string Semicolons = "The columns are separated by semicolons, not commas.";
    public const string Tabs = "The columns are separated by tabs, not commas.";
    public const string NotANumber = "The value is not a number as 1234.56, or too large.";
    public const string NotADate = "The value is not a date as 2021-05-20 or 2021-05-20T18:48:30Z.";
    public const string NotThisTenant = "The value is not the Microsoft tenant id of this tenant.";

    /// <summary>Another tenant of the same database.</summary>
    public static readonly Guid OtherPartner = Guid.Parse("7c2a8f53-6a1b-4d0e-9a53-2f1e0b6d9c11");

    static readonly string[] Required = ["PartnerId", "CustomerId", "CustomerName", "InvoiceNumber", "ChargeType", "Subtotal", "TaxTotal", "Total", "Currency"];

    public static string Header => Whole[..Whole.IndexOf('\r')];

    /// <summary>The file before it is damaged: it would be imported.</summary>
    public static string Whole { get; } = new ReconciliationFile().Line(("CustomerName", "Zoë, \"A\" & B")).Line(("OrderId", "second")).Line(("OrderId", "third")).Text();

    /// <summary>The same in ASCII alone, which as UTF-16 is UTF-8 too.</summary>
    public static string Plain => Whole.Replace("ë", "e");

    public static DamagedFile Bytes(string way, Func<byte[]> bytes, params ImportError[] said) => new(way, () => new MemoryStream(bytes()), said);

    public static DamagedFile Text(string way, Func<string, string> damage, params ImportError[] said) => Bytes(way, () => Encoding.UTF8.GetBytes(damage(Whole)), said);

    /// <summary>One cell of the second line, which is line 3 of the file.</summary>
    public static DamagedFile Cell(string way, string column, string value, string reason) =>
        new(way, () => ReconciliationFile.Stream(new ReconciliationFile().Line().Line((column, value)).Line().Text()), new ImportError(3, column, reason));

    public static DamagedFile Gzip(string way, Func<byte[], byte[]> damage, params ImportError[] said) =>
        Bytes(way, () => damage(ReconciliationFile.Compressed(Whole).ToArray()), said);

    /// <summary>No line can be read: the header has none of the columns.</summary>
    public static ImportError[] AllMissing => Missing(Required);

    public static ImportError[] Missing(params string[] columns) => [.. columns.Select(name => new ImportError(1, name, "The column is required and not in the header."))];

    public static ImportError At(long line, string reason) => new(line, null, reason);

    public static ImportError Fields(long line, int fields) => new(line, null, $"The line has {fields} fields, the header has 47.");

    public override string ToString() => Way;
}
