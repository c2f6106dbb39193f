using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Data.Sqlite;

namespace CspGraph.Api.Tests.Changes;

/// <summary>The way of a change, with its first users.</summary>
public sealed class ChangeTests
{
    const string Make = "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id name hint rights reseller { name } version } errors { code field } } }";
    const string Revoke = "mutation($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { revokedAt version } errors { code message field } } }";

    [SkippableFact]
    public async Task A_secret_is_shown_once_and_nothing_of_it_is_kept()
    {
        await using var kit = await ChangeKit.CreateAsync();

        var made = (await kit.AskAsync(Make, Input(new { name = " BI ", rights = new[] { "READ", "SEE_COSTS" }, idempotencyKey = "k" }))).GetProperty("data").GetProperty("createApiKey");

        var secret = made.GetProperty("secret").GetString()!;
        var key = Assert.Single(await kit.RowsAsync<ApiKey>());
        Assert.Equal(ApiKeySecret.HashOf(secret), key.SecretHash);
        Assert.Equal($$"""{"id":"{{new NodeId('Y', key.Id)}}","name":"BI","hint":"{{secret[^4..]}}","rights":["READ","SEE_COSTS"],"reseller":null,"version":1}""", made.GetProperty("apiKey").GetRawText());
        Assert.Equal((kit.Clock.GetUtcNow().UtcDateTime.AddDays(365), "Ann"), (key.ExpiresAt, key.CreatedBy));
        kit.Database.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(kit.File)!))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret[5..25], text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(key.SecretHash, JsonSerializer.Serialize(await kit.RowsAsync<AuditEntry>()), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_dry_run_shows_what_would_be_and_leaves_its_audit_entry_alone()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var before = await kit.StateAsync();

        var shown = (await kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "READ" }, dryRun = true, idempotencyKey = "k" }))).GetProperty("data").GetProperty("createApiKey");

        Assert.Equal(("BI", JsonValueKind.Null, 0), (shown.GetProperty("apiKey").GetProperty("name").GetString(), shown.GetProperty("secret").ValueKind, shown.GetProperty("errors").GetArrayLength()));
        Assert.Equal(before, await kit.StateAsync());
        var entry = Assert.Single(await kit.RowsAsync<AuditEntry>());
        Assert.Equal((AuditOutcome.Succeeded, true, shown.GetProperty("apiKey").GetProperty("id").GetString()), (entry.Outcome, entry.IsDryRun, entry.SubjectId));
    }

    [SkippableFact]
    public async Task The_first_answer_of_a_key_is_given_again_and_nothing_is_made_twice()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var input = Input(new { name = "BI", rights = new[] { "READ" }, idempotencyKey = "k" });
        var first = await kit.AskAsync(Make, input);
        var id = first.GetProperty("data").GetProperty("createApiKey").GetProperty("apiKey").GetProperty("id").GetString();
        await kit.AskAsync(Revoke, Input(new { id }));
        var after = await kit.StateAsync();

        var again = await kit.AskAsync(Make, input);

        var secret = first.GetProperty("data").GetProperty("createApiKey").GetProperty("secret").GetRawText();
        Assert.Equal(first.GetRawText().Replace(secret, "null", StringComparison.Ordinal), again.GetRawText());
        // Other fields of the same: as they are now.
        var other = await kit.AskAsync("mutation($input: CreateApiKeyInput!) { again: createApiKey(input: $input) { secret apiKey { id revokedAt } } }", input);
        Assert.Equal($$$"""{"data":{"again":{"secret":null,"apiKey":{"id":"{{{id}}}","revokedAt":"2027-03-01T12:00:00Z"} } } }""".Replace(" ", ""), other.GetRawText());
        Assert.Equal(after, await kit.StateAsync());
    }

    [SkippableTheory]
    [InlineData("""{ "name": "other", "rights": ["READ"], "idempotencyKey": "k" }""")]
    [InlineData("""{ "name": "BI", "rights": ["READ", "WRITE"], "idempotencyKey": "k" }""")]
    public async Task A_key_does_not_stand_for_something_else(string other)
    {
        await using var kit = await ChangeKit.CreateAsync();
        await kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "READ" }, idempotencyKey = "k" }));
        var after = await kit.StateAsync();
        Assert.Equal("IDEMPOTENCY_KEY_REUSED idempotencyKey", Error(await kit.AskAsync(Make, new { input = JsonElement.Parse(other) })));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED idempotencyKey", Error(await kit.AskAsync(Revoke, Input(new { id = "x", idempotencyKey = "k" }))));
        Assert.Equal(after, await kit.StateAsync());
    }

    [SkippableFact]
    public async Task Keys_are_each_client_s_each_tenant_s_and_forgotten_after_a_week()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var input = Input(new { name = "BI", rights = new[] { "READ" }, idempotencyKey = "k" });
        await kit.AskAsync(Make, input);
        await kit.AskAsync(Make, input, ChangeKit.Of(new Viewer(1, Role.DistributorAdmin, null), "bob"));
        await kit.AskAsync(Make, input, ChangeKit.Of(new Viewer(2, Role.DistributorAdmin, null)));
        Assert.Equal((2, 1), ((await kit.RowsAsync<ApiKey>()).Count, (await kit.RowsAsync<ApiKey>(tenant: 2)).Count));

        // A narrower sight asks for something else.
        Assert.Equal("IDEMPOTENCY_KEY_REUSED idempotencyKey", Error(await kit.AskAsync(Make, input, ChangeKit.Of(new Viewer(1, Role.DistributorAdmin, TestNetwork.Alpha)))));

        kit.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMilliseconds(1));
        await kit.AskAsync(Make, input);
        Assert.Equal(3, (await kit.RowsAsync<ApiKey>()).Count);
    }

    [SkippableFact]
    public async Task What_was_refused_may_be_corrected_under_the_same_key()
    {
        await using var kit = await ChangeKit.CreateAsync();
        Assert.Equal("BAD_USER_INPUT rights", Error(await kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "WRITE" }, idempotencyKey = "k" }))));
        Assert.Null(Error(await kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "READ" }, idempotencyKey = "k" }))));
        Assert.Single(await kit.RowsAsync<ApiKey>());
    }

    [SkippableFact]
    public async Task Of_concurrent_duplicates_one_is_made_and_all_get_its_answer()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var input = Input(new { name = "BI", rights = new[] { "READ" }, idempotencyKey = "k" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => kit.AskAsync(Make, input))));

        var key = Assert.Single(await kit.RowsAsync<ApiKey>());
        Assert.All(answers, answer => Assert.Equal(new NodeId('Y', key.Id).ToString(), answer.GetProperty("data").GetProperty("createApiKey").GetProperty("apiKey").GetProperty("id").GetString()));
        Assert.Single(answers, answer => answer.GetProperty("data").GetProperty("createApiKey").GetProperty("secret").ValueKind is JsonValueKind.String);
    }

    [SkippableFact]
    public async Task Events_are_numbered_without_gaps_whatever_is_refused_beside_them()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => kit.AskAsync(Make, Input(new { name = $"key {i}", rights = i % 3 == 0 ? ["WRITE"] : new[] { "READ" }, dryRun = i % 3 == 1 })))));
        var numbers = (await kit.RowsAsync<EventRecord>()).Select(record => record.Number).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 8).Select(number => (long)number), numbers);
        Assert.Equal((8, 8), (await kit.RowsAsync<Tenant>()).Select(tenant => ((int)tenant.LastEventNumber, (int)tenant.DataVersion)).Single());
        Assert.Equal(24, (await kit.RowsAsync<AuditEntry>()).Count);
    }

    [SkippableFact]
    public async Task Who_waits_for_another_writer_may_give_up_and_is_written_down()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var before = await kit.StateAsync();
        using var stop = new CancellationTokenSource();
        Task[] waiting;
        await using (var writer = new SqliteConnection($"Data Source={kit.File};Pooling=False"))
        {
            await writer.OpenAsync();
            await using var held = writer.BeginTransaction(deferred: false);
            waiting = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "READ" } }), cancellation: stop.Token)))];
            await stop.CancelAsync();
        }
        foreach (var task in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);

        Assert.Equal(before, await kit.StateAsync());
        Assert.All(await kit.RowsAsync<AuditEntry>(), entry => Assert.Equal((AuditOutcome.Failed, "CANCELLED"), (entry.Outcome, entry.Code)));
        Assert.Equal(8, (await kit.RowsAsync<AuditEntry>()).Count);
    }

    [SkippableFact]
    public async Task A_key_is_revoked_once_and_only_as_it_was_seen()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "READ" } }));
        var id = new NodeId('Y', (await kit.RowsAsync<ApiKey>()).Single().Id).ToString();
        Assert.Equal("VERSION_MISMATCH expectedVersion", Error(await kit.AskAsync(Revoke, Input(new { id, expectedVersion = 2 }))));
        Assert.Null((await kit.RowsAsync<ApiKey>()).Single().RevokedAt);

        var revoked = await kit.AskAsync(Revoke, Input(new { id, expectedVersion = 1 }));
        Assert.Equal("""{"data":{"revokeApiKey":{"apiKey":{"revokedAt":"2027-03-01T12:00:00Z","version":2},"errors":[]}}}""", revoked.GetRawText());
        kit.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(revoked.GetRawText(), (await kit.AskAsync(Revoke, Input(new { id }))).GetRawText());
        Assert.Equal([EventKind.ApiKeyCreated, EventKind.ApiKeyRevoked], (await kit.RowsAsync<EventRecord>()).OrderBy(record => record.Number).Select(record => record.Kind));
        var entry = (await kit.RowsAsync<AuditEntry>()).Single(entry => entry.Before is not null);
        Assert.Equal(("""{"revokedAt":null,"version":1}""", """{"revokedAt":"2027-03-01T12:00:00Z","version":2}"""), (entry.Before, entry.After));
    }

    [SkippableTheory]
    [InlineData("another tenant's")]
    [InlineData("out of sight")]
    [InlineData("missing")]
    [InlineData("no id")]
    [InlineData("of another type")]
    public async Task What_cannot_be_seen_cannot_be_revoked_and_answers_like_nothing(string which)
    {
        await using var kit = await ChangeKit.CreateAsync();
        await kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "READ" } }), ChangeKit.Of(new Viewer(2, Role.DistributorAdmin, null)));
        await kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "READ" }, reseller = new NodeId('R', TestNetwork.Gamma).ToString() }));
        var id = which switch
        {
            "another tenant's" => new NodeId('Y', (await kit.RowsAsync<ApiKey>(tenant: 2)).Single().Id).ToString(),
            "out of sight" => new NodeId('Y', (await kit.RowsAsync<ApiKey>()).Single().Id).ToString(),
            "of another type" => new NodeId('R', TestNetwork.Alpha).ToString(),
            "missing" => new NodeId('Y', Guid.NewGuid()).ToString(),
            _ => "garbage",
        };
        var answer = await kit.AskAsync(Revoke, Input(new { id }), ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Alpha)));
        Assert.Equal("""{"data":{"revokeApiKey":{"apiKey":null,"errors":[{"code":"NOT_FOUND","message":"There is no such API key.","field":"id"}]}}}""", answer.GetRawText());
        Assert.All(await kit.RowsAsync<ApiKey>(), key => Assert.Null(key.RevokedAt));
        Assert.All(await kit.RowsAsync<ApiKey>(tenant: 2), key => Assert.Null(key.RevokedAt));
    }

    [SkippableTheory]
    [InlineData(Role.DistributorAnalyst, false)]
    [InlineData(Role.ResellerAnalyst, true)]
    [InlineData(Role.Integration, false)]
    public async Task Who_does_not_manage_access_is_refused_and_that_is_written_down(Role role, bool isReseller)
    {
        await using var kit = await ChangeKit.CreateAsync();
        var before = await kit.StateAsync();
        var answer = await kit.AskAsync(Make, Input(new { name = "BI", rights = new[] { "READ" } }), ChangeKit.Of(new Viewer(1, role, isReseller ? TestNetwork.Alpha : null) { Granted = role is Role.Integration ? RightSet.Grantable : null }));
        Assert.Equal("""{"data":{"createApiKey":null},"errors":[{"message":"createApiKey takes the right MANAGE_ACCESS.","path":["createApiKey"],"extensions":{"code":"AUTH_NOT_AUTHORIZED"}}]}""", answer.GetRawText());
        Assert.Equal(before, await kit.StateAsync());
        var entry = Assert.Single(await kit.RowsAsync<AuditEntry>());
        Assert.Equal((AuditOutcome.Refused, "AUTH_NOT_AUTHORIZED", role, "createApiKey", "test"), (entry.Outcome, entry.Code, entry.ActorRole, entry.Action, entry.CorrelationId));
    }

    [SkippableTheory]
    [InlineData("""{ "name": "", "rights": ["READ"] }""", "BAD_USER_INPUT name")]
    [InlineData("""{ "name": "a\nb", "rights": ["READ"] }""", "BAD_USER_INPUT name")]
    [InlineData("""{ "name": "a", "rights": [] }""", "BAD_USER_INPUT rights")]
    [InlineData("""{ "name": "a", "rights": ["READ", "MANAGE_ACCESS"] }""", "BAD_USER_INPUT rights")]
    [InlineData("""{ "name": "a", "rights": ["READ", "SEE_COSTS"] }""", "BAD_USER_INPUT rights")]
    [InlineData("""{ "name": "a", "rights": ["READ"], "reseller": "Gamma" }""", "NOT_FOUND reseller")]
    [InlineData("""{ "name": "a", "rights": ["READ"], "reseller": "Omega" }""", "NOT_FOUND reseller")]
    [InlineData("""{ "name": "a", "rights": ["READ"], "expiresAt": "2027-03-01T12:00:00Z" }""", "BAD_USER_INPUT expiresAt")]
    [InlineData("""{ "name": "a", "rights": ["READ"], "expiresAt": "2029-03-01T12:00:01Z" }""", "BAD_USER_INPUT expiresAt")]
    [InlineData("""{ "name": "a", "rights": ["READ"], "idempotencyKey": "" }""", "BAD_USER_INPUT idempotencyKey")]
    public async Task A_reseller_gives_no_more_than_it_has(string input, string error)
    {
        await using var kit = await ChangeKit.CreateAsync();
        input = input.Replace("Gamma", new NodeId('R', TestNetwork.Gamma).ToString()).Replace("Omega", new NodeId('R', TestNetwork.Omega).ToString());
        var before = await kit.StateAsync();
        Assert.Equal(error, Error(await kit.AskAsync(Make, new { input = JsonElement.Parse(input) }, ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Alpha)))));
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal(error.Split(' ')[0], Assert.Single(await kit.RowsAsync<AuditEntry>()).Code);
    }

    [SkippableFact]
    public async Task A_reseller_s_key_sees_its_maker_s_subtree_or_less()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var alpha = ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Alpha));
        await kit.AskAsync(Make, Input(new { name = "own", rights = new[] { "READ" } }), alpha);
        await kit.AskAsync(Make, Input(new { name = "less", rights = new[] { "READ" }, reseller = new NodeId('R', TestNetwork.Beta).ToString() }), alpha);
        Assert.Equal([("less", TestNetwork.Beta), ("own", TestNetwork.Alpha)], (await kit.RowsAsync<ApiKey>()).Select(key => (key.Name, key.ResellerId!.Value)).Order());
    }

    static object Input(object input) => new { input };

    /// <summary>Code and field of the one objection; null for none.</summary>
    static string? Error(JsonElement answer)
    {
        var errors = answer.GetProperty("data").EnumerateObject().Single().Value.GetProperty("errors");
        return errors.GetArrayLength() == 0 ? null : $"{errors[0].GetProperty("code").GetString()} {errors[0].GetProperty("field").GetString()}";
    }
}
