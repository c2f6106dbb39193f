using System.Collections.Frozen;

namespace CspGraph.Domain.Usage;

/// <summary>Services that sell computing time, which is what a miner buys with somebody else's account.</summary>
/// <remarks>
/// Source: Microsoft's alert types of 15 May 2024 name anomalous deployments of virtual machines, Azure Batch, Azure Container Instances and Azure
/// Machine Learning (learn.microsoft.com, security/security-alerts-reference-guide). The others run what their user brings, in the same way.
/// </remarks>
public static class ComputeServices
{
    static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "Virtual Machines", "Virtual Machines Licenses", "Virtual Machine Scale Sets", "Azure Dedicated Host", "Cloud Services",
        "Batch", "Azure Batch",
        "Container Instances", "Azure Container Instances", "Azure Container Apps", "Azure Kubernetes Service",
        "Azure Machine Learning", "Machine Learning Service", "Azure Databricks");

    /// <summary>Whether a service is one of them.</summary>
    /// <param name="service">MeterCategory, in any letter case.</param>
    public static bool Contains(string service) => Names.Contains(service);
}
