using CspGraph.Engine;

namespace CspGraph.Api.Tests.Caching;

/// <summary>Of those who ask for the same at the same time one reads, and none of them depends on another's luck.</summary>
public sealed class SharedReadingTests
{
    const string Names = "{ names }";
    const string Answer = """{"data":{"names":"A"}}""";

    [Fact(Timeout = 60_000)]
    public async Task Many_who_ask_for_the_same_wait_for_one_reading()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await shared.WriteAsync("A");
        var pause = new Pause();
        await using var replica = await Replica.StartAsync(shared, engine: PausingQuery.Engine(first: pause.AtAsync));

        var asked = Enumerable.Range(0, 20).Select(_ => Task.Run(() => replica.AskAsync(Names))).ToList();
        await pause.Reached;
        pause.Release();

        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal(Answer, answer));
        Assert.Equal(1, pause.Times);
    }

    [Fact(Timeout = 60_000)]
    public async Task Those_who_ask_after_a_change_do_not_wait_for_who_asked_before_it()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await shared.WriteAsync("A");
        var pause = new Pause();
        await using var replica = await Replica.StartAsync(shared, engine: PausingQuery.Engine(first: token => pause.Times == 0 ? pause.AtAsync(token) : Task.CompletedTask));
        var before = Task.Run(() => replica.AskAsync(Names));
        await pause.Reached;

        await shared.WriteAsync("B");

        Assert.Equal("""{"data":{"names":"B"}}""", await replica.AskAsync(Names));
        pause.Release();
        Assert.Equal(Answer, await before);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_that_goes_while_it_reads_for_others_leaves_them_their_answer()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await shared.WriteAsync("A");
        var pause = new Pause();
        await using var replica = await Replica.StartAsync(shared, engine: PausingQuery.Engine(first: pause.AtAsync));
        using var client = new CancellationTokenSource();
        var first = Task.Run(() => replica.AskAsync(Names, cancellation: client.Token));
        await pause.Reached;
        // The second joins the first's reading before it first waits for anything.
        await using var snapshot = await replica.BeginAsync();
        var second = replica.AskAsync(Names, snapshot);

        await client.CancelAsync();
        Assert.False(first.IsCompleted);
        pause.Release();

        Assert.Equal(Answer, await second);
        // It may have been about to wait when its client went: then it still finds the answer.
        await Task.WhenAny(first);
        Assert.Equal(1, pause.Times);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reading_that_nobody_waits_for_any_more_ends()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        var pause = new Pause();
        await using var replica = await Replica.StartAsync(shared, engine: PausingQuery.Engine(first: pause.AtAsync));
        using var client = new CancellationTokenSource();
        var only = Task.Run(() => replica.AskAsync(Names, cancellation: client.Token));
        await pause.Reached;

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_answer_with_errors_is_nobody_elses()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await shared.WriteAsync("A");
        var times = 0;
        await using var replica = await Replica.StartAsync(shared, engine: PausingQuery.Engine(
            first: _ => Interlocked.Increment(ref times) <= 2 ? throw new GraphException(GraphErrorCodes.BadUserInput, $"No, {times}.") : Task.CompletedTask));

        foreach (var time in new[] { 1, 2 })
            Assert.Equal("""{"data":{"names":null},"errors":[{"message":"No, ?.","path":["names"],"extensions":{"code":"BAD_USER_INPUT"}}]}""".Replace("?", $"{time}"), await replica.AskAsync(Names));
        Assert.Equal(Answer, await replica.AskAsync(Names));
        Assert.Equal(Answer, await replica.AskAsync(Names));
        Assert.Equal(3, times);
    }

    /// <summary>Holds up who comes by.</summary>
    sealed class Pause
    {
        readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously), released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int times;

        public int Times => times;

        public Task Reached => reached.Task;

        public void Release() => released.TrySetResult();

        public Task AtAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref times);
            reached.TrySetResult();
            return released.Task.WaitAsync(cancellation);
        }
    }
}
