using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Host;

/// <summary>Tokens of Microsoft Entra, validated by Microsoft's own code against a metadata server: who is let in, as what, and how far.</summary>
public sealed class EntraTests
{
    const string Who = "{ viewer { tenant role rights scope { id } } }";

    [Theory]
    [InlineData(PrincipalKind.ObjectId, "bbbbbbbb-0000-4000-8000-00000000000a")]
    [InlineData(PrincipalKind.AppRole, "Network.Admin")]
    public async Task A_person_is_let_in_by_object_id_or_app_role(PrincipalKind kind, string principal)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(kind, principal);

        Assert.Equal("contoso DISTRIBUTOR_ADMIN", await WhoAsync(server, EntraToken.OfPerson(server, entra).With("roles", new[] { "Other", "Network.Admin" })));
    }

    [Theory]
    [InlineData(PrincipalKind.ObjectId, "bbbbbbbb-0000-4000-8000-00000000000b")]
    [InlineData(PrincipalKind.ApplicationId, "cccccccc-0000-4000-8000-00000000000b")]
    [InlineData(PrincipalKind.AppRole, "Network.Admin")]
    public async Task An_application_is_let_in_by_object_id_client_id_or_app_role(PrincipalKind kind, string principal)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(kind, principal);
        var token = EntraToken.OfApplication(server, entra).With("roles", new[] { "Network.Admin" });

        Assert.Equal("contoso DISTRIBUTOR_ADMIN", await WhoAsync(server, token));
        // Older registrations have no idtyp: such a token's subject is the application itself.
        Assert.Equal("contoso DISTRIBUTOR_ADMIN", await WhoAsync(server, token.With("idtyp", null)));
    }

    [Fact]
    public async Task An_application_s_membership_lets_nobody_in_who_only_uses_it()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ApplicationId, $"{EntraToken.Daemon}");

        Assert.Equal("contoso DISTRIBUTOR_ADMIN", await WhoAsync(server, EntraToken.OfApplication(server, entra)));
        AssertRefused(await AskAsync(server, $"{EntraToken.OfPerson(server, entra).With("azp", $"{EntraToken.Daemon}")}"));
    }

    [Theory]
    [InlineData("a role that is called as the person is", PrincipalKind.AppRole, "bbbbbbbb-0000-4000-8000-00000000000a")]
    [InlineData("a person who is called as the role is", PrincipalKind.ObjectId, "Network.Admin")]
    [InlineData("a program that is called as the person is", PrincipalKind.ApplicationId, "bbbbbbbb-0000-4000-8000-00000000000a")]
    [InlineData("another's role", PrincipalKind.AppRole, "Network.admin")]
    public async Task A_name_of_one_kind_is_none_of_another(string membership, PrincipalKind kind, string principal)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(kind, principal);

        AssertRefused(await AskAsync(server, $"{EntraToken.OfPerson(server, entra).With("roles", new[] { "Network.Admin" })}"), membership);
    }

    [Fact]
    public async Task The_same_names_signed_for_by_another_Entra_tenant_are_not_the_member()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");

        AssertRefused(await AskAsync(server, $"{EntraToken.OfPerson(server, entra, EntraServer.Abroad)}"));
    }

    [Theory]
    [InlineData("access_as_user", null, true)]
    [InlineData("profile access_as_user", null, true)]
    [InlineData("Access_As_User", null, false)]
    [InlineData("access_as_user_too", null, false)]
    [InlineData("", null, false)]
    [InlineData("access_as_user", "read write", false)]
    [InlineData("write", "read write", true)]
    public async Task A_person_s_token_needs_one_of_the_scopes(string scopes, string? accepted, bool letIn)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync([.. entra.Settings(), $"--AzureAd:Scopes={accepted}"]);
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");

        var answer = await AskAsync(server, $"{EntraToken.OfPerson(server, entra).With("scp", scopes)}");

        if (letIn) Assert.Equal(200, answer.Status); else AssertRefused(answer);
    }

    [Theory]
    [InlineData("RESELLER_ADMIN", Role.ResellerAdmin, null, "contoso RESELLER_ADMIN READ WRITE INTROSPECT MANAGE_ACCESS Alpha")]
    [InlineData("an integration", Role.Integration, "Read Write SeeCosts", "contoso INTEGRATION READ WRITE INTROSPECT Alpha")]
    [InlineData("one that reads", Role.Integration, "Read", "contoso INTEGRATION READ INTROSPECT Alpha")]
    [InlineData("one of which nothing is said", Role.Integration, null, "contoso INTEGRATION READ INTROSPECT Alpha")]
    public async Task A_membership_gives_role_rights_and_subtree(string membership, Role role, string? rights, string who)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ApplicationId, $"{EntraToken.Daemon}", role, TestNetwork.Alpha, rights: rights);

        var viewer = (await AskAsync(server, $"{EntraToken.OfApplication(server, entra)}")).Json.GetProperty("data").GetProperty("viewer");

        var scope = viewer.GetProperty("scope").GetProperty("id").GetString() == new NodeId('R', TestNetwork.Alpha).ToString() ? "Alpha" : "another";
        Assert.True(who == $"{viewer.GetProperty("tenant")} {viewer.GetProperty("role")} {string.Join(' ', viewer.GetProperty("rights").EnumerateArray())} {scope}", membership);
    }

    [Theory]
    [InlineData("Beta", 200)]
    [InlineData("Gamma", 403)]
    [InlineData("Omega", 403)]
    public async Task A_member_narrows_and_never_widens_what_it_sees(string narrowing, int status)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}", Role.ResellerAdmin, TestNetwork.Alpha);
        var reseller = narrowing switch { "Beta" => TestNetwork.Beta, "Gamma" => TestNetwork.Gamma, _ => TestNetwork.Omega };

        var answer = await AskAsync(server, $"{EntraToken.OfPerson(server, entra)}", ("X-Reseller", $"{reseller}"));

        Assert.Equal((status, status == 403 ? "AUTH_NOT_AUTHORIZED" : null), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Of_memberships_that_cover_a_reseller_the_one_that_may_do_most_holds()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}", Role.ResellerAnalyst, TestNetwork.Alpha);
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}", Role.ResellerAdmin, TestNetwork.Beta);

        var token = $"{EntraToken.OfPerson(server, entra)}";
        var roles = new List<string?>();
        foreach (var reseller in new[] { TestNetwork.Alpha, TestNetwork.Beta })
            roles.Add((await AskAsync(server, token, ("X-Reseller", $"{reseller}"))).Json.GetProperty("data").GetProperty("viewer").GetProperty("role").GetString());

        Assert.Equal(["RESELLER_ANALYST", "RESELLER_ADMIN"], roles);
    }

    [Fact]
    public async Task A_membership_that_ends_lets_nobody_in_from_the_next_request_on()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        var membership = await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");
        var token = EntraToken.OfPerson(server, entra).ToString();
        Assert.Equal(200, (await AskAsync(server, token)).Status);
        Assert.Equal(1, server.RememberedTokens);

        await server.EndMembershipAsync(membership);

        AssertRefused(await AskAsync(server, token));
    }

    [Theory]
    [InlineData(null, 200, "contoso DISTRIBUTOR_ADMIN")]
    [InlineData("contoso", 200, "contoso DISTRIBUTOR_ADMIN")]
    [InlineData("northwind", 200, "northwind DISTRIBUTOR_ANALYST")]
    [InlineData("Northwind", 403, "X-Tenant names no tenant that this token opens.")]
    [InlineData("fabrikam", 403, "X-Tenant names no tenant that this token opens.")]
    [InlineData("", 403, "X-Tenant names no tenant that this token opens.")]
    public async Task The_header_chooses_among_the_tenants_of_a_token(string? header, int status, string told)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");
        await server.AddMemberAsync(PrincipalKind.AppRole, "Analyst", Role.DistributorAnalyst, tenant: "northwind");

        var answer = await AskAsync(server, $"{EntraToken.OfPerson(server, entra).With("roles", new[] { "Analyst" })}", ("X-Tenant", header));

        Assert.Equal(status, answer.Status);
        if (status == 200) Assert.Equal(told, WhoOf(answer));
        else Assert.Equal(("AUTH_NOT_AUTHORIZED", told), (answer.Code, answer.Json.GetProperty("errors")[0].GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData("contoso", 200)]
    [InlineData("northwind", 403)]
    public async Task The_header_opens_no_tenant_that_the_token_does_not(string header, int status)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{Guid.NewGuid()}", tenant: "northwind");

        Assert.Equal(status, (await AskAsync(server, $"{EntraToken.OfPerson(server, entra)}", ("X-Tenant", header))).Status);
        Assert.Equal(status, (await AskAsync(server, await server.TokenAsync(), ("X-Tenant", header))).Status);
    }

    [Fact]
    public async Task Tokens_of_the_first_version_hold_too()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ApplicationId, $"{EntraToken.Daemon}");
        var token = EntraToken.OfApplication(server, entra).With("azp", null).With("idtyp", null).With("appid", $"{EntraToken.Daemon}").With("ver", "1.0");
        token = token with { Issuer = entra.FirstIssuerOf($"{EntraServer.Home}"), Audience = $"api://{EntraServer.ClientId}" };

        Assert.Equal("contoso DISTRIBUTOR_ADMIN", await WhoAsync(server, token));
        AssertRefused(await AskAsync(server, $"{token.With("tid", $"{EntraServer.Abroad}")}"));
    }

    [Fact]
    public async Task Where_one_Entra_tenant_is_set_no_other_s_tokens_are_taken()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings($"{EntraServer.Home}"));
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}", entraTenant: EntraServer.Abroad);

        Assert.Equal("contoso DISTRIBUTOR_ADMIN", await WhoAsync(server, EntraToken.OfPerson(server, entra)));
        AssertRefused(await AskAsync(server, $"{EntraToken.OfPerson(server, entra, EntraServer.Abroad)}"));
    }

    [Fact]
    public async Task Without_development_tokens_none_are_made_or_taken()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync([.. entra.Settings(), "--Authentication:Development=false"]);
        await using var developers = await TestServer.StartAsync();
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");

        Assert.Equal("contoso DISTRIBUTOR_ADMIN", await WhoAsync(server, EntraToken.OfPerson(server, entra)));
        AssertRefused(await AskAsync(server, await developers.TokenAsync()));
        using var made = await server.Http.PostAsync("dev/token", null);
        Assert.Equal(404, (int)made.StatusCode);
        Assert.False(File.Exists(Path.Combine(server.Folder, "App_Data", "development.key")));
    }

    static async Task<string> WhoAsync(TestServer server, EntraToken token)
    {
        var answer = await AskAsync(server, $"{token}");
        Assert.True(answer.Status == 200, answer.Body);
        return WhoOf(answer);
    }

    static string WhoOf(Answer answer) => answer.Json.GetProperty("data").GetProperty("viewer") is var viewer ? $"{viewer.GetProperty("tenant")} {viewer.GetProperty("role")}" : "";

    static Task<Answer> AskAsync(TestServer server, string token, params (string Name, string? Value)[] headers)
    {
        var request = TestServer.Post("graphql", new { query = Who });
        foreach (var (name, value) in headers)
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        return server.SendAsync(request, token);
    }

    static void AssertRefused(Answer answer, string? why = null) => Assert.True(answer is { Status: 401, Code: "AUTH_NOT_AUTHENTICATED" }, $"{why}: {answer.Body}");
}
