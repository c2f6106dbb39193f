using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CspGraph.Api.Webhooks;

/// <summary>Secrets that webhooks sign with: made at random, shown once, and kept encrypted (AES-256-GCM) for the one webhook that they are of.</summary>
sealed class WebhookSecrets(WebhookSettings settings)
{
    /// <summary>Begins each secret, as the Standard Webhooks specification has it; base64 follows.</summary>
    public const string Prefix = "whsec_";

    const int SecretBytes = 32;
    const int IdBytes = 4;
    const int NonceBytes = 12;
    const int TagBytes = 16;

    /// <summary>Whether any can be kept here.</summary>
    public bool CanBeKept => settings.Keys.Count > 0;

    public static byte[] Create() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>As the back end is told it.</summary>
    public static string Text(byte[] secret) => Prefix + Convert.ToBase64String(secret);

    /// <summary>As it is stored.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="webhook">The webhook: elsewhere what is stored cannot be read.</param>
    /// <param name="secret">The secret.</param>
    public string Seal(int tenant, Guid webhook, byte[] secret)
    {
        var key = settings.Keys[0];
        var sealedBytes = new byte[IdBytes + NonceBytes + secret.Length + TagBytes];
        var (nonce, cipher, tag) = Parts(sealedBytes);
        BinaryPrimitives.WriteUInt32BigEndian(sealedBytes, IdOf(key));
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce.Span, secret, cipher.Span, tag.Span, Whose(tenant, webhook));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <exception cref="CryptographicException">No key of the installation opens it.</exception>
    public byte[] Open(int tenant, Guid webhook, string stored)
    {
        var sealedBytes = Convert.FromBase64String(stored);
        var id = BinaryPrimitives.ReadUInt32BigEndian(sealedBytes);
        var key = settings.Keys.FirstOrDefault(key => IdOf(key) == id) ?? throw new CryptographicException("The key by which a webhook's secret was encrypted is none of Webhooks:EncryptionKeys.");
        var (nonce, cipher, tag) = Parts(sealedBytes);
        var secret = new byte[cipher.Length];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, secret, Whose(tenant, webhook));
        return secret;
    }

    static (Memory<byte> Nonce, Memory<byte> Cipher, Memory<byte> Tag) Parts(byte[] bytes) =>
        (bytes.AsMemory(IdBytes, NonceBytes), bytes.AsMemory((IdBytes + NonceBytes)..^TagBytes), bytes.AsMemory(^TagBytes..));

    static uint IdOf(byte[] key) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(key));

    static byte[] Whose(int tenant, Guid webhook) => Encoding.ASCII.GetBytes($"{tenant}:{webhook:N}");
}
