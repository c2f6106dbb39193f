using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.Host;

/// <summary>One id for a request: in its answer, its errors, and the log.</summary>
public sealed class CorrelationTests
{
    const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [SkippableTheory]
    [InlineData("order-4711_a.B", null, "^order-4711_a\\.B$")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", null, "^[0-9]{64}$")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", null, "^[0-9a-f]{32}$")]
    [InlineData("two words", null, "^[0-9a-f]{32}$")]
    [InlineData("a;b", null, "^[0-9a-f]{32}$")]
    [InlineData("", null, "^[0-9a-f]{32}$")]
    [InlineData(null, null, "^[0-9a-f]{32}$")]
    [InlineData(null, $"00-{Trace}-b7ad6b7169203331-01", $"^{Trace}$")]
    [InlineData("mine", $"00-{Trace}-b7ad6b7169203331-01", "^mine$")]
    public async Task An_answer_carries_the_clients_id_or_the_traces_or_a_new_one(string? given, string? trace, string expected)
    {
        // A server that logs nothing at all keeps no traces.
        await using var server = await TestServer.StartAsync("--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Critical");
        foreach (var path in new[] { "health/live", "graphql", "nowhere" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (given is not null) request.Headers.TryAddWithoutValidation("X-Correlation-Id", given);
            if (trace is not null) request.Headers.TryAddWithoutValidation("traceparent", trace);

            using var response = await server.Http.SendAsync(request);

            Assert.Matches(expected, Assert.Single(response.Headers.GetValues("X-Correlation-Id")));
        }
    }

    [SkippableFact]
    public async Task Two_requests_without_an_id_have_two()
    {
        await using var server = await TestServer.StartAsync();

        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await server.Http.GetAsync("health/live");
            ids.Add(response.Headers.GetValues("X-Correlation-Id").Single());
        }

        Assert.Equal(3, ids.Count);
    }

    [SkippableTheory]
    [InlineData("a failed field")]
    [InlineData("a failed request")]
    public async Task A_failure_is_found_in_the_log_by_the_id_of_its_answer(string what)
    {
        var log = new KeptLog();
        await using var server = await TestServer.CreateAsync();
        server.Execute(what is "a failed field" ? "DROP TABLE Products" : "ALTER TABLE Tenants RENAME TO Gone");
        await server.RunAsync(builder => builder.Services.AddSingleton<ILoggerProvider>(log), "--Logging:LogLevel:CspGraph=Error", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Critical");
        using var request = what is "a failed field"
            ? TestServer.Post("graphql", new { query = "{ products { totalCount } }" })
            : TestServer.Post("dev/token", new { tenant = "contoso", role = "DISTRIBUTOR_ADMIN" });
        request.Headers.Add("X-Correlation-Id", "order-4711");

        var answer = await server.SendAsync(request, what is "a failed field" ? await server.TokenAsync() : null);

        Assert.Equal("INTERNAL", answer.Code);
        Assert.Equal("order-4711", answer.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("correlationId").GetString());
        var line = Assert.Single(log.Lines, line => line.Message.Contains("order-4711"));
        Assert.Contains(new("CorrelationId", "order-4711"), line.Scopes);
    }
}
