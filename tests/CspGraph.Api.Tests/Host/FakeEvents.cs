using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Caching;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Api.Host.Transport;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.Host;

/// <summary>Subscriptions whose events a test tells. All else is the product's.</summary>
sealed class FakeEvents(
    GraphEngine<CspGraphDb, Viewer> engine, Database database, RequestDocuments documents, Budget budget, Answers answers, CspGraph.Api.Host.Changes.Changes changes, EventStreams streams, ProductMeter meter, TimeProvider clock)
    : GraphOperations(engine, database, documents, budget, answers, changes, streams, meter, clock)
{
    readonly Channel<FakeStream> opened = Channel.CreateUnbounded<FakeStream>();

    /// <summary>Why the next ones cannot begin; null when they can.</summary>
    public GraphException? Refusal { get; set; }

    /// <summary>A document with this in it waits in its preparation until it is let go.</summary>
    public const string Slow = "# slow";

    public TaskCompletionSource Preparing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public TaskCompletionSource LetGo { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static void Add(WebApplicationBuilder builder) => builder.Services.AddSingleton<GraphOperations, FakeEvents>();

    public static FakeEvents Of(TestServer server) => (FakeEvents)server.Services.GetRequiredService<GraphOperations>();

    public override async Task<Attempt<PreparedOperation>> PrepareAsync(GraphParameters parameters, Caller caller, string correlationId, CancellationToken cancellation)
    {
        if (parameters.Query is { } text && text.Contains(Slow, StringComparison.Ordinal))
        {
            Preparing.TrySetResult();
            await LetGo.Task.WaitAsync(cancellation);
        }
        return parameters.Query is "subscription { events }"
            ? new PreparedOperation { Kind = OperationKind.Subscription }
            : await base.PrepareAsync(parameters, caller, correlationId, cancellation);
    }

    public override Task<FollowedEvents> FollowAsync(EventStreamRequest request, CancellationToken cancellation)
    {
        if (Refusal is not null) throw Refusal;
        var stream = new FakeStream(request);
        opened.Writer.TryWrite(stream);
        return Task.FromResult(new FollowedEvents(stream.ReadAsync, stream));
    }

    /// <summary>The next one that a client follows.</summary>
    public Task<FakeStream> NextAsync() => opened.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}

sealed class FakeStream(EventStreamRequest request) : IAsyncDisposable
{
    readonly Channel<EventMessage> events = Channel.CreateUnbounded<EventMessage>();
    readonly TaskCompletionSource disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EventStreamRequest Request { get; } = request;

    public Task Disposed => disposed.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Tell(string cursor, string result) => events.Writer.TryWrite(new(cursor, Encoding.UTF8.GetBytes(result)));

    public void End(Exception why) => events.Writer.Complete(why);

    public void End(EventStreamEnd why) => End(new EventStreamEndedException(why));

    public async IAsyncEnumerable<EventMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var message in events.Reader.ReadAllAsync(cancellation)) yield return message;
    }

    public ValueTask DisposeAsync()
    {
        disposed.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
