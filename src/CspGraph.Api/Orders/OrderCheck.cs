using CspGraph.Api.Imports;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Orders;

/// <summary>A licence that the customer holds, as far as the viewer sees it.</summary>
sealed record HeldSubscription(string Title, int Quantity, SubscriptionStatus Status, string Currency);

/// <summary>An order's gates, all answered at once by the same few statements however many lines there are.</summary>
/// <param name="Gates">The answers, in the order of the gates and of the lines.</param>
/// <param name="Outcome">What they come to by the tenant's policy.</param>
/// <param name="Book">What is known of the resellers of its lines.</param>
/// <param name="Prices">The prices of its SKUs that hold on the day.</param>
/// <param name="Held">What the customer holds.</param>
/// <param name="Tenant">The tenant.</param>
sealed record OrderCheck(
    IReadOnlyList<GateResult> Gates, OrderOutcome Outcome, PartnerOfRecordBook Book, ILookup<string, Price> Prices, IReadOnlyList<HeldSubscription> Held, Tenant Tenant)
{
    /// <remarks>Only licences that the viewer sees count as held: what others sold to the customer is not to be found out by ordering.</remarks>
    public static async Task<OrderCheck> OfAsync(OrderDesk desk, OrderDraft order)
    {
        var (customer, sellers) = (order.Customer, order.Sellers.Select(seller => seller?.Id).OfType<Guid>().ToList());
        var tenant = await desk.Db.Tenants.Whole().AsNoTracking().SingleAsync(desk.Cancellation);
        var agreement = await desk.Rows<CustomerAgreement>().SingleOrDefaultAsync(row => row.CustomerId == customer.Id, desk.Cancellation);
        var book = await PartnerOfRecordBook.LoadAsync(desk.Db, desk.Now, sellers, desk.Cancellation);
        var held = await desk.Rows<CspSubscription>()
            .Where(row => row.CustomerId == customer.Id && (row.Status == SubscriptionStatus.Active || row.Status == SubscriptionStatus.Pending || row.Status == SubscriptionStatus.Suspended))
            .Join(desk.Rows<Sku>(), row => row.SkuId, sku => sku.Id, (row, sku) => new HeldSubscription(sku.Name, row.Quantity, row.Status, row.Currency)).ToListAsync(desk.Cancellation);
        var prices = await OrderPrices.OfAsync(desk, order.Lines.Select(line => line.Sku.CatalogId));
        var marketIsKnown = customer.Country is { } country && await OrderPrices.AreKnownInAsync(desk, country);

        List<GateResult> gates =
        [
            CustomerAgreementGate.Of(agreement?.Status, agreement?.AcceptedOn, desk.Today),
            SellerRegionGate.Of(customer.Country, AuthorizedRegions.Of(tenant.Region, tenant.FurtherRegions).ToHashSet()),
            SellerStandingGate.OfTenant(tenant.ProgrammeStatus),
            .. order.Sellers.Select(seller => SellerStandingGate.OfReseller(seller?.Status)),
            .. await OrderCredit.OfAsync(desk, order),
            ContactEmailGate.Of(order.Input.ContactEmail),
            .. order.Lines.SelectMany((line, i) => OfLine(i, line, order, book, held, prices[line.Sku.CatalogId].ToList(), marketIsKnown, desk)),
        ];
        gates = [.. gates.OrderBy(result => result.Gate).ThenBy(result => result.Line)];
        return new(gates, OrderGates.Outcome(gates, book.Policy.UnknownPasses), book, prices, held, tenant);
    }

    static IEnumerable<GateResult> OfLine(int i, OrderDraftLine line, OrderDraft order, PartnerOfRecordBook book, List<HeldSubscription> held, List<Price> prices, bool marketIsKnown, OrderDesk desk)
    {
        var terms = line.TermsIn(order.Customer, order.Input);
        var licences = order.Lines.Select(other => new OrderedLicence(other.Sku.Name, other.Input.Quantity, other.Sku.IsAddOn)).ToList();
        return
        [
            .. PartnerOfRecordGate.Of(i, book.Verdict(line.Reseller?.Id, PartnerOfRecordOperation.NewOrder, desk.Today, order.Customer.Country)),
            OfferGate.Of(i, line.Sku.Name, terms, prices, marketIsKnown),
            SeatRangeGate.Of(i, line.Sku.Name, line.Input.Quantity, prices.FindAll(terms.Are), Taken(i, licences, held)),
            PrerequisiteGate.Of(i, licences, [.. held.Select(row => new HeldLicence(row.Title, row.Quantity, row.Status))]),
            PromotionGate.Of(i, line.Input.PromotionId, line.Key),
        ];
    }

    /// <summary>Seats of the line's licence that the customer holds, or orders in other lines.</summary>
    static int Taken(int i, List<OrderedLicence> licences, List<HeldSubscription> held)
    {
        var title = LicenceTitle.Normalised(licences[i].Title);
        var others = licences.Where((other, at) => at != i && LicenceTitle.Normalised(other.Title) == title).Sum(other => (long)Math.Max(other.Seats, 0));
        return (int)Math.Min(int.MaxValue, others + held.Where(row => LicenceTitle.Normalised(row.Title) == title).Sum(row => (long)row.Quantity));
    }
}
