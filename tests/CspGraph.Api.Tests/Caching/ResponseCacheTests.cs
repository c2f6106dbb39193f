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
        using var file = await SharedFile.CreateAsync();
        await using var redis = await TestRedis.StartAsync(kind);
        await using var one = await Replica.StartAsync(file.Path, redis);
        await using var other = await Replica.StartAsync(file.Path, redis);
        await file.WriteAsync("A");
        Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names));
        await redis.WhenKeysAsync(1);
        await file.WriteUntoldAsync("B");

        Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names));
        Assert.Equal(SharedFile.Answer("A"), await other.AskAsync(SharedFile.Names));

        await file.WriteAsync("C");
        Assert.Equal(SharedFile.Answer("C"), await other.AskAsync(SharedFile.Names));
        await redis.WhenKeysAsync(2);
        await file.WriteUntoldAsync("D");
        Assert.Equal(SharedFile.Answer("C"), await one.AskAsync(SharedFile.Names));
    }

    [Fact]
    public async Task Without_Redis_each_replica_has_its_own()
    {
        using var file = await SharedFile.CreateAsync();
        await using var one = await Replica.StartAsync(file.Path);
        await using var other = await Replica.StartAsync(file.Path);
        await file.WriteAsync("A");
        Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names));
        await file.WriteUntoldAsync("B");

        Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names));
        Assert.Equal(SharedFile.Answer("B"), await other.AskAsync(SharedFile.Names));
    }

    [Fact]
    public async Task A_reader_that_pauses_between_version_and_load_keeps_what_it_reads_under_that_version()
    {
        using var file = await SharedFile.CreateAsync();
        await using var redis = await TestRedis.StartAsync();
        await using var one = await Replica.StartAsync(file.Path, redis);
        await using var other = await Replica.StartAsync(file.Path, redis);
        await file.WriteAsync("A");

        await using (var paused = await one.BeginAsync())
        {
            await file.WriteAsync("B");
            Assert.Equal(SharedFile.Answer("B"), await other.AskAsync(SharedFile.Names));
            Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names, paused));
        }

        Assert.Equal(SharedFile.Answer("B"), await one.AskAsync(SharedFile.Names));
        Assert.Equal(SharedFile.Answer("B"), await other.AskAsync(SharedFile.Names));
    }

    [Fact]
    public async Task A_writer_that_pauses_before_its_commit_changes_no_answer_until_then()
    {
        using var file = await SharedFile.CreateAsync();
        await using var redis = await TestRedis.StartAsync();
        await using var one = await Replica.StartAsync(file.Path, redis);
        await using var other = await Replica.StartAsync(file.Path, redis);
        await file.WriteAsync("A");
        await using var paused = await file.BeginAsync("B");

        Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names));
        Assert.Equal(SharedFile.Answer("A"), await other.AskAsync(SharedFile.Names));
        await paused.CommitAsync();

        Assert.Equal(SharedFile.Answer("B"), await one.AskAsync(SharedFile.Names));
        Assert.Equal(SharedFile.Answer("B"), await other.AskAsync(SharedFile.Names));
    }

    [Fact]
    public async Task A_writer_that_gives_up_leaves_answers_as_they_are()
    {
        using var file = await SharedFile.CreateAsync();
        await using var one = await Replica.StartAsync(file.Path);
        await file.WriteAsync("A");
        Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names));

        await (await file.BeginAsync("B")).DisposeAsync();

        Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names));
    }

    [Fact]
    public async Task A_restored_database_does_not_meet_the_answers_of_the_versions_it_lost()
    {
        using var file = await SharedFile.CreateAsync();
        await using var redis = await TestRedis.StartAsync();
        await file.WriteAsync("A");
        Backup(file.Path, file.Path + ".backup");
        await using (var before = await Replica.StartAsync(file.Path, redis))
        {
            await file.WriteAsync("B");
            Assert.Equal(SharedFile.Answer("B"), await before.AskAsync(SharedFile.Names));
        }

        Backup(file.Path + ".backup", file.Path);
        await file.WriteAsync("C");

        await using var after = await Replica.StartAsync(file.Path, redis);
        Assert.Equal(SharedFile.Answer("C"), await after.AskAsync(SharedFile.Names));
    }

    [Fact]
    public async Task Redis_that_goes_makes_no_answer_wrong()
    {
        using var file = await SharedFile.CreateAsync();
        await using var redis = await TestRedis.StartAsync();
        await using var one = await Replica.StartAsync(file.Path, redis);
        await using var other = await Replica.StartAsync(file.Path, redis);
        await file.WriteAsync("A");
        Assert.Equal(SharedFile.Answer("A"), await one.AskAsync(SharedFile.Names));

        redis.Stop();

        await file.WriteAsync("B");
        foreach (var replica in new[] { one, other }) Assert.Equal(SharedFile.Answer("B"), await replica.AskAsync(SharedFile.Names));
        // Each has its own memory still.
        await file.WriteUntoldAsync("C");
        foreach (var replica in new[] { one, other }) Assert.Equal(SharedFile.Answer("B"), await replica.AskAsync(SharedFile.Names));
        await file.WriteAsync("D");
        foreach (var replica in new[] { one, other }) Assert.Equal(SharedFile.Answer("D"), await replica.AskAsync(SharedFile.Names));
    }

    [Theory]
    [InlineData("GraphQL:Cache:Enabled=false", "B")]
    [InlineData("GraphQL:Cache:MaximumPayloadBytes=10", "B")]
    [InlineData("GraphQL:Cache:MaximumPayloadBytes=100", "A")]
    [InlineData("GraphQL:Cache:MemoryBytes=10", "B")]
    public async Task What_is_kept_is_bounded(string setting, string second)
    {
        using var file = await SharedFile.CreateAsync();
        await using var replica = await Replica.StartAsync(file.Path, settings: setting);
        await file.WriteAsync("A");
        Assert.Equal(SharedFile.Answer("A"), await replica.AskAsync(SharedFile.Names));
        await file.WriteUntoldAsync("B");

        Assert.Equal(SharedFile.Answer(second), await replica.AskAsync(SharedFile.Names));
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
