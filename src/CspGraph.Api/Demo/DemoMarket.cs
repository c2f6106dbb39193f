namespace CspGraph.Api.Demo;

/// <summary>A country of the demo: its currency, and what its companies and people are called.</summary>
/// <remarks>
/// PerUsd: units of the currency in one US dollar; made up, and near enough. CompanyForms: {0} family name, {1} another, {2} trade, {3} place, {4} legal form.
/// </remarks>
sealed record DemoMarket(string Country, string Currency, decimal PerUsd, string[] CompanyForms, string[] LegalForms, string[] Places, DemoWords Words)
{
    static readonly string[] EnglishForms = ["{0} {2} {4}", "{0} & {1} {2} {4}", "{3} {2} {4}", "{0}, {1} & Partners {4}"];
    static readonly string[] RomanceForms = ["{2} {0} {4}", "{0} & {1} {2} {4}", "{2} {3} {4}"];

    public static readonly Dictionary<string, DemoMarket> All = new DemoMarket[]
    {
        new("DE", "EUR", 0.92m, ["{0} {2} {4}", "{0} & {1} {2} {4}", "{3}er {2} {4}"], ["GmbH", "AG", "KG", "GmbH & Co. KG"],
            ["Hamburg", "Nürnberg", "Münster", "Stuttgart", "Heidelberg", "Kiel", "Görlitz", "Würzburg"], DemoWords.German),
        new("US", "USD", 1m, EnglishForms, ["Inc.", "LLC", "Corp."],
            ["Cascade", "Red River", "Bay Area", "Great Lakes", "Piedmont", "Front Range", "Gulf Coast", "Hudson"], DemoWords.English),
        new("PT", "EUR", 0.92m, RomanceForms, ["Lda.", "S.A.", "Unipessoal Lda."],
            ["Lisboa", "Évora", "Setúbal", "Bragança", "Coimbra", "Guimarães", "Faro", "Viseu"], DemoWords.Portuguese),
        new("AU", "AUD", 1.52m, EnglishForms, ["Pty Ltd", "Ltd"],
            ["Murray River", "Southern Cross", "Blue Mountains", "Kimberley", "Yarra", "Gippsland", "Hunter Valley", "Coral Coast"], DemoWords.English),
        new("FR", "EUR", 0.92m, RomanceForms, ["SARL", "SAS", "SA"],
            ["Lyon", "Nîmes", "Besançon", "Orléans", "Béziers", "Rennes", "Angoulême", "Vendée"], DemoWords.French),
        new("ZA", "ZAR", 18.2m, EnglishForms, ["(Pty) Ltd", "CC"],
            ["Highveld", "Karoo", "Table Bay", "Limpopo", "Drakensberg", "Garden Route", "Umgeni", "Witwatersrand"], DemoWords.English),
        new("GB", "GBP", 0.79m, EnglishForms, ["Ltd", "plc", "LLP"],
            ["Thames", "Pennine", "Severn", "Northumbria", "Cotswold", "Mersey", "Highland", "Anglian"], DemoWords.English),
        new("AE", "USD", 1m, ["{0} {2} {4}", "Al {0} {2} {4}", "{3} {2} {4}"], ["LLC", "FZE", "PJSC"],
            ["Dubai", "Sharjah", "Gulf", "Emirates", "Ajman", "Oasis", "Jebel", "Marina"], DemoWords.Gulf),
    }.ToDictionary(market => market.Country);
}
