using System.Globalization;
using System.Text;

namespace CspGraph.Api.Demo;

/// <summary>Names of companies and people, and the domains made of them.</summary>
static class DemoNames
{
    static readonly string[] Leads = ("Nordlicht Bluepeak Cobalt Ostrava Meridian Quantel Silvermere Halcyon Terravia Kestrel Fjordline Auralis Brightwater Castellan " +
        "Lumière Verdant Arcadia Solstice Ironbridge Havenport Corvus Altamira Équinoxe Windrose Polaris Zenith Sagitta Trellis Orsa Vantage").Split(' ');
    static readonly string[] Trades = ["Cloud", "Systems", "IT Services", "Consulting", "Networks", "Technologies", "Managed Services", "Digital", "Software", "Solutions"];

    public static string Reseller(Random random, DemoMarket market) => random.Chance(0.7)
        ? $"{random.Pick(Leads)} {random.Pick(Trades)} {random.Pick(market.LegalForms)}"
        : $"{random.Pick(market.Words.Families)} {random.Pick(Trades)} {random.Pick(market.LegalForms)}";

    public static string Customer(Random random, DemoMarket market)
    {
        var families = market.Words.Families;
        var first = random.Next(families.Length);
        var another = (first + 1 + random.Next(families.Length - 1)) % families.Length;
        return string.Format(CultureInfo.InvariantCulture, random.Pick(market.CompanyForms),
            families[first], families[another], random.Pick(market.Words.Trades), random.Pick(market.Places), random.Pick(market.LegalForms));
    }

    public static string Person(Random random, DemoMarket market) => $"{random.Pick(market.Words.Givens)} {random.Pick(market.Words.Families)}";

    /// <summary>"Straßer &amp; Voß Möbelhaus KG" has strasservossmobelhauskg.onmicrosoft.com.</summary>
    public static string Domain(string company) => Plain(company) + ".onmicrosoft.com";

    /// <summary>Lower-case letters without accents, and digits.</summary>
    public static string Plain(string text)
    {
        var letters = text.ToLowerInvariant().Replace("ß", "ss").Normalize(NormalizationForm.FormD);
        return string.Concat(letters.Where(char.IsAsciiLetterOrDigit));
    }
}
