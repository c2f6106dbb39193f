using CspGraph.Api.Host;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Host;

/// <summary>Who may ask for the schema itself, and what others learn of it.</summary>
public sealed class IntrospectionTests
{
    const string OnlyAdmin = "--GraphQL:Introspection=DISTRIBUTOR_ADMIN";

    [Theory]
    [InlineData("{ __schema { queryType { name } } }")]
    [InlineData("{ __type(name: \"Query\") { name } }")]
    [InlineData("{ viewer { tenant } ...S } fragment S on Query { s: __schema { queryType { name } } }")]
    [InlineData("query Q($no: Boolean! = false) { viewer { tenant } __schema @skip(if: $no) { queryType { name } } }")]
    public async Task A_role_that_may_not_introspect_is_refused(string query)
    {
        await using var server = await TestServer.StartAsync(OnlyAdmin);

        var refused = await server.SendAsync(TestServer.Post("graphql", new { query }), await server.TokenAsync("DISTRIBUTOR_ANALYST"));
        var allowed = await server.SendAsync(TestServer.Post("graphql", new { query }), await server.TokenAsync("DISTRIBUTOR_ADMIN"));

        Assert.Equal((403, "AUTH_NOT_AUTHORIZED", false), (refused.Status, refused.Code, refused.Json.TryGetProperty("data", out _)));
        Assert.Equal((200, null), (allowed.Status, allowed.Code));
    }

    [Theory]
    [InlineData("{ __typename viewer { __typename } }")]
    [InlineData("{ __typename __schema @skip(if: true) { queryType { name } } }")]
    public async Task What_asks_for_no_schema_is_answered(string query)
    {
        await using var server = await TestServer.StartAsync(OnlyAdmin);

        var answer = await server.SendAsync(TestServer.Post("graphql", new { query }), await server.TokenAsync("DISTRIBUTOR_ANALYST"));

        Assert.Equal((200, null), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_older_media_type_has_200_for_a_refused_introspection()
    {
        await using var server = await TestServer.StartAsync(OnlyAdmin);
        var request = TestServer.Post("graphql", new { query = "{ __schema { queryType { name } } }" });
        request.Headers.Add("Accept", "application/json");

        var answer = await server.SendAsync(request, await server.TokenAsync("DISTRIBUTOR_ANALYST"));

        Assert.Equal((200, "AUTH_NOT_AUTHORIZED"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("{ reseler(id: 1) { id } }")]
    [InlineData("{ resellers(frist: 1) { totalCount } }")]
    [InlineData("{ resellers { nodes { nam } } }")]
    [InlineData("{ node(id: 1) { name } }")]
    [InlineData("{ node(id: 1) { ... on Reseler { name } } }")]
    [InlineData("query Q($a: ResellerFilterInpt) { resellers(where: $a) { totalCount } }")]
    [InlineData("{ resellers(order: [{ nam: ASC }]) { totalCount } }")]
    [InlineData("{ resellers(order: [{ name: ASCC }]) { totalCount } }")]
    [InlineData("{ viewer @skipp { tenant } }")]
    public async Task No_error_suggests_a_name_to_a_role_that_may_not_introspect(string query)
    {
        await using var server = await TestServer.StartAsync(OnlyAdmin);

        var answer = await server.SendAsync(TestServer.Post("graphql", new { query }), await server.TokenAsync("DISTRIBUTOR_ANALYST"));
        var admins = await server.SendAsync(TestServer.Post("graphql", new { query }), await server.TokenAsync("DISTRIBUTOR_ADMIN"));

        Assert.Equal("GRAPHQL_VALIDATION_FAILED", answer.Code);
        Assert.DoesNotContain("Did you mean", answer.Body, StringComparison.OrdinalIgnoreCase);
        var (message, whole) = (Message(answer), Message(admins));
        Assert.StartsWith(message, whole);
    }

    [Fact]
    public async Task A_role_that_may_introspect_gets_suggestions()
    {
        await using var server = await TestServer.StartAsync(OnlyAdmin);

        var answer = await server.SendAsync(TestServer.Post("graphql", new { query = "{ resellers { nodes { nam } } }" }), await server.TokenAsync("DISTRIBUTOR_ADMIN"));

        Assert.Equal("Cannot query field 'nam' on type 'Reseller'. Did you mean 'name'?", Message(answer));
    }

    [Theory]
    [InlineData("DISTRIBUTOR_ADMIN", """["READ","WRITE","SEE_COSTS","INTROSPECT","MANAGE_ACCESS","READ_AUDIT_LOG"]""")]
    [InlineData("DISTRIBUTOR_ANALYST", """["READ","SEE_COSTS"]""")]
    public async Task A_viewer_is_told_of_the_right(string role, string rights)
    {
        await using var server = await TestServer.StartAsync(OnlyAdmin);

        var answer = await server.SendAsync(TestServer.Post("graphql", new { query = "{ viewer { rights } }" }), await server.TokenAsync(role));

        Assert.Equal(rights, answer.Json.GetProperty("data").GetProperty("viewer").GetProperty("rights").GetRawText());
    }

    [Theory]
    [InlineData(null, 401, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("DISTRIBUTOR_ANALYST", 403, "AUTH_NOT_AUTHORIZED")]
    [InlineData("DISTRIBUTOR_ADMIN", 200, null)]
    public async Task Outside_Development_the_file_of_the_schema_is_for_who_may_introspect(string? role, int status, string? code)
    {
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(builder => builder.Environment.EnvironmentName = "Production", OnlyAdmin);
        var token = role is null ? null : await server.TokenAsync(role);

        var answer = await server.SendAsync(new(HttpMethod.Get, "graphql/schema.graphql"), token);

        Assert.Equal(status, answer.Status);
        if (code is not null) Assert.Equal(code, answer.Code);
        else Assert.Equal(ProductSchema.CreateEngine(NullLogger.Instance).Sdl, answer.Body);
    }

    [Theory]
    [InlineData("Development", null, "DistributorAdmin DistributorAnalyst ResellerAdmin ResellerAnalyst Integration")]
    [InlineData("Production", null, "DistributorAdmin Integration")]
    [InlineData("Production", "RESELLER_ADMIN, INTEGRATION", "ResellerAdmin Integration")]
    [InlineData("Development", "", "")]
    public void Without_the_setting_the_environment_decides(string environment, string? setting, string roles)
    {
        var configuration = Configuration(("GraphQL:Introspection", setting));

        var held = IntrospectionRoles.Read(configuration, new Environment(environment));

        Assert.Equal(roles, string.Join(' ', Enum.GetValues<Role>().Where(held.Hold)));
    }

    [Fact]
    public void The_setting_may_be_a_list()
    {
        var configuration = Configuration(("GraphQL:Introspection:0", "RESELLER_ADMIN"), ("GraphQL:Introspection:1", "INTEGRATION"));

        Assert.Equal([Role.ResellerAdmin, Role.Integration], Enum.GetValues<Role>().Where(IntrospectionRoles.Read(configuration, new Environment("Production")).Hold));
    }

    static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Where(item => item.Value is not null).ToDictionary(item => item.Key, item => item.Value)).Build();

    static string Message(Answer answer) => answer.Json.GetProperty("errors")[0].GetProperty("message").GetString()!;

    sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "CspGraph";
        public string ContentRootPath { get; set; } = "";
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
