using System.Net;
using CspGraph.Api.Webhooks;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>Redirects are followed where they keep the message, a few times, and nowhere that a webhook's own address may not lead.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(306)]
    [InlineData(399)]
    public async Task One_that_would_change_the_message_is_not_followed(int status)
    {
        await using var scene = await StartAsync();
        scene.Receiver.Answer("/a", status, "Location", "/b");

        var first = await FailedAsync(scene);

        Assert.Equal((DeliveryFailure.Redirected, status), (first.Failure, first.ResponseStatus));
        Assert.Single(scene.Receiver.Rest("/a"));
        Assert.Empty(scene.Receiver.Rest("/b"));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Three_that_keep_the_message_are_followed_and_it_arrives_as_it_was(int status)
    {
        await using var scene = await StartAsync();
        await using var other = await Receiver.StartAsync();
        scene.Receiver.Answer("/a", status, "Location", "/b", body: "elsewhere");
        scene.Receiver.Answer("/b", status, "Location", $"{other.Address}/c");
        other.Answer("/c", status, "Location", "d?key=1");

        await scene.HealthyTakesAsync(2);
        IReadOnlyList<Received> received = [await scene.Receiver.NextAsync("/a"), await scene.Receiver.NextAsync("/b"), await other.NextAsync("/c"), await other.NextAsync("/d")];
        await WebhookKit.UntilAsync(async () => (await scene.Kit.DeliveriesAsync(scene.Hostile)).Count == 2);

        Assert.All(received, message => Assert.Equal("POST", message.Method));
        Assert.All(received, message => Assert.Equal(received[0].Body, message.Body));
        Assert.All(received, message => Assert.Equal(Kept(received[0]), Kept(message)));
        Assert.Equal(5, Kept(received[0]).Count);
        Assert.All(await scene.Kit.DeliveriesAsync(scene.Hostile), row => Assert.Equal((WebhookDeliveryStatus.Delivered, 204, 1), (row.Status, row.ResponseStatus, row.Attempts)));
    }

    [Fact]
    public async Task A_fourth_is_not()
    {
        await using var scene = await StartAsync();
        foreach (var (from, to) in new[] { ("/a", "/b"), ("/b", "/c"), ("/c", "/d"), ("/d", "/e") }) scene.Receiver.Answer(from, 307, "Location", to);

        var first = await FailedAsync(scene);

        Assert.Equal((DeliveryFailure.Redirected, 307), (first.Failure, first.ResponseStatus));
        Assert.Single(scene.Receiver.Rest("/d"));
        Assert.Empty(scene.Receiver.Rest("/e"));
    }

    [Fact]
    public async Task A_loop_is_left()
    {
        await using var scene = await StartAsync();
        for (var at = 0; at < 10; at++) scene.Receiver.Answer("/a", 308, "Location", "/a");

        var first = await FailedAsync(scene);

        Assert.Equal((DeliveryFailure.Redirected, 308, 1), (first.Failure, first.ResponseStatus, first.Attempts));
        Assert.Equal(4, scene.Receiver.Rest("/a").Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://[")]
    public async Task One_that_leads_nowhere_is_not_followed(string? location)
    {
        await using var scene = await StartAsync();
        scene.Receiver.Answer("/a", 307, location is null ? null : "Location", location);

        var first = await FailedAsync(scene);

        Assert.Equal((DeliveryFailure.Redirected, 307), (first.Failure, first.ResponseStatus));
        Assert.Single(scene.Receiver.Rest("/a"));
    }

    /// <summary>Refused by what it says: no name is looked up for it.</summary>
    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("http://0xa000001/")]
    [InlineData("http://167772161/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("//169.254.169.254/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fe80::1%25lo]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:11211/")]
    [InlineData("http://ann:secret@127.0.0.1/")]
    public async Task One_to_what_may_not_be_called_is_refused_before_anything_is_connected_to(string location)
    {
        await using var scene = await StartAsync();
        scene.Receiver.Answer("/a", 307, "Location", location);

        var first = await FailedAsync(scene);

        Assert.Equal((DeliveryFailure.AddressRefused, null, null), (first.Failure, first.ResponseStatus, first.Response));
        Assert.Equal(["127.0.0.1"], scene.Connect.Asked.Distinct());
        Assert.Equal(["127.0.0.1"], scene.Connect.Opened.Distinct());
    }

    [Theory]
    [InlineData("http://metadata.google.internal/computeMetadata/v1/", "metadata.google.internal", "169.254.169.254")]
    [InlineData("http://instance-data/latest/", "instance-data", "169.254.169.254", "fd00:ec2::254")]
    [InlineData("https://intranet.example/", "intranet.example", "10.0.0.1", "192.168.0.1")]
    [InlineData("http://mapped.example/", "mapped.example", "::ffff:10.0.0.1")]
    public async Task One_to_a_name_that_leads_there_is_refused_when_that_is_known(string location, string name, params string[] addresses)
    {
        await using var scene = await StartAsync((name, addresses));
        scene.Receiver.Answer("/a", 308, "Location", location);

        var first = await FailedAsync(scene);

        Assert.Equal((DeliveryFailure.AddressRefused, null, null), (first.Failure, first.ResponseStatus, first.Response));
        Assert.Contains(name, scene.Connect.Asked);
        Assert.Equal(["127.0.0.1"], scene.Connect.Opened.Distinct());
    }

    /// <summary>Elsewhere than in development, where both may be called.</summary>
    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://[::1]/")]
    public async Task One_from_an_encrypted_address_to_an_unencrypted_one_or_to_this_machine_is_refused(string location)
    {
        var asked = new List<string>();
        using var redirects = new CheckedRedirects(WebhookKit.Usual with { IsDevelopment = false }) { InnerHandler = new Redirecting(asked, location) };
        using var invoker = new HttpMessageInvoker(redirects);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://example.com/hook");

        await Assert.ThrowsAsync<AddressRefusedException>(() => invoker.SendAsync(request, default));

        Assert.Equal(["https://example.com/hook"], asked);
    }

    static Task<HostileScene> StartAsync(params (string Name, string[] Addresses)[] names) => HostileScene.StartAsync(receiver => receiver.Address + "/a", names);

    static async Task<WebhookDelivery> FailedAsync(HostileScene scene)
    {
        await scene.HealthyTakesAsync(2);
        var first = await scene.FirstAsync();
        await scene.HealthyTakesAsync(2);
        Assert.Equal(WebhookDeliveryStatus.Retrying, first.Status);
        return first;
    }

    static Dictionary<string, string> Kept(Received message) =>
        message.Headers.Where(header => header.Key.StartsWith("webhook-", StringComparison.Ordinal) || header.Key is "Content-Type" or "User-Agent").ToDictionary();

    sealed class Redirecting(List<string> asked, string location) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add(request.RequestUri!.OriginalString);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { Headers = { Location = new(location) } });
        }
    }
}
