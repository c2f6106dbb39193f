using System.Globalization;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>A receiver that wants to be left alone for a while is, and no longer than a day.</summary>
public sealed class RetryAfterTests
{
    /// <summary>What it says, in seconds or as the date that is so many seconds away, and after how many it is attempted again: where that is its own time, that is stretched by up to a fifth.</summary>
    [Theory]
    [InlineData("60", null, 60, 60)]
    [InlineData("3600", null, 3_600, 3_600)]
    [InlineData("86400", null, 86_400, 86_400)]
    [InlineData("86401", null, 86_400, 86_400)]
    [InlineData("2147483647", null, 86_400, 86_400)]
    [InlineData("99999999999", null, 5, 6)]
    [InlineData("0", null, 5, 6)]
    [InlineData("1", null, 5, 6)]
    [InlineData("-60", null, 5, 6)]
    [InlineData("soon", null, 5, 6)]
    [InlineData(null, 7_200, 7_200, 7_200)]
    [InlineData(null, 864_000, 86_400, 86_400)]
    [InlineData(null, -7_200, 5, 6)]
    public async Task What_it_asks_for_is_what_it_gets_within_a_day(string? seconds, int? date, int least, int most)
    {
        await using var scene = await HostileScene.StartAsync(receiver => receiver.Address + "/busy");
        var now = scene.Kit.Events.Changes.Clock.GetUtcNow();
        scene.Receiver.Answer("/busy", 503, "Retry-After", seconds ?? now.AddSeconds(date!.Value).ToString("R", CultureInfo.InvariantCulture));

        await scene.HealthyTakesAsync(2);
        var first = await scene.FirstAsync();
        await scene.HealthyTakesAsync(2);

        Assert.Equal((DeliveryFailure.Refused, 503, WebhookDeliveryStatus.Retrying, now.UtcDateTime), (first.Failure, first.ResponseStatus, first.Status, first.LastAttemptAt));
        Assert.InRange((first.NextAttemptAt!.Value - now.UtcDateTime).TotalSeconds, least, most);
    }

    [Fact]
    public async Task It_is_asked_again_no_sooner_by_the_same_message_and_then_what_came_meanwhile_in_order()
    {
        await using var scene = await HostileScene.StartAsync(receiver => receiver.Address + "/busy");
        scene.Receiver.Answer("/busy", 503, "Retry-After", "60");

        await scene.HealthyTakesAsync(2);
        var first = await scene.Receiver.NextAsync("/busy");
        var next = scene.Kit.Events.Changes.Clock.GetUtcNow().AddSeconds(60);
        Assert.Equal(next.UtcDateTime, (await scene.FirstAsync()).NextAttemptAt);
        await scene.HealthyTakesAsync(2);
        scene.Pass(TimeSpan.FromSeconds(50));
        await scene.HealthyTakesAsync(2);
        await scene.Kit.PassUntilAsync(async () => (await scene.Kit.DeliveriesAsync(scene.Hostile)).Count(row => row.Status is WebhookDeliveryStatus.Delivered) == 6);

        var again = await scene.Receiver.NextAsync("/busy", 6);
        Assert.Equal(first.Id, again[0].Id);
        Assert.Equal(first.Body, again[0].Body);
        Assert.NotEqual(first.Headers["webhook-signature"], again[0].Headers["webhook-signature"]);
        Assert.All(again, message => Assert.InRange(long.Parse(message.Headers["webhook-timestamp"], CultureInfo.InvariantCulture), next.ToUnixTimeSeconds(), next.ToUnixTimeSeconds() + 60));
        Assert.Equal((await scene.Kit.DeliveriesAsync(scene.Hostile)).Select(row => row.EventId), again.Select(message => CspGraph.Engine.NodeId.TryParse(message.Id, out var id) ? id.Key : default));
        Assert.Empty(scene.Receiver.Rest("/busy"));
    }
}
