using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CspGraph.Api.Tests.Host;

/// <summary>What a process that is told to stop owes to who is being answered; sockets are in <see cref="SocketEndTests"/>, imports in HttpImportStreamTests.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task A_request_under_way_is_answered_and_nobody_new_is_taken()
    {
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(FakeEvents.Add);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ __typename } " + FakeEvents.Slow }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await server.TokenAsync());
        var answer = server.Http.SendAsync(request);
        await FakeEvents.Of(server).Preparing.Task;

        var stopped = server.StopAsync();
        using var newcomer = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => newcomer.GetAsync(new Uri(server.Http.BaseAddress!, "/health/live")));
        Assert.False(stopped.IsCompleted);
        FakeEvents.Of(server).LetGo.SetResult();

        using var answered = await answer;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await answered.Content.ReadAsStringAsync());
        await stopped;
    }

    /// <summary>Kubernetes, as the chart has it, and Docker, as the compose file has it, wait for 30 s.</summary>
    [Fact]
    public async Task All_of_it_has_ended_before_who_stops_the_process_gives_up()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(TimeSpan.FromSeconds(25), server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }
}
