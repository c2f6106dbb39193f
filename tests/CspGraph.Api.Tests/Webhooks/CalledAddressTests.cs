using CspGraph.Api.Webhooks;
using CspGraph.Domain.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>What a webhook's name leads to is judged whenever it is connected to, and what is judged is what is connected to.</summary>
public sealed class CalledAddressTests
{
    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("fe80::1%1")]
    [InlineData("::ffff:192.168.0.1")]
    [InlineData("0.0.0.0", "::", "fd00::1")]
    public async Task A_name_that_leads_to_private_addresses_is_refused_and_nobody_else_notices(params string[] addresses)
    {
        await using var scene = await HostileScene.StartAsync(_ => "https://hook.example/", ("hook.example", addresses));

        await scene.HealthyTakesAsync(2);
        var first = await scene.FirstAsync();
        await scene.HealthyTakesAsync(2);

        Assert.Equal((DeliveryFailure.AddressRefused, null, null, WebhookDeliveryStatus.Retrying), (first.Failure, first.ResponseStatus, first.Response, first.Status));
        Assert.Contains("hook.example", scene.Connect.Asked);
        Assert.Equal(["127.0.0.1"], scene.Connect.Opened.Distinct());
    }

    [Fact]
    public async Task A_name_that_leads_to_private_addresses_and_others_is_called_at_the_others_only()
    {
        await using var scene = await HostileScene.StartAsync(
            receiver => receiver.Address.Replace("127.0.0.1", "hook.example", StringComparison.Ordinal) + "/mixed", ("hook.example", ["10.0.0.1", "127.0.0.1", "169.254.169.254"]));

        await scene.HealthyTakesAsync(2);

        var received = await scene.Receiver.NextAsync("/mixed", 2);
        Assert.All(received, message => Assert.StartsWith("hook.example:", message.Headers["Host"], StringComparison.Ordinal));
        Assert.Equal(["127.0.0.1"], scene.Connect.Opened.Distinct());
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_out_of_reach()
    {
        await using var scene = await HostileScene.StartAsync(_ => "https://hook.example/");

        await scene.HealthyTakesAsync(2);

        var first = await scene.FirstAsync();
        Assert.Equal((DeliveryFailure.Unreachable, null, null), (first.Failure, first.ResponseStatus, first.Response));
    }

    [Theory]
    [InlineData(new string[0], "127.0.0.1")]
    [InlineData(new string[0], "127.0.0.1", "::1", "::ffff:127.0.0.1")]
    [InlineData(new[] { "8.8.8.8" }, "127.0.0.1", "8.8.8.8", "10.0.0.1")]
    public async Task Elsewhere_than_in_development_this_machine_is_not_called_either(string[] called, params string[] addresses)
    {
        var settings = WebhookKit.Usual with { IsDevelopment = false };
        var connect = new RecordedConnect(settings, ("hook.example", addresses));
        await using var kit = await WebhookKit.CreateAsync(settings, change: services => services.AddSingleton<WebhookConnect>(connect));

        var attempt = await kit.Get<WebhookHttp>().SendAsync("https://hook.example/", [], default, default);

        // A public one is where the record ends.
        Assert.Equal((called is [] ? DeliveryFailure.AddressRefused : DeliveryFailure.Unreachable, null), (attempt.Failure, attempt.Status));
        Assert.Equal(["hook.example"], connect.Asked);
        Assert.Equal(called, connect.Opened);
    }

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://localhost/")]
    [InlineData("http://hook.example/")]
    public async Task Elsewhere_than_in_development_this_machine_and_unencrypted_addresses_are_refused_by_what_they_say(string url)
    {
        var settings = WebhookKit.Usual with { IsDevelopment = false };
        var connect = new RecordedConnect(settings);
        await using var kit = await WebhookKit.CreateAsync(settings, change: services => services.AddSingleton<WebhookConnect>(connect));

        var attempt = await kit.Get<WebhookHttp>().SendAsync(url, [], default, default);

        Assert.Equal((DeliveryFailure.AddressRefused, null), (attempt.Failure, attempt.Status));
        Assert.Empty(connect.Asked);
        Assert.Empty(connect.Opened);
    }
}
