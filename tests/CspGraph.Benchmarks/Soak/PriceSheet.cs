using System.Globalization;
using System.Text;

namespace CspGraph.Benchmarks.Soak;

/// <summary>Price sheets of a market of which each states the same offers anew, all at one price: its number. So a sheet that is shown in part, or an older one over a newer, is seen at once.</summary>
static class PriceSheet
{
    /// <summary>As many as a page holds.</summary>
    public const int Lines = 100;

    /// <summary>In which the demo network sells nothing.</summary>
    public static readonly string[] Markets = ["NZ", "JP", "KR"];

    public static string Of(string market, int number)
    {
        var sheet = new StringBuilder("ProductId,SkuId,TermDuration,BillingPlan,Market,Currency,UnitPrice,EffectiveStartDate\n");
        for (var line = 0; line < Lines; line++) sheet.Append(CultureInfo.InvariantCulture, $"CFQ7TTCSOAK{line:000},0001,P1Y,Monthly,{market},USD,{number},2026-01-01\n");
        return sheet.ToString();
    }

    /// <summary>Each a minute later than the one before, whatever the clocks say.</summary>
    public static string Address(int number) => $"imports/price-sheet?issuedAt={new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number):yyyy-MM-ddTHH:mm:ss}Z";
}
