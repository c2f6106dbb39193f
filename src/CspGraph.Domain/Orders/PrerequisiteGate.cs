using CspGraph.Domain.Catalog;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Orders;

/// <summary>A licence that is to be bought.</summary>
/// <param name="Title">Of its SKU, as stated.</param>
/// <param name="Seats">How many.</param>
/// <param name="IsAddOn">Whether a source has stated that it needs another licence.</param>
public readonly record struct OrderedLicence(string Title, int Seats, bool IsAddOn = false);

/// <summary>A licence that the customer has bought.</summary>
/// <param name="Title">Of its SKU, as stated.</param>
/// <param name="Seats">How many.</param>
/// <param name="Status">Only seats of an active subscription count.</param>
public readonly record struct HeldLicence(string Title, int Seats, SubscriptionStatus Status);

/// <summary>Whether the customer holds, or buys in the same order, a licence that an add-on needs.</summary>
/// <remarks>
/// No source says that there must be a base licence for each seat of the add-on when it is ordered (in practice it is so when they are
/// assigned to users): fewer are told, and let pass.
/// </remarks>
public static class PrerequisiteGate
{
    const OrderGate Gate = OrderGate.Prerequisite;

    /// <summary>What the gate answers.</summary>
    /// <param name="line">The line, counted from 0.</param>
    /// <param name="order">All lines of the order, this one among them.</param>
    /// <param name="held">All that the customer holds.</param>
    public static GateResult Of(int line, IReadOnlyList<OrderedLicence> order, IReadOnlyCollection<HeldLicence> held)
    {
        var addOn = order[line];
        if (AddOnPrerequisites.Of(addOn.Title) is not { } needed)
            return addOn.IsAddOn ? GateFindings.Of(OrderGateCodes.PrerequisiteUnknown, line, addOn.Title) : GateResult.NotApplicable(Gate, line, $"{addOn.Title} needs no other licence.");

        var (bases, addOns) = (Seats(needed.BaseLicences, order, held), Seats(needed.AddOns, order, held));
        return bases == 0 ? GateFindings.Of(OrderGateCodes.PrerequisiteMissing, line, addOn.Title, needed.Examples)
            : bases < addOns ? GateResult.Passed(Gate, line, $"Warning: {bases} seats of qualifying base licences for {addOns} of the add-on; each user who is assigned it needs one.")
            : GateResult.Passed(Gate, line, $"{bases} seats of qualifying base licences for {addOns} of the add-on.");
    }

    static long Seats(IReadOnlySet<string> titles, IEnumerable<OrderedLicence> order, IEnumerable<HeldLicence> held) =>
        order.Where(licence => titles.Contains(LicenceTitle.Normalised(licence.Title))).Sum(licence => (long)licence.Seats)
        + held.Where(licence => licence.Status is SubscriptionStatus.Active && titles.Contains(LicenceTitle.Normalised(licence.Title))).Sum(licence => (long)licence.Seats);
}
