using CspGraph.Domain.Events;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>Whatever a receiver does, it ends in time, little of it is read or kept, and no other webhook notices.</summary>
public sealed class HostileReceiverTests
{
    /// <summary>More than what systems keep on the way, and far less than what is offered.</summary>
    const long Little = 8 << 20;

    const string Endless = "HTTP/1.1 500 No\r\nContent-Length: 1073741824\r\n\r\n";

    static readonly Dictionary<string, (DeliveryFailure? Failure, int? Status, string? Response, Func<HostileConnection, Task> Answer)> Answers = new()
    {
        ["closes before it answers"] = (DeliveryFailure.Unreachable, null, null, _ => Task.CompletedTask),
        ["breaks off before it answers"] = (DeliveryFailure.Unreachable, null, null, connection => connection.ResetAsync()),
        ["closes within the head"] = (DeliveryFailure.Unreachable, null, null, connection => connection.WriteAsync("HTTP/1.1 200 OK\r\nX-A: b\r\n")),
        ["breaks off within the head"] = (DeliveryFailure.Unreachable, null, null, connection => ThenResetAsync(connection, "HTTP/1.1 200 OK\r\nX-A: b\r\n")),
        ["closes within the body of a failure"] = (DeliveryFailure.Refused, 500, "abc", connection => connection.WriteAsync("HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\nabc")),
        ["breaks off within the body of a failure"] = (DeliveryFailure.Refused, 500, "abc", connection => ThenResetAsync(connection, "HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\nabc")),
        ["closes within the body of a success"] = (null, 200, null, connection => connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")),
        ["says what is no HTTP"] = (DeliveryFailure.ProtocolError, null, null, connection => connection.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        ["says what is no text"] = (DeliveryFailure.ProtocolError, null, null, connection => connection.WriteAsync("\0\u0001\u0002ÿþ\r\n\r\n")),
        ["has a status that is no number"] = (DeliveryFailure.ProtocolError, null, null, connection => connection.WriteAsync("HTTP/1.1 abc OK\r\n\r\n")),
        ["has a header that is none"] = (DeliveryFailure.ProtocolError, null, null, connection => connection.WriteAsync("HTTP/1.1 200 OK\r\n: \r\n\r\n")),
        ["has a body whose parts are none"] = (DeliveryFailure.Refused, 500, "", connection => connection.WriteAsync("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\nnone\r\n")),
        ["fails with control characters"] = (DeliveryFailure.Refused, 500, "a��b\n\tc", connection => connection.WriteAsync("HTTP/1.1 500 No\r\nContent-Length: 7\r\n\r\na\0\u001bb\n\tc")),
        ["fails with what is no text"] = (DeliveryFailure.Refused, 502, "��", connection => connection.WriteAsync("HTTP/1.1 502 No\r\nContent-Length: 2\r\n\r\n\u00ff\u00fe")),
        ["fails without a word"] = (DeliveryFailure.Refused, 404, "", connection => connection.WriteAsync("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")),
    };

    static readonly Dictionary<string, Func<HostileConnection, Task>> Hangs = new()
    {
        ["never answers"] = connection => connection.HangAsync(),
        ["says no more within the head"] = connection => ThenHangAsync(connection, "HTTP/1.1 200 OK\r\nX-A: b\r\n"),
        ["says no more within the body of a failure"] = connection => ThenHangAsync(connection, Endless + "abc"),
        ["says no more behind another protocol"] = connection => ThenHangAsync(connection, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n"),
    };

    static readonly Dictionary<string, (DeliveryFailure? Failure, int? Status, string Head, string Part)> Floods = new()
    {
        ["a failure with a length"] = (DeliveryFailure.Refused, 500, Endless, "x"),
        ["a failure in parts"] = (DeliveryFailure.Refused, 400, "HTTP/1.1 400 No\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        ["a failure until it closes"] = (DeliveryFailure.Refused, 503, "HTTP/1.1 503 No\r\n\r\n", "x"),
        ["a success with a length"] = (null, 200, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", "x"),
        ["a success in parts"] = (null, 201, "HTTP/1.1 201 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        ["a success until it closes"] = (null, 202, "HTTP/1.1 202 OK\r\n\r\n", "x"),
        ["one header"] = (DeliveryFailure.ProtocolError, null, "HTTP/1.1 200 OK\r\nX-A: ", "x"),
        ["many headers"] = (DeliveryFailure.ProtocolError, null, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n"),
        ["hints"] = (DeliveryFailure.ProtocolError, null, "", "HTTP/1.1 103 Early Hints\r\nX-A: b\r\n\r\n"),
        ["hints without headers"] = (DeliveryFailure.ProtocolError, null, "", "HTTP/1.1 103 Early Hints\r\n\r\n"),
        ["a status"] = (DeliveryFailure.ProtocolError, null, "HTTP/1.1 200 ", "x"),
    };

    public static TheoryData<string> OfAnswers => [.. Answers.Keys];
    public static TheoryData<string> OfHangs => [.. Hangs.Keys];
    public static TheoryData<string> OfFloods => [.. Floods.Keys];

    [Theory]
    [MemberData(nameof(OfAnswers))]
    public async Task One_that_answers_badly_is_told_so_and_nobody_else_notices(string how)
    {
        var (failure, status, response, answer) = Answers[how];
        await using var scene = await HostileScene.StartAsync(answer);

        await scene.HealthyTakesAsync(2);
        var first = await scene.FirstAsync();
        await scene.HealthyTakesAsync(2);

        Assert.Equal((failure, status, response, 1), (first.Failure, first.ResponseStatus, first.Response, first.Attempts));
        Assert.Equal(failure is null ? WebhookDeliveryStatus.Delivered : WebhookDeliveryStatus.Retrying, first.Status);
        // One that breaks off is asked once more, at once.
        if (failure is not null) Assert.Equal((1, failure is DeliveryFailure.Unreachable ? 2 : 1), ((await scene.Kit.DeliveriesAsync(scene.Hostile)).Count, scene.Server.Connections));
    }

    [Theory]
    [MemberData(nameof(OfHangs))]
    public async Task One_that_comes_to_no_end_is_left_when_the_time_is_over_and_nobody_else_notices(string how)
    {
        await using var scene = await HostileScene.StartAsync(Hangs[how]);

        await scene.HealthyTakesAsync(2);
        var connection = await scene.Server.FirstAsync();
        scene.Pass(WebhookKit.Usual.Timeout - TimeSpan.FromMilliseconds(1));
        await scene.HealthyTakesAsync(2);
        Assert.Empty(await scene.Kit.DeliveriesAsync(scene.Hostile));
        scene.Pass(TimeSpan.FromMilliseconds(1));

        var first = await scene.FirstAsync();
        await connection.EndedAsync();
        await scene.HealthyTakesAsync(2);
        // A status that has come decides.
        var (failure, status, response) = how switch
        {
            "says no more within the body of a failure" => (DeliveryFailure.Refused, (int?)500, "abc"),
            "says no more behind another protocol" => (DeliveryFailure.Refused, 101, ""),
            _ => (DeliveryFailure.TimedOut, null, null),
        };
        Assert.Equal((failure, status, response, 15_000, 1), (first.Failure, first.ResponseStatus, first.Response, first.DurationMs, scene.Server.Connections));
    }

    /// <summary>What comes makes it no longer: a byte each second, of any part of an answer.</summary>
    [Theory]
    [InlineData("", "HTTP/1.1 200 OK")]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Trickle: b\r\n")]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\n", "x")]
    [InlineData("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")]
    public async Task One_that_trickles_is_left_when_the_time_is_over_and_nobody_else_notices(string head, string rest)
    {
        using var drops = new SemaphoreSlim(0);
        using var dropped = new SemaphoreSlim(0);
        await using var scene = await HostileScene.StartAsync(async connection =>
        {
            await connection.WriteAsync(head);
            for (var at = 0; ; at++)
            {
                await drops.WaitAsync(connection.Over);
                await connection.WriteAsync(rest[at % rest.Length].ToString());
                dropped.Release();
            }
        });

        await scene.HealthyTakesAsync(2);
        var connection = await scene.Server.FirstAsync();
        for (var second = 1; second < 15; second++)
        {
            drops.Release();
            Assert.True(await dropped.WaitAsync(TimeSpan.FromSeconds(60)));
            scene.Pass(TimeSpan.FromSeconds(1));
        }
        await scene.HealthyTakesAsync(2);
        Assert.Empty(await scene.Kit.DeliveriesAsync(scene.Hostile));
        scene.Pass(TimeSpan.FromSeconds(1));

        var first = await scene.FirstAsync();
        // It notices when it writes.
        drops.Release(100);
        await connection.EndedAsync();
        await scene.HealthyTakesAsync(2);
        var hasStatus = head.Contains(" 500 ", StringComparison.Ordinal);
        Assert.Equal((hasStatus ? DeliveryFailure.Refused : DeliveryFailure.TimedOut, hasStatus ? 500 : null, 15_000, 1), (first.Failure, first.ResponseStatus, first.DurationMs, scene.Server.Connections));
        Assert.Equal("", first.Response?.Trim('x') ?? "");
    }

    [Theory]
    [MemberData(nameof(OfFloods))]
    public async Task One_that_never_stops_is_hardly_read_and_nobody_else_notices(string how)
    {
        var (failure, status, head, part) = Floods[how];
        await using var scene = await HostileScene.StartAsync(async connection =>
        {
            await connection.WriteAsync(head);
            await connection.FloodAsync(part);
        });

        await scene.HealthyTakesAsync(2);
        var first = await scene.FirstAsync();
        var connection = await scene.Server.FirstAsync();
        await connection.EndedAsync();
        await scene.HealthyTakesAsync(2);

        Assert.Equal((failure, status, failure is DeliveryFailure.Refused ? new string('x', 500) : null), (first.Failure, first.ResponseStatus, first.Response));
        Assert.InRange(connection.Written, 1, Little);
    }

    [Fact]
    public async Task One_that_never_shakes_hands_is_left_when_the_time_is_over()
    {
        await using var scene = await HostileScene.StartAsync(connection => connection.HangAsync(), "https");

        await scene.Kit.TellAsync(1);
        await scene.Server.FirstAsync();
        scene.Pass(WebhookKit.Usual.Timeout);

        var first = await scene.FirstAsync();
        Assert.Equal((DeliveryFailure.TimedOut, null, null), (first.Failure, first.ResponseStatus, first.Response));
    }

    [Fact]
    public async Task One_that_speaks_no_TLS_is_told_so()
    {
        await using var scene = await HostileScene.StartAsync(connection => connection.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"), "https");

        await scene.HealthyTakesAsync(2);

        var first = await scene.FirstAsync();
        Assert.Equal((DeliveryFailure.ProtocolError, null, null), (first.Failure, first.ResponseStatus, first.Response));
    }

    [Fact]
    public async Task One_that_is_gone_is_disabled_and_asked_no_more()
    {
        await using var scene = await HostileScene.StartAsync(connection => connection.WriteAsync("HTTP/1.1 410 Gone\r\nContent-Length: 4\r\n\r\nbye!"));

        await scene.HealthyTakesAsync(2);
        var first = await scene.FirstAsync();
        await WebhookKit.UntilAsync(async () => (await scene.Kit.WebhookAsync(scene.Hostile)).Status is WebhookStatus.Disabled);
        await scene.HealthyTakesAsync(2);
        scene.Pass(TimeSpan.FromHours(1));
        await scene.HealthyTakesAsync(2);

        Assert.Equal((DeliveryFailure.Refused, 410, "bye!"), (first.Failure, first.ResponseStatus, first.Response));
        var webhook = await scene.Kit.WebhookAsync(scene.Hostile);
        Assert.Equal((WebhookStop.Gone, first.LastAttemptAt), (webhook.DisabledReason, webhook.DisabledAt));
        var told = Assert.Single(await scene.Kit.Events.Changes.RowsAsync<EventRecord>(), row => row.Kind is EventKind.WebhookDisabled);
        Assert.Equal(scene.Hostile, told.SubjectId);
        Assert.Equal((1, 1), ((await scene.Kit.DeliveriesAsync(scene.Hostile)).Count, scene.Server.Connections));
    }

    static async Task ThenHangAsync(HostileConnection connection, string text)
    {
        await connection.WriteAsync(text);
        await connection.HangAsync();
    }

    static async Task ThenResetAsync(HostileConnection connection, string text)
    {
        await connection.WriteAsync(text);
        await connection.ResetAsync();
    }
}
