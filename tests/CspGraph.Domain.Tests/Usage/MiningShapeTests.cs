using CspGraph.Domain.Events;
using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class MiningShapeTests
{
    [Theory]
    [InlineData(100, 0, "", "", EventSeverity.Warning)]
    [InlineData(100, 100, "", "", EventSeverity.Warning, MiningSign.SuddenCompute)]
    [InlineData(100, 49.99, "eastus", "D4s", EventSeverity.Warning, MiningSign.NewMeters, MiningSign.NewRegions)]
    [InlineData(100, 50, "", "D4s", EventSeverity.Critical, MiningSign.SuddenCompute, MiningSign.NewMeters)]
    [InlineData(100, 50, "eastus", "", EventSeverity.Critical, MiningSign.SuddenCompute, MiningSign.NewRegions)]
    [InlineData(100, 250, "eastus westus", "NC6", EventSeverity.Critical, MiningSign.SuddenCompute, MiningSign.NewMeters, MiningSign.NewRegions)]
    [InlineData(100, -30, "", "", EventSeverity.Warning)]
    [InlineData(0, 0, "eastus", "", EventSeverity.Warning, MiningSign.NewRegions)]
    [InlineData(-5, 10, "eastus", "", EventSeverity.Warning, MiningSign.NewRegions)]
    public void It_is_told_by_the_excess_and_what_is_new(double excess, double compute, string regions, string meters, EventSeverity severity, params MiningSign[] signs)
    {
        var shape = MiningShape.Of((decimal)excess, (decimal)compute, regions.Split(' ', StringSplitOptions.RemoveEmptyEntries), meters.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(signs, shape.Signs);
        Assert.Equal((severity, severity is EventSeverity.Critical), (shape.Severity, shape.IsMining));
        Assert.Equal((regions, meters), (string.Join(' ', shape.NewRegions), string.Join(' ', shape.NewMeters)));
    }

    [Theory]
    [InlineData("Virtual Machines", true)]
    [InlineData("virtual machines", true)]
    [InlineData("Virtual Machines Licenses", true)]
    [InlineData("Virtual Machine Scale Sets", true)]
    [InlineData("Azure Dedicated Host", true)]
    [InlineData("Cloud Services", true)]
    [InlineData("Batch", true)]
    [InlineData("Azure Batch", true)]
    [InlineData("Container Instances", true)]
    [InlineData("Azure Container Instances", true)]
    [InlineData("Azure Container Apps", true)]
    [InlineData("Azure Kubernetes Service", true)]
    [InlineData("Azure Machine Learning", true)]
    [InlineData("Machine Learning Service", true)]
    [InlineData("Azure Databricks", true)]
    [InlineData("Storage", false)]
    [InlineData("SQL Database", false)]
    [InlineData("Bandwidth", false)]
    [InlineData("", false)]
    public void Services_that_sell_computing_time(string service, bool sells) => Assert.Equal(sells, ComputeServices.Contains(service));
}
