namespace CspGraph.Api.Demo;

/// <summary>How much of a network the demo tenants get.</summary>
public enum DemoSize
{
    /// <summary>Written in seconds on first start: 32 resellers, 220 customers and 1,100 subscriptions in the larger tenant.</summary>
    Small,
    /// <summary>500 resellers, 20,000 customers and 200,000 subscriptions in the larger tenant.</summary>
    Medium,
    /// <summary>Ten times <see cref="Medium"/>.</summary>
    Large,
}
