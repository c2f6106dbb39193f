namespace CspGraph.Domain.Resellers;

/// <summary>A CSP region: a partner transacts only within the regions it is authorised for.</summary>
/// <remarks>Source: learn.microsoft.com, regional authorization overview, as of 15 April 2021.</remarks>
public enum CspRegion
{
    /// <summary>Africa.</summary>
    Africa,
    /// <summary>Asia and Pacific.</summary>
    AsiaAndPacific,
    /// <summary>Australia and its islands.</summary>
    Australia,
    /// <summary>Brazil.</summary>
    Brazil,
    /// <summary>Canada.</summary>
    Canada,
    /// <summary>Western Europe.</summary>
    Europe,
    /// <summary>India.</summary>
    India,
    /// <summary>Japan.</summary>
    Japan,
    /// <summary>Republic of Korea.</summary>
    Korea,
    /// <summary>Latin America and the Caribbean.</summary>
    LatinAmericaAndTheCaribbean,
    /// <summary>Middle East, Central Europe and Eastern Europe.</summary>
    MiddleEastCentralEuropeAndEasternEurope,
    /// <summary>New Zealand and its islands.</summary>
    NewZealand,
    /// <summary>Russia.</summary>
    Russia,
    /// <summary>Taiwan.</summary>
    Taiwan,
    /// <summary>United States.</summary>
    UnitedStates,
}

/// <summary>Which CSP region a country belongs to.</summary>
/// <remarks>Source: learn.microsoft.com, regional authorization overview, as of 15 April 2021. Some placements look odd and are so in the source: South Africa is in the Middle East's region, New Caledonia in Africa's.</remarks>
public static class CspMarkets
{
    static readonly Dictionary<string, CspRegion> Regions = new (CspRegion Region, string Countries)[]
    {
        (CspRegion.Africa,
            "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR MG ML MU MW NA NC NE NG PF RE RW SC SH SL " +
            "SN SO SS ST TD TG TZ UG YT ZM"),
        (CspRegion.AsiaAndPacific, "BD BN BT HK ID KH LA LK MM MO MV MY NP PH SG TH TL VN"),
        (CspRegion.Australia, "AU CC CK CX FJ FM GU HM KI MH MP NF NR NU PG PN PW SB TF TK TO TV WF"),
        (CspRegion.Brazil, "BR"),
        (CspRegion.Canada, "CA PM"),
        (CspRegion.Europe,
            "AD AT AX BE BG BV CH CY CZ DE DK EE ES FI FO FR GB GG GI GL GR HR HU IE IM IS IT JE LI LT LU LV MC MT NL NO PL " +
            "PT RO SE SI SJ SK SM VA"),
        (CspRegion.India, "IN"),
        (CspRegion.Japan, "JP"),
        (CspRegion.Korea, "KR"),
        (CspRegion.LatinAmericaAndTheCaribbean,
            "AG AI AQ AR AW BB BL BM BO BQ BS BZ CL CO CR CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI " +
            "PA PE PR PY SR SV SX TC TT UY VC VE VG VI"),
        (CspRegion.MiddleEastCentralEuropeAndEasternEurope,
            "AE AF AL AM AZ BA BH BY DZ EG GE IL IO IQ JO KG KW KZ LB LS LY MA MD ME MK MN MR MZ OM PK PS QA RS SA SZ TJ TM " +
            "TN TR UA UZ XK YE ZA ZW"),
        (CspRegion.NewZealand, "AS NZ VU WS"),
        (CspRegion.Russia, "RU"),
        (CspRegion.Taiwan, "TW"),
        (CspRegion.UnitedStates, "UM US"),
    }.SelectMany(row => row.Countries.Split(' ').Select(country => (country, row.Region))).ToDictionary();

    /// <summary>The region of a country (ISO 3166-1 alpha-2, upper case), or null when it is no CSP market.</summary>
    public static CspRegion? RegionOf(string country) => Regions.TryGetValue(country, out var region) ? region : null;
}
