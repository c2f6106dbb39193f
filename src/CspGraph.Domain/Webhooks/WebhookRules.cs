using System.Net;

namespace CspGraph.Domain.Webhooks;

/// <summary>What a webhook may be.</summary>
public static class WebhookRules
{
    /// <summary>Characters of an address at most.</summary>
    public const int LongestUrl = 2_000;

    /// <summary>Characters of a document at most.</summary>
    public const int LongestDocument = 20_000;

    /// <summary>How long the secret before goes on signing where nobody said: so long a back end has to take the new one.</summary>
    public static readonly TimeSpan UsualOverlap = TimeSpan.FromHours(24);

    /// <summary>How long it may at most.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    /// <summary>Why an address may not be called; null when it may, as far as it tells by itself: what its name leads to is seen whenever it is called.</summary>
    /// <param name="url">The address.</param>
    /// <param name="isDevelopment">Whether this machine, and unencrypted addresses, may be called.</param>
    /// <param name="field">Where the input has it.</param>
    public static Objection? OfUrl(string url, bool isDevelopment, string field)
    {
        if (url.Length > LongestUrl) return Refused($"An address has {LongestUrl} characters at most.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0 || url.Any(char.IsWhiteSpace)) return Refused("It is no absolute address.");
        if (address.Scheme != Uri.UriSchemeHttps && !(isDevelopment && address.Scheme == Uri.UriSchemeHttp)) return Refused("It must begin with https://.");
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0) return Refused("It has no user, password or fragment.");
        return IsCallable(address, isDevelopment) ? null : Refused("It leads to a private or special address, which is not called from here.");

        Objection Refused(string message) => new(ObjectionCodes.BadUserInput, message, field);
    }

    /// <summary>Whether an address that a name leads to may be called: a public one, and in the Development environment this machine.</summary>
    public static bool MayCall(IPAddress address, bool isDevelopment) => PublicAddress.IsPublic(address) || isDevelopment && IPAddress.IsLoopback(address);

    /// <summary>Why the secret before may not go on signing for so many hours; null when it may.</summary>
    public static Objection? OfOverlap(int hours, string field) => hours < 0 || hours > LongestOverlap.TotalHours
        ? new(ObjectionCodes.BadUserInput, $"The secret before goes on signing for 0 to {LongestOverlap.TotalHours:0} hours.", field)
        : null;

    // As it is connected to: digits of other scripts are digits there.
    static bool IsCallable(Uri address, bool isDevelopment) => address.IdnHost.TrimEnd('.') is var host && IPAddress.TryParse(host, out var literal)
        ? MayCall(literal, isDevelopment)
        : isDevelopment || !IsLocalName(host);

    static bool IsLocalName(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
