using CspGraph.Domain.Webhooks;

namespace CspGraph.Domain.Tests.Webhooks;

public sealed class WebhookRulesTests
{
    const string NoAddress = "It is no absolute address.";
    const string NotHttps = "It must begin with https://.";
    const string Secretive = "It has no user, password or fragment.";
    const string Special = "It leads to a private or special address, which is not called from here.";

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("HTTPS://EXAMPLE.COM:8443/hooks/1?key=a%20b")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700::1111]/")]
    [InlineData("https://bücher.example/")]
    [InlineData("https://localhost.example.com/")]
    [InlineData("https://notlocalhost/")]
    public void A_public_https_address_may_be_called(string url) => Assert.Equal((null, null), Of(url));

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://a.localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.255.255.255/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://①②⑦.0.0.1/")]
    public void This_machine_and_what_is_not_encrypted_may_be_called_in_development_only(string url) =>
        Assert.Equal((url.StartsWith("http:", StringComparison.Ordinal) ? NotHttps : Special, null), Of(url));

    [Theory]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://0xa.1/")]
    [InlineData("https://012.0.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://①⑥⑨.254.169.254/")]
    [InlineData("https://192.168.0.1:443/")]
    [InlineData("https://10.0.0.1./")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://255.255.255.255/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[64:ff9b::10.0.0.1]/")]
    [InlineData("https://[2002:a00:1::]/")]
    [InlineData("https://[::]/")]
    public void A_special_address_may_never_be_called_however_it_is_written(string url) => Assert.Equal((Special, Special), Of(url));

    [Theory]
    [InlineData("", NoAddress)]
    [InlineData("/hook", NoAddress)]
    [InlineData("example.com/hook", NoAddress)]
    [InlineData("https://", NoAddress)]
    [InlineData("https://exa mple.com/", NoAddress)]
    [InlineData("https://example.com/a b", NoAddress)]
    [InlineData(" https://example.com/", NoAddress)]
    [InlineData("https://example.com/\n", NoAddress)]
    [InlineData("https://example.com:99999/", NoAddress)]
    [InlineData("javascript:alert(1)", NoAddress)]
    [InlineData("file:///etc/passwd", NoAddress)]
    [InlineData("file://example.com/share", NotHttps)]
    [InlineData("ftp://example.com/", NotHttps)]
    [InlineData("wss://example.com/", NotHttps)]
    [InlineData("https://ann@example.com/", Secretive)]
    [InlineData("https://ann:secret@example.com/", Secretive)]
    [InlineData("https://example.com/#top", Secretive)]
    public void What_is_no_address_to_send_to_is_refused_everywhere(string url, string why) => Assert.Equal((why, why), Of(url));

    [Theory]
    [InlineData(2_000, null)]
    [InlineData(2_001, "An address has 2000 characters at most.")]
    public void An_address_has_up_to_2000_characters(int length, string? why) => Assert.Equal((why, why), Of("https://example.com/".PadRight(length, 'a')));

    [Fact]
    public void An_address_that_is_refused_is_the_field_s_fault()
    {
        var objection = WebhookRules.OfUrl("http://example.com/", isDevelopment: false, "url");

        Assert.Equal(new(ObjectionCodes.BadUserInput, NotHttps, "url"), objection);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(24, true)]
    [InlineData(168, true)]
    [InlineData(169, false)]
    [InlineData(int.MaxValue, false)]
    [InlineData(int.MinValue, false)]
    public void The_secret_before_goes_on_signing_for_a_week_at_most(int hours, bool isOne) =>
        Assert.Equal(isOne ? null : new(ObjectionCodes.BadUserInput, "The secret before goes on signing for 0 to 168 hours.", "overlapHours"), WebhookRules.OfOverlap(hours, "overlapHours"));

    /// <summary>Why it is refused elsewhere, and in development.</summary>
    static (string? Production, string? Development) Of(string url) => (WebhookRules.OfUrl(url, isDevelopment: false, "url")?.Message, WebhookRules.OfUrl(url, isDevelopment: true, "url")?.Message);
}
