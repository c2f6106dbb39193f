using CspGraph.Api.Catalog;
using CspGraph.Api.Customers;
using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Orders;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Orders;

/// <summary>Where an order is looked at: a state of the rows, who orders, and when.</summary>
sealed record OrderDesk(CspGraphDb Db, Viewer Viewer, DateTime Now, CancellationToken Cancellation)
{
    public DateOnly Today => DateOnly.FromDateTime(Now);

    /// <summary>A table as the viewer sees it.</summary>
    public IQueryable<TEntity> Rows<TEntity>() where TEntity : class =>
        Viewer.SeesWholeTenant ? Db.Set<TEntity>().AsNoTracking().IgnoreQueryFilters([CspGraphDb.SubtreeFilter]) : Db.Set<TEntity>().AsNoTracking();
}

/// <summary>An order with the rows that it names, as the viewer sees them.</summary>
sealed record OrderDraft(OrderInput Input, Customer Customer, IReadOnlyList<OrderDraftLine> Lines)
{
    public const int MostLines = 50;

    const int LongestPromotion = 120;

    /// <summary>The resellers of its lines, each once; null for a direct sale.</summary>
    public IReadOnlyList<Reseller?> Sellers { get; } = [.. Lines.Select(line => line.Reseller).DistinctBy(seller => seller?.Id)];

    /// <summary>Null when the customer is nowhere in sight.</summary>
    public static Task<Customer?> CustomerAsync(OrderDesk desk, OrderInput input) =>
        desk.Rows<Customer>().SingleOrDefaultAsync(row => input.Customer.Tag == CustomerType.Tag && row.Id == input.Customer.Key, desk.Cancellation);

    /// <summary>The order; without one, all that is wrong with its input.</summary>
    public static async Task<(OrderDraft? Draft, IReadOnlyList<Objection> Objections)> ReadAsync(OrderDesk desk, OrderInput input, Customer customer)
    {
        if (input.Lines.Count is 0 or > MostLines) return (null, [new(ObjectionCodes.BadUserInput, $"An order has 1 to {MostLines} lines.", "lines")]);
        var skuIds = input.Lines.Where(line => line.Sku.Tag == SkuType.Tag).Select(line => line.Sku.Key).Distinct().ToList();
        var skus = await desk.Rows<Sku>().Where(row => skuIds.Contains(row.Id))
            .Join(desk.Rows<Product>(), sku => sku.ProductId, product => product.Id, (sku, product) => new { Sku = sku, Product = product })
            .ToDictionaryAsync(row => row.Sku.Id, desk.Cancellation);
        var sellerIds = input.Lines.Select(line => line.PartnerOfRecord).Where(id => id?.Tag == ResellerType.Tag).Select(id => id!.Value.Key).Append(customer.ResellerId ?? Guid.Empty).Distinct().ToList();
        var sellers = await desk.Rows<Reseller>().Where(row => sellerIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, desk.Cancellation);

        var (lines, objections) = (new List<OrderDraftLine>(), new List<Objection>());
        foreach (var (i, line) in input.Lines.Index())
        {
            var bought = line.Sku.Tag == SkuType.Tag ? skus.GetValueOrDefault(line.Sku.Key) : null;
            var seller = (line.PartnerOfRecord is { } named ? named.Tag == ResellerType.Tag ? named.Key : Guid.Empty : customer.ResellerId) is { } id ? sellers.GetValueOrDefault(id) : null;
            if (bought is null) objections.Add(new(ObjectionCodes.NotFound, "There is no such stock-keeping unit.", $"lines[{i}].sku"));
            else if (line.Product.Tag != ProductType.Tag || line.Product.Key != bought.Product.Id) objections.Add(new(ObjectionCodes.BadUserInput, "The stock-keeping unit is not one of this product's.", $"lines[{i}].product"));
            else lines.Add(new(line, bought.Product, bought.Sku, seller));
            if (line.PartnerOfRecord is not null && seller is null) objections.Add(new(ObjectionCodes.NotFound, "There is no such reseller.", $"lines[{i}].partnerOfRecord"));
            if (line.PromotionId is { Length: > LongestPromotion } || line.PromotionId?.All(letter => letter is > ' ' and <= '~') is false)
                objections.Add(new(ObjectionCodes.BadUserInput, $"A promotion's id has up to {LongestPromotion} visible ASCII characters.", $"lines[{i}].promotionId"));
        }
        return objections.Count > 0 ? (null, objections) : (new(input, customer, lines), []);
    }
}

/// <summary>A line with its rows.</summary>
/// <param name="Input">As given.</param>
/// <param name="Product">The product.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Reseller">Who sells it; null for a direct sale.</param>
sealed record OrderDraftLine(OrderLineInput Input, Product Product, Sku Sku, Reseller? Reseller)
{
    public SkuKey Key => new(Product.ProductId, Sku.SkuId);

    /// <summary>On which terms it is sold to a customer; a market that is not known is none of any price sheet.</summary>
    public OfferTerms TermsIn(Customer customer, OrderInput order) => new(customer.Country ?? "(unknown)", order.Segment, Input.TermDuration, Input.BillingCycle);

    public RunningOffer RunningIn(Customer customer, OrderInput order) => new(Sku.CatalogId, customer.Country, order.Segment, Input.TermDuration, Input.BillingCycle, Input.Quantity);
}
