namespace CspGraph.Api.Demo;

/// <summary>Family names, given names and trades of one language, from which companies and people are named.</summary>
sealed record DemoWords(string[] Families, string[] Givens, string[] Trades)
{
    public static readonly DemoWords German = new(
        Words("Müller Schäfer Köhler Weiß Krüger Böhm Jäger Lindner Vogt Brandt Hartmann Seidel Pohl Lorenz Kühn Roth Dietrich Ziegler Straßer Voß Menzel Haas Busch Götz Ebert"),
        Words("Anna Jürgen Lena Björn Katrin Stefan Heike Jörg Sabine Lukas"),
        Words("Maschinenbau Logistik Elektrotechnik Bäckerei Apotheken Werkzeuge Holzbau Gebäudetechnik Steuerberatung Labortechnik Kältetechnik Druckerei Bürobedarf Weinhandel Metallbau Spedition Möbelhaus Medizintechnik Fördertechnik Gärtnerei"));

    public static readonly DemoWords French = new(
        Words("Lefèvre Béranger Chevalier Fournier Gérard Mercier Rousseau Dupré Blanchet Moreau Lévêque Garnier Perrin Hébert Vasseur Delmas Guérin Collet Noël Tessier Besson Marchal Pélissier Aubry"),
        Words("Camille Hélène Luc Étienne Margaux Théo Agnès Benoît Chloé Rémi"),
        Words("Transports Menuiserie Boulangerie Imprimerie Maçonnerie Vignobles Pharmacie Plomberie Électricité Fromagerie Assurances Mécanique Charpentes Librairie Cosmétiques Papeterie Horticulture Énergie Ascenseurs Céramiques"));

    public static readonly DemoWords Portuguese = new(
        Words("Gonçalves Simões Magalhães Araújo Falcão Guimarães Antunes Baptista Tavares Brandão Moura Pacheco Sequeira Vilhena Azevedo Cordeiro Sá Peixoto Quintão Serrão Lourenço Barreto Varela Leitão"),
        Words("Inês João Beatriz Tomás Conceição Rui Mónica André Lúcia Gonçalo"),
        Words("Construções Transportes Têxteis Conservas Cortiças Moldes Vinhos Farmácias Calçado Cerâmica Panificação Metalomecânica Mármores Pescas Azeites Contabilidade Hotelaria Plásticos Mobiliário Laticínios"));

    public static readonly DemoWords English = new(
        Words("Harcourt Whitfield Pemberton Ashby Calloway Thornton Mercer Langley Okafor Brennan Delacroix Sinclair Nakamura Fairbanks Redmond Castellano Winslow Abernathy Novak Hollis Kingsley Marlowe Osei Tran Petersen O’Rourke"),
        Words("Amelia Marcus Priya Oliver Grace Daniel Naomi Hugh Chloe Samuel"),
        Words("Engineering Logistics Dental Foods Realty Textiles Marine Analytics Packaging Veterinary Orchards Interiors Machining Publishing Aviation Brewing Irrigation Surveying Roofing Pharmaceuticals Furnishings Plastics Stationers Ceramics"));

    public static readonly DemoWords Gulf = new(
        Words("Mansoori Nuaimi Ketbi Shamsi Zaabi Falasi Marri Qasimi Suwaidi Hammadi Rashedi Tayer Habtoor Ghurair Rostamani Futtaim Mazrui Dhaheri Remeithi Kaabi"),
        Words("Fatima Omar Layla Khalid Noura Yousef Mariam Saeed Huda Rashid"),
        Words("Trading Contracting Shipping Catering Perfumes Jewellery Interiors Facilities Desalination Events Hospitality Automotive Fisheries Clinics Carpets Freight Steel Glass Dates Pearls"));

    static string[] Words(string words) => words.Split(' ');
}
