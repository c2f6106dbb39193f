using CspGraph.Engine;

namespace CspGraph.Api.Tests.Events;

/// <summary>Which documents can be followed, and which of them ask for the same.</summary>
public sealed class FollowedOperationTests
{
    [Fact]
    public async Task A_place_that_only_the_field_is_given_does_not_count()
    {
        const string Query = "subscription($after: String) { events(after: $after) { id } }";
        Assert.Equal(await HashAsync(Query, new { after = "a" }), await HashAsync(Query, new { after = "b" }));
        Assert.Equal(await HashAsync(Query, new { after = "a" }), await HashAsync(Query));
        Assert.Equal(await HashAsync(Query, new { after = "a" }), await HashAsync(Query, new { after = (string?)null }));
    }

    [Theory]
    [InlineData("subscription($after: String) { events(after: $after) { reseller { customers(after: $after) { nodes { id } } } } }")]
    [InlineData("subscription($after: String) { events(after: $after) { reseller { customers(after: $ after) { nodes { id } } } } }")]
    [InlineData("subscription($after: String) { events(after: $after) { reseller { customers(after: $\n#\nafter) { nodes { id } } } } }")]
    [InlineData("subscription($ after: String) { events(after: $after) { reseller { customers(after: $after) { nodes { id } } } } }")]
    public async Task A_variable_that_is_used_for_something_else_too_counts(string query) =>
        Assert.NotEqual(await HashAsync(query, new { after = "a" }), await HashAsync(query, new { after = "b" }));

    [Fact]
    public async Task A_place_that_stands_in_the_text_and_other_variables_count()
    {
        Assert.NotEqual(await HashAsync("subscription { events(after: \"a\") { id } }"), await HashAsync("subscription { events(after: \"b\") { id } }"));
        const string Query = "subscription($after: String, $afterAll: [EventKind!]) { events(after: $after, kinds: $afterAll) { id } }";
        Assert.NotEqual(await HashAsync(Query, new { afterAll = new[] { "RENEWAL_DUE" } }), await HashAsync(Query, new { afterAll = new[] { "SPEND_SPIKED" } }));
        Assert.Equal(await HashAsync(Query, new { after = "a", afterAll = new[] { "RENEWAL_DUE" } }), await HashAsync(Query, new { after = "b", afterAll = new[] { "RENEWAL_DUE" } }));
    }

    [Fact]
    public async Task Only_what_is_followed_has_a_place()
    {
        var query = await EventKit.PrepareAsync("{ events { nodes { id } } }");
        Assert.Null(query.Stream);
        Assert.Throws<InvalidOperationException>(() => query.HashWithout("after"));
    }

    [Theory]
    [InlineData("subscription { events { id } other: events { id } }", "must have exactly one root field")]
    [InlineData("subscription { events { id } renewalEvents { id } }", "must have exactly one root field")]
    [InlineData("subscription { __typename }", "must have exactly one root field")]
    [InlineData("subscription { __schema { queryType { name } } }", "must have exactly one root field")]
    [InlineData("subscription($no: Boolean = true) { events @skip(if: $no) { id } }", "A subscription asks for exactly one field of Subscription.")]
    [InlineData("subscription { happenings { id } }", "Cannot query field")]
    [InlineData("subscription { events { nodes { id } } }", "Cannot query field")]
    [InlineData("subscription { renewalEvents { percent } }", "Cannot query field")]
    [InlineData("subscription { renewalEvents { ... on SpendEvent { percent } } }", "Fragment cannot be spread here")]
    public async Task What_is_not_one_field_of_Subscription_is_refused(string query, string message)
    {
        var operation = await EventKit.PrepareAsync(query);
        var error = operation.Errors[0];
        Assert.True(error.Code == "GRAPHQL_VALIDATION_FAILED" && error.Message.Contains(message, StringComparison.Ordinal), $"{error.Code}: {error.Message}");
        Assert.Null(operation.Stream);
    }

    [Fact]
    public async Task The_field_may_stand_in_a_fragment()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var events = await kit.FollowAsync(EventKit.Whole, "subscription { ...A } fragment A on Subscription { all: events { kind subject } }");
        var told = await kit.TellAsync((Domain.Events.EventKind.RenewalDue, null));
        Assert.Equal($$$"""{"data":{"all":{"kind":"RENEWAL_DUE","subject":"{{{told[0].SubjectId}}}"} } }""".Replace(" ", "", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetString((await events.NextAsync()).Result.Span));
    }

    /// <summary>Otherwise its first event would be its end, and so it would go on each time that it is resumed.</summary>
    [Theory]
    [InlineData("subscription { events(where: { kind: null }) { id } }", "BAD_USER_INPUT")]
    [InlineData("subscription { events(where: { kind: { in: null } }) { id } }", "BAD_USER_INPUT")]
    [InlineData("subscription { events { reseller { customers(first: 101) { nodes { id } } } } }", "BAD_USER_INPUT")]
    [InlineData("subscription { events { reseller { customers(after: \"x\") { nodes { id } } } } }", "INVALID_CURSOR")]
    public async Task What_could_never_be_answered_opens_nothing(string query, string code)
    {
        await using var kit = await EventKit.CreateAsync();
        Assert.Equal(code, (await Assert.ThrowsAsync<GraphException>(() => kit.OpenAsync(EventKit.Whole, query))).Code);
    }

    [Theory]
    [InlineData("Read", OperationKind.Query)]
    [InlineData("Change", OperationKind.Mutation)]
    [InlineData("Follow", OperationKind.Subscription)]
    public async Task Of_several_operations_the_one_that_is_named_is_prepared(string name, OperationKind kind)
    {
        const string Query = """
            query Read { events { nodes { id } } }
            mutation Change { revokeApiKey(input: { id: "x" }) { errors { code } } }
            subscription Follow { renewalEvents { id } }
            """;
        var operation = await EventKit.PrepareAsync(Query, operationName: name);
        Assert.Empty(operation.Errors);
        Assert.Equal((kind, kind is OperationKind.Subscription ? "renewalEvents" : null), (operation.Kind, operation.Stream?.Name));
        Assert.Equal(GraphErrorCodes.BadUserInput, (await EventKit.PrepareAsync(Query)).Errors[0].Code);
    }

    static async Task<string> HashAsync(string query, object? variables = null)
    {
        var operation = await EventKit.PrepareAsync(query, variables);
        Assert.Empty(operation.Errors);
        return operation.HashWithout("after");
    }
}
