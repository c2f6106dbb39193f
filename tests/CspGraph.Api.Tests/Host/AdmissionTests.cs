using System.Security.Claims;
using CspGraph.Api.Host.Identity;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Host;

/// <summary>Which of several memberships holds, and as whom the caller acts.</summary>
public sealed class AdmissionTests
{
    const string Person = "bbbbbbbb-0000-4000-8000-00000000000a";
    const string Daemon = "cccccccc-0000-4000-8000-00000000000b";

    [Theory]
    [InlineData("what names the person before a role that lets more be done", "ObjectId:DistributorAnalyst AppRole=b:DistributorAdmin", "DistributorAnalyst")]
    [InlineData("what names the program before a role that lets more be done", "ApplicationId:DistributorAnalyst AppRole=b:DistributorAdmin", "DistributorAnalyst")]
    [InlineData("nobody is let see less by who manages a subtree", "ObjectId:ResellerAnalyst:Alpha AppRole=b:DistributorAdmin", "DistributorAdmin ResellerAnalyst")]
    [InlineData("what names the principal before what names its program", "ApplicationId:DistributorAdmin ObjectId:DistributorAnalyst", "DistributorAnalyst")]
    [InlineData("of roles the whole tenant's before a subtree's", "AppRole=a:ResellerAdmin:Alpha AppRole=b:DistributorAnalyst", "DistributorAnalyst ResellerAdmin")]
    [InlineData("of roles the one with most rights", "AppRole=a:DistributorAnalyst AppRole=b:DistributorAdmin AppRole=c:Integration", "DistributorAdmin")]
    [InlineData("of roles the one with most rights, given or not", "AppRole=a:DistributorAnalyst AppRole=b:Integration/Read_Write_SeeCosts", "Integration")]
    [InlineData("of equal roles the first by name", "AppRole=c:ResellerAnalyst:Alpha AppRole=b:ResellerAnalyst:Alpha", "ResellerAnalyst")]
    [InlineData("of several subtrees the one that was opened first", "AppRole=c:ResellerAnalyst:Beta AppRole=b:ResellerAdmin:Alpha", "ResellerAnalyst:Beta ResellerAdmin")]
    public async Task The_most_specific_membership_holds(string rule, string memberships, string expected)
    {
        await using var server = await TestServer.StartAsync();
        foreach (var membership in memberships.Split(' '))
        {
            var parts = membership.Split(':');
            var kind = Enum.Parse<PrincipalKind>(parts[0].Split('=')[0]);
            var role = parts[1].Split('/');
            await server.AddMemberAsync(kind, kind switch { PrincipalKind.ObjectId => Person, PrincipalKind.ApplicationId => Daemon, _ => parts[0].Split('=')[1] },
                Enum.Parse<Role>(role[0]), parts.Length < 3 ? null : parts[2] == "Alpha" ? TestNetwork.Alpha : TestNetwork.Beta, rights: role.Length < 2 ? null : role[1].Replace('_', ' '));
            server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var admissions = await OfAsync(server, Application("roles=a", "roles=b", "roles=c"));

        var found = string.Join(' ', admissions.Select(admission => $"{admission.Role}{(admission.ResellerId == TestNetwork.Beta ? ":Beta" : "")}"));
        Assert.True(expected == found, $"{rule}: {found}");
    }

    [Fact]
    public async Task A_scope_that_is_gone_is_no_way_into_a_wider_one()
    {
        await using var server = await TestServer.StartAsync();
        // A role that must have a reseller, without one: nothing takes its place.
        await server.AddMemberAsync(PrincipalKind.ObjectId, Person, Role.ResellerAdmin);
        await server.AddMemberAsync(PrincipalKind.AppRole, "a", Role.DistributorAdmin);

        var admission = Assert.Single(await OfAsync(server, Application("roles=a")));

        Assert.Equal((Role.ResellerAdmin, null), (admission.Role, admission.ResellerId));
    }

    [Fact]
    public async Task A_person_acts_under_its_own_name_and_an_application_under_the_membership_s()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddMemberAsync(PrincipalKind.ObjectId, Person);

        Assert.Equal(new Actor(ActorKind.Person, Person, "Ana Silva"), (await OfAsync(server, Delegated("name=Ana Silva", "preferred_username=ana@contoso.example"))).Single().Actor);
        Assert.Equal(new Actor(ActorKind.Person, Person, "ana@contoso.example"), (await OfAsync(server, Delegated("preferred_username=ana@contoso.example"))).Single().Actor);
        Assert.Equal(new Actor(ActorKind.Person, Person), (await OfAsync(server, Delegated())).Single().Actor);
        Assert.Equal(new Actor(ActorKind.Application, Daemon, $"ObjectId {Person}"), (await OfAsync(server, Application("name=Not told"))).Single().Actor);
    }

    [Fact]
    public async Task A_key_acts_as_itself_and_is_a_client_of_its_own()
    {
        await using var server = await TestServer.StartAsync();
        var (one, two) = (await server.AddKeyAsync("A1"), await server.AddKeyAsync("A2"));

        var first = (await OfAsync(server, new ApiKeyIdentity("A1"))).Single();
        var second = (await OfAsync(server, new ApiKeyIdentity("A2"))).Single();

        Assert.Equal((new Actor(ActorKind.ApiKey, $"{one}", "Reporting"), new Actor(ActorKind.ApiKey, $"{two}", "Reporting")), (first.Actor, second.Actor));
        Assert.Equal(ClientId.OfKey(one), first.Client);
        Assert.NotEqual(first.Client, second.Client);
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut_between_characters()
    {
        Assert.Equal(new string('a', 200), new Actor(ActorKind.Person, Person, new string('a', 201)).Name);
        Assert.Equal(new string('a', 199), new Actor(ActorKind.Person, Person, new string('a', 199) + "😀").Name);
        Assert.Equal(new string('a', 198) + "😀", new Actor(ActorKind.Person, Person, new string('a', 198) + "😀").Name);
    }

    static async Task<IReadOnlyList<Admission>> OfAsync(TestServer server, ClaimsIdentity identity) =>
        await new Admissions(new TenantDirectory(server.Database), server.Clock, NullLogger<Admissions>.Instance).OfAsync(new ClaimsPrincipal(identity), expiresAt: null, CancellationToken.None);

    static EntraIdentity Application(params string[] claims) => Identity([$"sub={Person}", "idtyp=app", $"azp={Daemon}", .. claims]);

    static EntraIdentity Delegated(params string[] claims) => Identity(["sub=pairwise", "scp=access_as_user", $"azp={Daemon}", .. claims]);

    static EntraIdentity Identity(string[] claims) => EntraIdentity.Of(new ClaimsIdentity(
        claims.Prepend($"oid={Person}").Prepend($"tid={EntraServer.Home}").Select(claim => new Claim(claim[..claim.IndexOf('=')], claim[(claim.IndexOf('=') + 1)..]))), ["access_as_user"])!;
}
