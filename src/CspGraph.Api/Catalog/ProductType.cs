using CspGraph.Api.Pricing;
using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Catalog;

/// <summary>The catalogue is the same for every viewer of the tenant.</summary>
sealed class ProductType : EntityType<Product, CspGraphDb, Viewer>
{
    public const char Tag = 'P';

    public ProductType() : base("Product", "Products", Tag, "A product of Microsoft's catalogue.")
    {
        Short();
        Column(product => product.Name, "Its title.").Filterable().Sortable();
        Column(product => product.ProductId, "Microsoft's ProductId.").Filterable();
        Column(product => product.Publisher, "Who publishes it.");
        Column(product => product.Family, "Which of Microsoft's clouds it belongs to.").Filterable();
        Connection<Sku>("skus", sku => sku.ProductId, "Its stock-keeping units.").Filterable();
        Connection<Price, DateOnly>("prices",
            (db, price, product) => price.MicrosoftProductId == db.Products.Where(row => row.Id == product).Select(row => row.ProductId).FirstOrDefault() && !price.IsSuperseded,
            PriceType.On, PriceOfDay.Holds, "What price sheets say of its stock-keeping units.");
    }

    public static readonly EnumType<ProductFamily> Family = new("ProductFamily", "Which of Microsoft's clouds a product belongs to.",
        (ProductFamily.Other, "None of the others, or not known."),
        (ProductFamily.Microsoft365, "Microsoft 365, Office 365, Windows 365 and their add-ons."),
        (ProductFamily.Azure, "Azure plan and reservations."),
        (ProductFamily.Dynamics365, "Dynamics 365 and Power Platform."));
}

/// <summary>What is bought and priced: a product alone is neither.</summary>
sealed class SkuType : EntityType<Sku, CspGraphDb, Viewer>
{
    public const char Tag = 'K';

    public SkuType() : base("Sku", "Skus", Tag, "A stock-keeping unit of a product.")
    {
        Short();
        Column(sku => sku.Name, "Its title.").Filterable().Sortable();
        Column(sku => sku.SkuId, "Microsoft's SkuId, four places.").Filterable();
        Column(sku => sku.IsTrial, "Whether it is a trial.").Filterable();
        Column(sku => sku.IsAddOn, "Whether it needs a base licence.").Filterable();
        Reference<Product>("product", sku => sku.ProductId, "The product it belongs to.").Filterable();
        Connection<Price, DateOnly>("prices",
            (db, price, sku) => price.CatalogId == db.Skus.Where(row => row.Id == sku).Select(row => row.CatalogId).FirstOrDefault() && !price.IsSuperseded,
            PriceType.On, PriceOfDay.Holds, "What price sheets say of it.");
    }
}
