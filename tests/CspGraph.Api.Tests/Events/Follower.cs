using System.Runtime.InteropServices;
using System.Text.Json;
using CspGraph.Api.Events;

namespace CspGraph.Api.Tests.Events;

/// <summary>Who reads a stream: it takes part from its first question on.</summary>
sealed class Follower : IAsyncDisposable
{
    /// <summary>Only so that a test that would never end says so.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly EventStream stream;
    readonly IAsyncEnumerator<EventMessage> events;
    Task<bool> next;

    public Follower(EventStream stream)
    {
        this.stream = stream;
        events = stream.ReadAsync(default).GetAsyncEnumerator();
        next = events.MoveNextAsync().AsTask();
    }

    /// <summary>Whether something is there to be read, or the stream has ended.</summary>
    public bool HasNext => next.IsCompleted;

    /// <summary>The next event, which stays the next one: whoever asks for no more reads no more.</summary>
    public async Task<EventMessage> PeekAsync()
    {
        Assert.True(await next.WaitAsync(Patience));
        return events.Current;
    }

    public async Task<EventMessage> NextAsync()
    {
        var message = await PeekAsync();
        next = events.MoveNextAsync().AsTask();
        return message;
    }

    /// <summary>The subjects of the next events, as many as are given.</summary>
    public async Task<IReadOnlyList<string>> NextAsync(int count)
    {
        var subjects = new List<string>();
        while (subjects.Count < count) subjects.Add(Subject(await NextAsync()));
        return subjects;
    }

    /// <summary>The subjects of all events up to one.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(string last)
    {
        var subjects = new List<string>();
        do subjects.Add(Subject(await NextAsync()));
        while (subjects[^1] != last);
        return subjects;
    }

    /// <summary>What is still read until it ends, and that it does for this reason.</summary>
    public async Task<IReadOnlyList<string>> EndAsync(EventStreamEnd reason)
    {
        var subjects = new List<string>();
        try
        {
            while (true) subjects.Add(Subject(await NextAsync()));
        }
        catch (EventStreamEndedException ended)
        {
            Assert.Equal(reason, ended.Reason);
            return subjects;
        }
    }

    public static JsonElement Event(EventMessage message) => JsonElement.Parse(message.Result.Span).GetProperty("data").EnumerateObject().Single().Value;

    public static string Subject(EventMessage message)
    {
        var shown = Event(message);
        if (shown.TryGetProperty("cursor", out var cursor)) Assert.Equal(cursor.GetString(), message.Cursor);
        return shown.GetProperty("subject").GetString()!;
    }

    /// <summary>The very bytes that were handed on.</summary>
    public static byte[] Bytes(EventMessage message)
    {
        Assert.True(MemoryMarshal.TryGetArray(message.Result, out var bytes));
        return bytes.Array!;
    }

    public async ValueTask DisposeAsync()
    {
        // An enumerator that waits is not disposed of: as with a client that is gone, the feed forgets the stream.
        await stream.DisposeAsync();
        if (next.IsCompleted) await events.DisposeAsync();
    }
}
