using CspGraph.Api.Tests.Host;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A file that is on its way while other things happen.</summary>
public sealed class HttpImportStreamTests
{
    [Fact]
    public async Task Progress_is_seen_while_the_file_is_still_being_sent()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        var parts = ImportsOverHttp.Parts(6_000, 1_000);
        using var upload = await Upload.BeginAsync(server, token);

        await upload.SendAsync(parts[0]);
        var seen = await server.WhenNewestAsync(token, (_, lines) => lines >= 2_000);
        Assert.Equal(("RUNNING", 0), (seen.GetProperty("status").GetString(), await server.CountAsync("Customers")));
        Assert.Equal("RUNNING", (await server.GetAsync($"imports/{seen.GetProperty("id").GetString()}", token)).Json.GetProperty("status").GetString());

        await upload.SendAsync(parts[1]);
        await upload.EndAsync();
        var answer = await upload.AnswerAsync();
        Assert.Equal((200, "SUCCEEDED", 7_000), (answer.Status, answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("lines").GetInt32()));
    }

    [Fact]
    public async Task A_file_that_is_another_one_is_refused_before_its_end()
    {
        await using var server = await TestServer.StartAsync();
        using var upload = await Upload.BeginAsync(server, await server.TokenAsync());

        await upload.SendAsync("a,b,c\r\n1,2,3\r\n4,5,6\r\n");

        var answer = await upload.AnswerAsync();
        Assert.Equal((422, "FAILED"), (answer.Status, answer.Json.GetProperty("status").GetString()));
        Assert.NotEqual(0, answer.Json.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData("respond-async")]
    [InlineData("wait=0")]
    [InlineData("wait=1")]
    public async Task An_import_that_takes_longer_than_the_wait_goes_on_behind_its_answer(string prefer)
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        var parts = ImportsOverHttp.Parts(1, 1);
        using var upload = await Upload.BeginAsync(server, token, $"Prefer: {prefer}");
        await upload.SendAsync(parts[0]);
        await server.WhenNewestAsync(token, (status, _) => status == "RUNNING");

        string? location;
        await using (await server.LockAsync())
        {
            await upload.SendAsync(parts[1]);
            await upload.EndAsync();
            if (prefer is "wait=1")
            {
                await server.Clock.WhenAwaited(TimeSpan.FromSeconds(1));
                server.Clock.Advance(TimeSpan.FromSeconds(1));
            }
            var answer = await upload.AnswerAsync();
            location = answer.Location;
            Assert.Equal((202, "RUNNING", prefer), (answer.Status, answer.Json.GetProperty("status").GetString(), answer.PreferenceApplied));
            Assert.Equal($"/imports/{answer.Json.GetProperty("id").GetString()}", location);
        }
        // Once the file is there whole, its sender need not be.
        upload.Dispose();

        await server.WhenNewestAsync(token, (status, lines) => (status, lines) == ("SUCCEEDED", 2));
        Assert.Equal("SUCCEEDED", (await server.GetAsync(location, token)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_sender_that_goes_away_cancels_and_may_send_it_all_again()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        var parts = ImportsOverHttp.Parts(6_000, 1);
        using (var upload = await Upload.BeginAsync(server, token))
        {
            await upload.SendAsync(parts[0]);
            await server.WhenNewestAsync(token, (_, lines) => lines >= 2_000);
        }

        await server.WhenNewestAsync(token, (status, _) => status == "CANCELLED");
        await server.WhenNoneAsync("ImportRuns WHERE HidesRows = 1");
        Assert.Equal((0, 0), (await server.CountAsync("InvoiceLines"), await server.CountAsync("Customers")));
        var again = await server.SendAsync(ImportsOverHttp.File(string.Concat(parts)), token);
        Assert.Equal((200, 6_001, false), (again.Status, again.Json.GetProperty("lines").GetInt32(), again.Json.GetProperty("alreadyImported").GetBoolean()));
    }

    [Fact]
    public async Task A_sender_that_stays_silent_is_taken_for_gone()
    {
        await using var server = await TestServer.StartAsync();
        using var upload = await Upload.BeginAsync(server, await server.TokenAsync());
        await server.Clock.WhenAwaited(TimeSpan.FromMinutes(1));

        server.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await upload.AnswerAsync();
        Assert.Equal((408, "BAD_REQUEST", 1), (answer.Status, answer.Code, await server.CountAsync("ImportRuns WHERE Status = 'Cancelled'")));
    }

    [Theory]
    [InlineData("the server that reads it")]
    [InlineData("another replica")]
    public async Task An_import_that_is_cancelled_gives_up_though_its_sender_says_nothing_and_may_be_sent_again(string where)
    {
        await using var server = await TestServer.StartAsync();
        await using var replica = await TestServer.StartAsync($"--ConnectionStrings:CspGraph={server.Database.ConnectionString}");
        var asked = where is "another replica" ? replica : server;
        var (token, askedToken) = (await server.TokenAsync(), await asked.TokenAsync());
        var parts = ImportsOverHttp.Parts(6_000, 1);
        using var upload = await Upload.BeginAsync(server, token);
        await upload.SendAsync(parts[0]);
        var path = $"imports/{(await server.WhenNewestAsync(token, (_, lines) => lines >= 2_000)).GetProperty("id").GetString()}";

        var cancelled = await asked.DeleteAsync(path, askedToken);
        Assert.Equal((200, "CANCELLED"), (cancelled.Status, cancelled.Json.GetProperty("status").GetString()));
        if (asked == replica)
        {
            // Between two chunks it looks every five seconds.
            await server.Clock.WhenAwaited(TimeSpan.FromSeconds(5), times: 2);
            server.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        var answer = await upload.AnswerAsync();
        Assert.Equal((409, cancelled.Body), (answer.Status, answer.Body));
        Assert.Equal((0, 0), (await server.CountAsync("InvoiceLines"), await server.CountAsync("Customers")));
        Assert.Equal((200, cancelled.Body), await asked.DeleteAsync(path, askedToken) is var twice ? (twice.Status, twice.Body) : default);

        var again = await server.SendAsync(ImportsOverHttp.File(string.Concat(parts)), token);
        Assert.Equal((200, "SUCCEEDED"), (again.Status, again.Json.GetProperty("status").GetString()));
        var tooLate = await asked.DeleteAsync(again.Location, askedToken);
        Assert.Equal((409, again.Body), (tooLate.Status, tooLate.Body));
    }

    [Fact]
    public async Task A_stop_of_the_server_cancels_what_is_being_imported()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        using var upload = await Upload.BeginAsync(server, token);
        await upload.SendAsync(ImportsOverHttp.Parts(6_000)[0]);
        await server.WhenNewestAsync(token, (_, lines) => lines >= 2_000);

        var stopped = server.StopAsync();

        var answer = await upload.AnswerAsync();
        Assert.Equal((503, "CANCELLED"), (answer.Status, answer.Json.GetProperty("status").GetString()));
        upload.Dispose();
        await stopped;
        Assert.Equal((0, 1), (await server.CountAsync("InvoiceLines"), await server.CountAsync("ImportRuns WHERE Status = 'Cancelled' AND HidesRows = 0")));
    }

    [Fact]
    public async Task A_stop_of_the_server_waits_for_the_end_of_what_goes_on_behind_its_answer()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        var parts = ImportsOverHttp.Parts(1, 1);
        using var upload = await Upload.BeginAsync(server, token, "Prefer: respond-async");
        await upload.SendAsync(parts[0]);
        await server.WhenNewestAsync(token, (status, _) => status == "RUNNING");
        Task stopped;
        await using (await server.LockAsync())
        {
            await upload.SendAsync(parts[1]);
            await upload.EndAsync();
            Assert.Equal(202, (await upload.AnswerAsync()).Status);
            upload.Dispose();
            stopped = server.StopAsync();
        }

        await stopped;

        Assert.Equal(0, await server.CountAsync("ImportRuns WHERE Status = 'Running' OR HidesRows = 1"));
    }
}
