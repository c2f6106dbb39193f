using CspGraph.Domain.Catalog;

namespace CspGraph.Domain.Orders;

/// <summary>Whether a promotion is one of what a line buys.</summary>
/// <remarks>Whether the customer is eligible for it is Microsoft's to decide when it is ordered, and no reason to hold the order back.</remarks>
public static class PromotionGate
{
    /// <summary>What the gate answers.</summary>
    /// <param name="line">The line, counted from 0.</param>
    /// <param name="promotionId">Microsoft's id, product:sku:availability; null when the line has none.</param>
    /// <param name="sku">What the line buys.</param>
    public static GateResult Of(int line, string? promotionId, SkuKey sku) =>
        promotionId is null ? GateResult.NotApplicable(OrderGate.Promotion, line, "The line has no promotion.")
        : promotionId.Split(':') is [{ Length: > 0 } product, { Length: > 0 } id, { Length: > 0 }] && SkuKey.Of(product, id) == sku
            ? GateResult.Passed(OrderGate.Promotion, line, "The promotion is one of this SKU; whether the customer is eligible, Microsoft decides when it is ordered.")
        : GateFindings.Of(OrderGateCodes.PromotionMismatch, line, promotionId, sku);
}
