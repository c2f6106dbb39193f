using CspGraph.Api.Host;
using CspGraph.Api.Host.Identity;

namespace CspGraph.Api.Webhooks;

/// <summary>How webhooks are kept and delivered: the settings under <c>Webhooks</c>.</summary>
/// <param name="IsEnabled">False where this process delivers nothing, and only keeps what is asked of it.</param>
/// <param name="IsDevelopment">Whether unencrypted addresses, and this machine's, may be called.</param>
/// <param name="Keys">By which secrets are encrypted: the first encrypts, all decrypt. Empty where no webhook can be made.</param>
/// <param name="MaxPerTenant">How many a tenant has at most.</param>
/// <param name="MaxPerReseller">How many of one reseller's scope there are at most.</param>
/// <param name="Timeout">How long an attempt may take, its redirects and the answer included: less than a mutation may, which tries one.</param>
/// <param name="Lease">How long nobody else delivers for a tenant whose process has gone.</param>
/// <param name="Poll">How often a tenant's log is looked at, whether anybody says that there is something new or not.</param>
sealed record WebhookSettings(bool IsEnabled, bool IsDevelopment, IReadOnlyList<byte[]> Keys, int MaxPerTenant, int MaxPerReseller, TimeSpan Timeout, TimeSpan Lease, TimeSpan Poll)
{
    const string KeysKey = "Webhooks:EncryptionKeys";
    const int KeyBytes = 32;

    public static WebhookSettings Read(IConfiguration configuration, IHostEnvironment environment) => new(
        ServerSettings.Flag(configuration, "Webhooks:Enabled", otherwise: true),
        environment.IsDevelopment(),
        ReadKeys(configuration, environment),
        (int)ServerSettings.PositiveNumber(configuration, "Webhooks:MaxPerTenant", otherwise: 500, most: 10_000),
        (int)ServerSettings.PositiveNumber(configuration, "Webhooks:MaxPerReseller", otherwise: 20, most: 10_000),
        TimeSpan.FromSeconds(ServerSettings.PositiveNumber(configuration, "Webhooks:TimeoutSeconds", otherwise: 15, most: 25)),
        TimeSpan.FromSeconds(ServerSettings.PositiveNumber(configuration, "Webhooks:LeaseSeconds", otherwise: 30, most: 600)),
        TimeSpan.FromMilliseconds(ServerSettings.PositiveNumber(configuration, "Webhooks:PollMilliseconds", otherwise: 1_000, most: 60_000)));

    static IReadOnlyList<byte[]> ReadKeys(IConfiguration configuration, IHostEnvironment environment)
    {
        if (ServerSettings.Texts(configuration, KeysKey) is { } texts) return [.. texts.Select(Key)];
        return environment.IsDevelopment() ? [DevelopmentKey.LoadOrCreate(DatabaseSettings.DataFolder(environment), "webhooks.key")] : [];
    }

    // Not repeated: it may be a key that was only cut off.
    static byte[] Key(string text)
    {
        var bytes = new byte[KeyBytes + 1];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == KeyBytes ? bytes[..KeyBytes] : throw new StartRefusedException($"{KeysKey} holds what is not {KeyBytes} bytes in base64.");
    }
}
