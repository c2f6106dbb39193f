using CspGraph.Domain.Orders;

namespace CspGraph.Domain.Tests.Orders;

public sealed class CancellationDeadlineTests
{
    static readonly DateTime Ordered = new(2026, 2, 25, 13, 45, 10, DateTimeKind.Utc);

    [Theory]
    [InlineData(PurchaseKind.LicenceBased, "2026-03-04T13:45:10Z")]
    [InlineData(PurchaseKind.BusinessCentral, "2026-03-04T13:45:10Z")]
    [InlineData(PurchaseKind.SoftwareSubscription, "2026-03-04T13:45:10Z")]
    [InlineData(PurchaseKind.PerpetualSoftware, "2026-03-27T13:45:10Z")]
    [InlineData(PurchaseKind.MarketplaceSaas, "2026-02-28T13:45:10Z")]
    [InlineData(PurchaseKind.AzurePlan, null)]
    public void It_is_so_long_after_the_purchase_to_the_second(PurchaseKind kind, string? until)
    {
        var deadline = CancellationDeadline.Of(Ordered, kind);
        Assert.Equal(until, deadline?.ToString("yyyy-MM-dd'T'HH:mm:ssK"));
    }

    [Fact]
    public void Every_kind_has_one_window() => Assert.Equal(Enum.GetValues<PurchaseKind>(), CancellationDeadline.Windows.Select(window => window.Kind).Order());
}
