using CspGraph.Api.Host;
using CspGraph.Api.Tests.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The isolation tests fail when the product is broken: without any one of the things that keep viewers apart, they say what is told to whom.</summary>
public sealed class MutantTests
{
    public static TheoryData<string> WaysToEvents => ["Query.events", "Subscription.events"];

    [SkippableFact]
    public async Task Without_the_tenant_filter_the_other_tenant_is_told()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, "A server's own policy keeps tenants apart all the same.");
        Assert.Matches("^the answer (tells .*(Tenant = 2|QZXB)|depends on what is hidden)", await LeakAsync("admin", Mutants.OfDatabase<WithoutTenantFilter>));
    }

    [Fact]
    public async Task Without_the_subtree_filter_another_reseller_is_told() =>
        Assert.Matches("^the answer tells .*(Zone = (Whole|Top|Parent|Sibling)|QZXA[WTPS])", await LeakAsync("child", Mutants.OfDatabase<WithoutSubtreeFilter>));

    [Fact]
    public async Task Without_the_subtree_filter_of_one_table_conditions_tell_of_its_rows()
    {
        var leak = await LeakAsync("child", Mutants.OfDatabase<WithoutSubtreeFilterOfMinimums>, documents => documents.Filters.Where(ask => ask.Name.StartsWith("CspSubscription", StringComparison.Ordinal)));
        Assert.StartsWith("the answer depends on what is hidden", leak, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(WaysToEvents))]
    public async Task Without_where_it_was_then_an_event_of_another_time_is_told(string way) =>
        Assert.Matches("^the answer (tells .*(Zone = Child|QZXAC|EventRecord)|depends on what is hidden)", await LeakAsync("parent", Mutants.OfDatabase<WithoutThen>, documents => ToEvents(documents, way + " under")));

    [Theory, MemberData(nameof(WaysToEvents))]
    public async Task Without_where_it_is_now_an_event_of_what_was_lost_is_told(string way) =>
        Assert.Matches("^the answer (tells .*EventRecord|depends on what is hidden)", await LeakAsync("sibling", Mutants.OfDatabase<WithoutNow>, documents => ToEvents(documents, way)));

    [Fact]
    public async Task Without_the_filter_of_unfinished_imports_what_they_wrote_is_told() =>
        Assert.Matches("^the answer tells .*(Zone = Unfinished|QZXAU)", await LeakAsync("admin", Mutants.OfDatabase<WithoutCompleteFilter>));

    [Fact]
    public async Task Without_the_filter_of_rights_keys_are_told_to_who_manages_none() =>
        Assert.Matches("^the answer tells .*(ApiKey|Membership|AuditEntry)", await LeakAsync("analyst", Mutants.OfDatabase<WithoutRightFilter>, documents => documents.Selections.Except(ToEvents(documents, "Query.events"))));

    [Theory, MemberData(nameof(WaysToEvents))]
    public async Task Without_the_filter_of_rights_what_happened_to_keys_is_told_to_who_manages_none(string way) =>
        Assert.Matches("^the answer tells .*EventRecord", await LeakAsync("analyst", Mutants.OfDatabase<WithoutRightFilter>, documents => ToEvents(documents, way)));

    [Fact]
    public async Task Without_the_right_to_see_costs_of_one_field_a_cost_is_told() =>
        Assert.Matches($"^the answer tells .*{nameof(CspSubscription)}.{nameof(CspSubscription.UnitPrice)}", await LeakAsync("parent", Mutants.OfUnitPrice));

    [Fact]
    public async Task Without_the_tenant_in_the_names_of_what_is_kept_an_answer_of_the_other_tenant_is_told()
    {
        var documents = Documents.OfProduct();
        await using var alone = await IsolationServer.StartAsync(World.True(), settings: "--GraphQL:Cache:Enabled=false");
        await using var shared = await IsolationServer.StartAsync(World.True(), like: alone, change: (builder, _) => builder.Services.AddSingleton<ViewerKeys, KeysWithoutTenant>());
        var answers = await Alone.OfAsync(alone, [.. documents.Selections.Where(ask => ask.Name == "Query.products")]);
        var leak = await Assert.ThrowsAsync<LeakException>(() => answers.CheckOneByOneAsync(shared));
        Assert.StartsWith("foreign admin", leak.Message, StringComparison.Ordinal);
        Assert.StartsWith("alone the answer is another than among others", leak.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_subtree_filter_a_change_reaches_what_is_hidden()
    {
        var (onlooker, documents) = (Onlooker.Named("parent"), Documents.OfProduct());
        await using var server = await IsolationServer.StartAsync(World.True(), change: Mutants.OfDatabase<WithoutSubtreeFilter>);
        var before = await server.RowsAsync();
        foreach (var ask in documents.Changes.Where(ask => ask.Name.StartsWith("Mutation.revokeApiKey", StringComparison.Ordinal))) await server.AskAsync(onlooker, ask, number: 0);
        var after = await server.RowsAsync();
        Assert.StartsWith("changed ApiKey", Assert.Throws<LeakException>(() => new UntouchedRows(onlooker, server.World).Check(before, after)).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_in_a_header_is_told() =>
        Assert.StartsWith("a header tells", await LeakAsync("child", (builder, _) => Mutants.Before(builder, http => http.Response.Headers["X-Seen"] = Mutants.Hidden)), StringComparison.Ordinal);

    [Fact]
    public async Task A_name_in_the_log_is_told() =>
        Assert.StartsWith("the log tells", await LeakAsync("child", (builder, _) => Mutants.Before(builder, Mutants.Log)), StringComparison.Ordinal);

    static IEnumerable<Ask> ToEvents(Documents documents, string way) => documents.Selections.Concat(documents.Streams).Where(ask => ask.Name.StartsWith(way, StringComparison.Ordinal));

    static async Task<string> LeakAsync(string name, Action<WebApplicationBuilder, TestDatabase> mutation, Func<Documents, IEnumerable<Ask>>? asks = null)
    {
        var onlooker = Onlooker.Named(name);
        var documents = Documents.OfProduct();
        await using var one = await IsolationServer.StartAsync(World.True(), change: mutation);
        await using var other = await IsolationServer.StartAsync(World.Unlike(onlooker), like: one, change: mutation);
        return (await Assert.ThrowsAsync<LeakException>(() => new Isolation(onlooker, one, other).CheckAsync((asks ?? (all => all.Selections))(documents)))).What;
    }
}
