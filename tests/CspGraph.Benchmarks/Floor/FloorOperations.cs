using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>Writes the answer of one operation: what stands behind "data".</summary>
delegate void FloorOperation(FloorConnection connection, IQueryCollection variables);

static class FloorOperations
{
    public static readonly IReadOnlyDictionary<string, FloorOperation> ByName = new Dictionary<string, FloorOperation>
    {
        ["Q1"] = ResellerWithParent.Write,
        ["Q2"] = ResellersByName.Write,
        ["Q3"] = ThreeLevels.Write,
        ["Q4"] = EndingSubscriptions.Write,
        ["Q5"] = SubscriptionsAfter.Write,
        ["Q6"] = SubtreeSummary.Write,
        ["Q7"] = Descendants.Write,
    };
}
