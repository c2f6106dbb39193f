using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CspGraph.Api.Host.Identity;

/// <summary>Whether Entra's keys were ever read. Until then no token can be told from another, and nobody should wait long to hear so.</summary>
/// <remarks>Once they were, it is the configuration manager that reads them anew: every twelve hours, and when a token names a key that it does not know. If it cannot, it goes on with those it has.</remarks>
sealed partial class EntraMetadata(TimeProvider clock, ILogger<EntraMetadata> log)
{
    /// <summary>After a failure requests are refused without another attempt for as long.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    readonly Lock gate = new();
    Task<bool>? attempt;
    long failedAt;

    /// <summary>All who ask at the same time wait for one attempt.</summary>
    public Task<bool> IsKnownAsync(IConfigurationManager<OpenIdConnectConfiguration> manager)
    {
        lock (gate)
        {
            if (attempt is null || attempt.IsCompleted && !attempt.Result && clock.GetElapsedTime(failedAt) >= Pause) attempt = TryAsync(manager);
            return attempt;
        }
    }

    async Task<bool> TryAsync(IConfigurationManager<OpenIdConnectConfiguration> manager)
    {
        // The first steps of an attempt belong to no lock.
        await Task.Yield();
        try
        {
            await manager.GetConfigurationAsync(CancellationToken.None);
            return true;
        }
        catch (Exception failure)
        {
            Failed(failure.GetBaseException().Message);
            failedAt = clock.GetTimestamp();
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Microsoft Entra's keys cannot be read, so its tokens are answered with 503: {Reason}")]
    partial void Failed(string reason);
}

/// <summary>A token cannot be judged now. The request keeps it, for ASP.NET keeps no result that failed.</summary>
sealed class EntraUnavailableException() : Exception("Microsoft Entra's keys were never read.");
