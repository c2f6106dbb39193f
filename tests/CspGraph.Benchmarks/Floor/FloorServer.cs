using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Floor;

/// <summary>What the operations cost at least: the same answers from the same file over the same HTTP server, each written by hand. It knows one tenant, no GraphQL and no token.</summary>
sealed class FloorServer(string file, int tenant)
{
    readonly ConcurrentBag<FloorConnection> connections = [];

    public WebApplication Build(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.Run(AnswerAsync);
        return app;
    }

    async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.Value is not { Length: > 1 } path || !FloorOperations.ByName.TryGetValue(path[1..], out var write))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (!connections.TryTake(out var connection)) connection = new FloorConnection(file, tenant);
        var (answer, json) = (connection.Answer, connection.Json);
        answer.ResetWrittenCount();
        json.Reset(answer);
        json.WriteStartObject();
        json.WritePropertyName(Names.Data);
        write(connection, http.Request.Query);
        json.WriteEndObject();
        json.Flush();
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(answer.WrittenMemory);
        connections.Add(connection);
    }
}
