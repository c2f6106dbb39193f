using System.Text.Json;
using CspGraph.Api.Tests.Changes;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Events;

/// <summary>Pages of Query.events.</summary>
static class EventLogQuery
{
    const string Page = """
        query($first: Int, $after: String, $kinds: [EventKind!], $under: ID) { events(first: $first, after: $after, kinds: $kinds, under: $under) {
            edges { cursor node { id cursor subject } } nodes { subject } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
        """;

    public static async Task<LogAnswer> EventsAsync(this EventKit kit, Viewer viewer, object? variables = null)
    {
        var answer = await kit.Changes.AskAsync(Page, variables, ChangeKit.Of(viewer));
        if (answer.TryGetProperty("errors", out var errors))
        {
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("events").ValueKind);
            var extensions = errors[0].GetProperty("extensions");
            return new([], [], false, false, extensions.GetProperty("code").GetString(), extensions.TryGetProperty("oldestCursor", out var oldest) ? oldest.GetString() : null);
        }
        var page = answer.GetProperty("data").GetProperty("events");
        var edges = page.GetProperty("edges").EnumerateArray().ToList();
        var cursors = edges.Select(edge => edge.GetProperty("cursor").GetString()!).ToList();
        Assert.Equal(cursors, edges.Select(edge => edge.GetProperty("node").GetProperty("id").GetString()!));
        Assert.Equal(cursors, edges.Select(edge => edge.GetProperty("node").GetProperty("cursor").GetString()!));
        var subjects = edges.Select(edge => edge.GetProperty("node").GetProperty("subject").GetString()!).ToList();
        Assert.Equal(subjects, page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("subject").GetString()!));
        var info = page.GetProperty("pageInfo");
        Assert.Equal((cursors.FirstOrDefault(), cursors.LastOrDefault()), (info.GetProperty("startCursor").GetString(), info.GetProperty("endCursor").GetString()));
        return new(subjects, cursors, info.GetProperty("hasPreviousPage").GetBoolean(), info.GetProperty("hasNextPage").GetBoolean());
    }
}

/// <summary>A page, or the code of its error.</summary>
sealed record LogAnswer(IReadOnlyList<string> Subjects, IReadOnlyList<string> Cursors, bool HasPrevious, bool HasNext, string? Error = null, string? OldestCursor = null)
{
    public override string ToString() => Error is null ? $"{(HasPrevious ? "< " : "")}{string.Join(' ', Subjects)}{(HasNext ? " >" : "")}" : $"{Error} {OldestCursor}".TrimEnd();
}
