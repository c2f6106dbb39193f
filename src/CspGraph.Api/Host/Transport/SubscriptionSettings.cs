namespace CspGraph.Api.Host.Transport;

/// <summary>How sockets and event streams are kept: the settings under <c>Subscriptions</c>.</summary>
/// <param name="InitTimeout">How long a new socket may take to say who it is.</param>
/// <param name="MaxOperationsPerSocket">How many operations may be under way on one socket.</param>
/// <param name="KeepAlive">After how much silence something is sent, so that nobody on the way takes the connection for dead.</param>
sealed record SubscriptionSettings(TimeSpan InitTimeout, int MaxOperationsPerSocket, TimeSpan KeepAlive)
{
    public static SubscriptionSettings Read(IConfiguration configuration) => new(
        TimeSpan.FromSeconds(ServerSettings.PositiveNumber(configuration, "Subscriptions:InitTimeoutSeconds", otherwise: 10, most: 3_600)),
        (int)ServerSettings.PositiveNumber(configuration, "Subscriptions:MaxOperationsPerSocket", otherwise: 100, most: 10_000),
        TimeSpan.FromSeconds(ServerSettings.PositiveNumber(configuration, "Subscriptions:KeepAliveSeconds", otherwise: 20, most: 3_600)));
}
