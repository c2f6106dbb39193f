using CspGraph.Api.Tests.Host;

namespace CspGraph.Api.Tests.Imports;

/// <summary>How large a file may be, and how many may come at once.</summary>
public sealed class HttpImportLimitTests
{
    [Fact]
    public async Task A_file_that_turns_out_too_large_is_given_up_and_nothing_of_it_written()
    {
        var parts = ImportsOverHttp.Parts(6_000, 1);
        await using var server = await TestServer.StartAsync($"--Imports:MaxRequestBytes={parts[0].Length}");
        var token = await server.TokenAsync();
        using var upload = await Upload.BeginAsync(server, token);
        await upload.SendAsync(parts[0]);
        await server.WhenNewestAsync(token, (status, lines) => status == "RUNNING" && lines >= 2_000);

        await upload.SendAsync(parts[1]);

        var answer = await upload.AnswerAsync();
        Assert.Equal((413, "REQUEST_TOO_LARGE"), (answer.Status, answer.Code));
        var told = await server.GetAsync(answer.Location, token);
        Assert.Equal(("FAILED", $"The file is larger than {parts[0].Length} bytes."), (told.Json.GetProperty("status").GetString(), told.Json.GetProperty("errors")[0].GetProperty("reason").GetString()));
        Assert.Equal((0, 0), (await server.CountAsync("InvoiceLines"), await server.CountAsync("Customers")));
    }

    [Fact]
    public async Task A_file_as_large_as_allowed_is_imported_and_one_that_says_it_is_larger_is_not_begun()
    {
        var (exact, larger) = (ImportsOverHttp.Parts(1)[0], ImportsOverHttp.Parts(2)[0]);
        await using var server = await TestServer.StartAsync($"--Imports:MaxRequestBytes={exact.Length}", "--GraphQL:MaxRequestBytes=100");
        var token = await server.TokenAsync();

        Assert.Equal(200, (await server.SendAsync(ImportsOverHttp.File(exact), token)).Status);
        Assert.Equal((413, "REQUEST_TOO_LARGE"), await server.SendAsync(ImportsOverHttp.File(larger), token) is var refused ? (refused.Status, refused.Code) : default);
        Assert.Equal(1, await server.CountAsync("ImportRuns"));
    }

    [Fact]
    public async Task Two_at_once_both_succeed_and_a_third_is_told_to_come_again()
    {
        await using var server = await TestServer.StartAsync();
        var (token, other) = (await server.TokenAsync(), await server.TokenAsync(tenant: "northwind"));
        var (first, second) = (new ReconciliationFile().Line().Text(), new ReconciliationFile().Line(("InvoiceNumber", "G2")).Text());
        using var one = await Upload.BeginAsync(server, token);
        using var two = await Upload.BeginAsync(server, token);
        await server.Clock.WhenAwaited(TimeSpan.FromMinutes(1), times: 2);

        var third = await server.SendAsync(ImportsOverHttp.File(first), token);
        Assert.Equal((429, "RATE_LIMITED", "10"), (third.Status, third.Code, third.RetryAfter));
        Assert.Equal(422, (await server.SendAsync(ImportsOverHttp.File(first), other)).Status);
        Assert.Equal(3, await server.CountAsync("ImportRuns"));

        await one.SendAsync(first);
        await two.SendAsync(second);
        await one.EndAsync();
        await two.EndAsync();
        Assert.Equal((200, 200), ((await one.AnswerAsync()).Status, (await two.AnswerAsync()).Status));
        Assert.Equal((2, 1), (await server.CountAsync("InvoiceLines"), await server.CountAsync("Customers")));
        Assert.Equal(200, (await server.SendAsync(ImportsOverHttp.File(first), token)).Status);
    }

    [Fact]
    public async Task How_many_at_once_is_a_setting()
    {
        await using var server = await TestServer.StartAsync("--Imports:MaxConcurrent=1");
        var token = await server.TokenAsync();
        using var one = await Upload.BeginAsync(server, token);
        await server.Clock.WhenAwaited(TimeSpan.FromMinutes(1));

        Assert.Equal(429, (await server.SendAsync(ImportsOverHttp.File("x"), token)).Status);
    }
}
