using System.Security.Cryptography;
using System.Text;
using CspGraph.Api.Host.Identity;

namespace CspGraph.Api.Tests.Host;

/// <summary>How the secret of an API key looks, and what is no secret at all.</summary>
public sealed class ApiKeySecretTests
{
    [Fact]
    public void A_secret_is_found_again_by_its_hash_and_told_by_its_last_characters()
    {
        var secret = ApiKeySecret.Create();

        Assert.Matches("^cspg_[A-Za-z0-9_-]{49}$", secret.Text);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(secret.Text))), secret.Hash);
        Assert.Equal(secret.Hash, ApiKeySecret.HashOf(secret.Text));
        Assert.Equal(secret.Text[^4..], secret.Hint);
        Assert.NotEqual(secret.Text, ApiKeySecret.Create().Text);
    }

    [Fact]
    public void A_secret_does_not_write_itself_into_a_log()
    {
        var secret = ApiKeySecret.Create();

        Assert.Equal($"API key …{secret.Hint}", $"{secret}");
    }

    [Fact]
    public void A_secret_with_any_character_changed_missing_or_added_is_none()
    {
        var text = ApiKeySecret.Create().Text;

        for (var at = 0; at < text.Length; at++)
        {
            Assert.Null(ApiKeySecret.HashOf(text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]));
            Assert.Null(ApiKeySecret.HashOf(text.Remove(at, 1)));
            Assert.Null(ApiKeySecret.HashOf(text.Insert(at, "A")));
        }
        Assert.Null(ApiKeySecret.HashOf(""));
        Assert.Null(ApiKeySecret.HashOf("cspg_"));
        Assert.Null(ApiKeySecret.HashOf(text + "A"));
    }
}
