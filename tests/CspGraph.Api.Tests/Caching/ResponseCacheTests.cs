using CspGraph.Api.Tests.Redis;
using Microsoft.Data.Sqlite;

namespace CspGraph.Api.Tests.Caching;

/// <summary>Answers are used again, on all replicas, and none is older than what was committed before it was asked for.</summary>
public sealed class ResponseCacheTests
{
    [SkippableTheory]
    [InlineData(RedisKind.Garnet)]
    [InlineData(RedisKind.Server)]
    public async Task An_answer_is_used_again_by_every_replica_until_the_data_changes(RedisKind kind)
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await using var redis = await TestRedis.StartAsync(kind);
        await using var one = await Replica.StartAsync(shared, redis);
        await using var other = await Replica.StartAsync(shared, redis);
        await shared.WriteAsync("A");
        Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names));
        await redis.WhenKeysAsync(1);
        await shared.WriteUntoldAsync("B");

        Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names));
        Assert.Equal(SharedDatabase.Answer("A"), await other.AskAsync(SharedDatabase.Names));

        await shared.WriteAsync("C");
        Assert.Equal(SharedDatabase.Answer("C"), await other.AskAsync(SharedDatabase.Names));
        await redis.WhenKeysAsync(2);
        await shared.WriteUntoldAsync("D");
        Assert.Equal(SharedDatabase.Answer("C"), await one.AskAsync(SharedDatabase.Names));
    }

    [Fact]
    public async Task Without_Redis_each_replica_has_its_own()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await using var one = await Replica.StartAsync(shared);
        await using var other = await Replica.StartAsync(shared);
        await shared.WriteAsync("A");
        Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names));
        await shared.WriteUntoldAsync("B");

        Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names));
        Assert.Equal(SharedDatabase.Answer("B"), await other.AskAsync(SharedDatabase.Names));
    }

    [Fact]
    public async Task A_reader_that_pauses_between_version_and_load_keeps_what_it_reads_under_that_version()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await using var redis = await TestRedis.StartAsync();
        await using var one = await Replica.StartAsync(shared, redis);
        await using var other = await Replica.StartAsync(shared, redis);
        await shared.WriteAsync("A");

        await using (var paused = await one.BeginAsync())
        {
            await shared.WriteAsync("B");
            Assert.Equal(SharedDatabase.Answer("B"), await other.AskAsync(SharedDatabase.Names));
            Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names, paused));
        }

        Assert.Equal(SharedDatabase.Answer("B"), await one.AskAsync(SharedDatabase.Names));
        Assert.Equal(SharedDatabase.Answer("B"), await other.AskAsync(SharedDatabase.Names));
    }

    [Fact]
    public async Task A_writer_that_pauses_before_its_commit_changes_no_answer_until_then()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await using var redis = await TestRedis.StartAsync();
        await using var one = await Replica.StartAsync(shared, redis);
        await using var other = await Replica.StartAsync(shared, redis);
        await shared.WriteAsync("A");
        await using var paused = await shared.BeginAsync("B");

        Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names));
        Assert.Equal(SharedDatabase.Answer("A"), await other.AskAsync(SharedDatabase.Names));
        await paused.CommitAsync();

        Assert.Equal(SharedDatabase.Answer("B"), await one.AskAsync(SharedDatabase.Names));
        Assert.Equal(SharedDatabase.Answer("B"), await other.AskAsync(SharedDatabase.Names));
    }

    [Fact]
    public async Task A_writer_that_gives_up_leaves_answers_as_they_are()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await using var one = await Replica.StartAsync(shared);
        await shared.WriteAsync("A");
        Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names));

        await (await shared.BeginAsync("B")).DisposeAsync();

        Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names));
    }

    [SkippableFact]
    public async Task A_restored_database_does_not_meet_the_answers_of_the_versions_it_lost()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await using var redis = await TestRedis.StartAsync();
        await shared.WriteAsync("A");
        Backup(shared.File, shared.File + ".backup");
        await using (var before = await Replica.StartAsync(shared, redis))
        {
            await shared.WriteAsync("B");
            Assert.Equal(SharedDatabase.Answer("B"), await before.AskAsync(SharedDatabase.Names));
        }

        Backup(shared.File + ".backup", shared.File);
        await shared.WriteAsync("C");

        await using var after = await Replica.StartAsync(shared, redis);
        Assert.Equal(SharedDatabase.Answer("C"), await after.AskAsync(SharedDatabase.Names));
    }

    [Fact]
    public async Task Redis_that_goes_makes_no_answer_wrong()
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await using var redis = await TestRedis.StartAsync();
        await using var one = await Replica.StartAsync(shared, redis);
        await using var other = await Replica.StartAsync(shared, redis);
        await shared.WriteAsync("A");
        Assert.Equal(SharedDatabase.Answer("A"), await one.AskAsync(SharedDatabase.Names));

        redis.Stop();

        await shared.WriteAsync("B");
        foreach (var replica in new[] { one, other }) Assert.Equal(SharedDatabase.Answer("B"), await replica.AskAsync(SharedDatabase.Names));
        // Each has its own memory still.
        await shared.WriteUntoldAsync("C");
        foreach (var replica in new[] { one, other }) Assert.Equal(SharedDatabase.Answer("B"), await replica.AskAsync(SharedDatabase.Names));
        await shared.WriteAsync("D");
        foreach (var replica in new[] { one, other }) Assert.Equal(SharedDatabase.Answer("D"), await replica.AskAsync(SharedDatabase.Names));
    }

    [Theory]
    [InlineData("GraphQL:Cache:Enabled=false", "B")]
    [InlineData("GraphQL:Cache:MaximumPayloadBytes=10", "B")]
    [InlineData("GraphQL:Cache:MaximumPayloadBytes=100", "A")]
    [InlineData("GraphQL:Cache:MemoryBytes=10", "B")]
    public async Task What_is_kept_is_bounded(string setting, string second)
    {
        await using var shared = await SharedDatabase.CreateAsync();
        await using var replica = await Replica.StartAsync(shared, settings: setting);
        await shared.WriteAsync("A");
        Assert.Equal(SharedDatabase.Answer("A"), await replica.AskAsync(SharedDatabase.Names));
        await shared.WriteUntoldAsync("B");

        Assert.Equal(SharedDatabase.Answer(second), await replica.AskAsync(SharedDatabase.Names));
    }

    static void Backup(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }
}
