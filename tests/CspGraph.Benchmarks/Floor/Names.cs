using System.Text.Json;

namespace CspGraph.Benchmarks.Floor;

/// <summary>The answers' property names, escaped once.</summary>
static class Names
{
    public static readonly JsonEncodedText
        Data = FloorJson.Name("data"),
        Resellers = FloorJson.Name("resellers"), Reseller = FloorJson.Name("reseller"), Customers = FloorJson.Name("customers"), Customer = FloorJson.Name("customer"),
        Subscriptions = FloorJson.Name("subscriptions"), Descendants = FloorJson.Name("descendants"), Parent = FloorJson.Name("parent"),
        Nodes = FloorJson.Name("nodes"), TotalCount = FloorJson.Name("totalCount"), Summary = FloorJson.Name("summary"),
        Id = FloorJson.Name("id"), Name = FloorJson.Name("name"), Country = FloorJson.Name("country"), Status = FloorJson.Name("status"), PlaId = FloorJson.Name("plaId"),
        Depth = FloorJson.Name("depth"), OnboardedOn = FloorJson.Name("onboardedOn"), Quantity = FloorJson.Name("quantity"), TermDuration = FloorJson.Name("termDuration"),
        StartDate = FloorJson.Name("startDate"), CommitmentEndDate = FloorJson.Name("commitmentEndDate"), Seats = FloorJson.Name("seats"), MonthlyCost = FloorJson.Name("monthlyCost"),
        Value = FloorJson.Name("value"), Amount = FloorJson.Name("amount"), Currency = FloorJson.Name("currency"), Visibility = FloorJson.Name("visibility"),
        Missing = FloorJson.Name("missing"), AsOf = FloorJson.Name("asOf");
}
