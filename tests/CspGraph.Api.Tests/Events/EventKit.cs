using System.Text.Json;
using CspGraph.Api.Events;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Events;

/// <summary>A tenant's log, and subscriptions to it without a server: contoso (Alpha → Beta, and Gamma) and northwind (Omega).</summary>
sealed class EventKit : IAsyncDisposable
{
    static readonly GraphEngine<CspGraphDb, Viewer> Engine = ProductSchema.CreateEngine(NullLogger.Instance);

    public const string All = "subscription($after: String) { events(after: $after) { kind subject cursor } }";

    readonly ApplicationLifetime lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    EventKit(ChangeKit changes, EventSettings settings)
    {
        Changes = changes;
        Streams = new(Engine, changes.Database, settings, changes.Clock, NullLogger<EventFeed>.Instance, lifetime);
    }

    public static EventSettings Usual { get; } = new(TimeSpan.FromSeconds(1), BufferedEvents: 1_000, BufferedBytes: 1 << 20, MaxStreams: 100);

    public ChangeKit Changes { get; }
    public EventStreams Streams { get; }

    public static async Task<EventKit> CreateAsync(EventSettings? settings = null) => new(await ChangeKit.CreateAsync(), settings ?? Usual);

    public static Viewer Whole { get; } = new(1, Role.DistributorAdmin, null);

    public static Viewer Of(Guid reseller, Role role = Role.ResellerAdmin) => new(1, role, reseller);

    /// <summary>Tells something in a transaction of its own.</summary>
    public async Task<IReadOnlyList<EventRecord>> TellAsync(params (EventKind Kind, Guid? Reseller)[] told)
    {
        await using var transaction = await Changes.Database.BeginWriteAsync(Whole, default);
        var records = told.Select(what => New(what.Kind, what.Reseller)).ToList();
        await transaction.Db.AppendAsync(records, default);
        await transaction.CommitAsync(default);
        return records;
    }

    public EventRecord New(EventKind kind, Guid? reseller) => new()
    {
        Id = Changes.Database.Ids.Next(),
        Kind = kind,
        OccurredAt = Changes.Clock.GetUtcNow().UtcDateTime,
        RecordedAt = Changes.Clock.GetUtcNow().UtcDateTime,
        SubjectId = $"{Guid.NewGuid():N}",
        ResellerId = reseller,
    };

    public async Task<EventStream> OpenAsync(Viewer viewer, string query = All, object? variables = null, Func<Caller?>? reauthorise = null, string? lastEventId = null)
    {
        var operation = await Engine.PrepareAsync(new GraphRequest(query, Variables: variables is null ? null : JsonSerializer.SerializeToElement(variables)), default);
        Assert.Empty(operation.Errors);
        var caller = ChangeKit.Of(viewer);
        return await Streams.OpenAsync(new(operation, caller, _ => Task.FromResult(reauthorise is null ? caller : reauthorise()), lastEventId), default);
    }

    /// <summary>The subjects of the next events of a stream, as many as are given.</summary>
    public static async Task<IReadOnlyList<string>> NextAsync(IAsyncEnumerator<EventMessage> stream, int count)
    {
        var subjects = new List<string>();
        while (subjects.Count < count)
        {
            Assert.True(await stream.MoveNextAsync());
            var data = JsonElement.Parse(stream.Current.Result.Span).GetProperty("data").EnumerateObject().Single().Value;
            Assert.Equal(data.GetProperty("cursor").GetString(), stream.Current.Cursor);
            subjects.Add(data.GetProperty("subject").GetString()!);
        }
        return subjects;
    }

    /// <summary>As when the process is asked to end.</summary>
    public void Drain() => lifetime.StopApplication();

    public async ValueTask DisposeAsync()
    {
        await Streams.DisposeAsync();
        await Changes.DisposeAsync();
    }
}
