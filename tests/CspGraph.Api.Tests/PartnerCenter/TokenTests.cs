using System.Net;
using CspGraph.Api.PartnerCenter;
using Microsoft.AspNetCore.WebUtilities;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterKit;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterServer;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>The tokens by which Partner Center is asked.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task The_application_asks_by_its_secret_and_a_person_by_the_refresh_token()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Valid);
        kit.Server.Answer(Agreement, """{"isAgreementSigned":true}""");

        await kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        await kit.Client.AgreementStatusAsync(Tenant, "12345", default);

        Assert.Equal([
            $"client_id={ClientId} client_secret={Secret} grant_type=client_credentials scope=https://api.partnercenter.microsoft.com/.default",
            $"client_id={ClientId} client_secret={Secret} grant_type=refresh_token refresh_token={RefreshToken} scope=https://api.partnercenter.microsoft.com/.default",
        ], kit.Server.TokenRequests.Select(Form));
        Assert.Equal(["Bearer token-1", "Bearer token-2"], kit.Server.Questions.Select(question => question.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("3600", 3_299.999, 1)]
    [InlineData("3600", 3_300, 2)]
    [InlineData("\"3600\"", 3_299.999, 1)]
    [InlineData("\"3600\"", 3_300, 2)]
    [InlineData("100", 49.999, 1)]
    [InlineData("100", 50, 2)]
    public async Task A_token_is_kept_until_shortly_before_it_expires(string life, double seconds, int tokens)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Token, $$"""{"access_token":"first","expires_in":{{life}}}""");
        kit.Server.Answer(Validate, Bodies.Valid);
        kit.Server.Answer(Validate, Bodies.Valid);

        await kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        kit.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);

        Assert.Equal(tokens, kit.Server.TokenRequests.Count);
        Assert.Equal(["Bearer first", tokens == 1 ? "Bearer first" : "Bearer token-1"], kit.Server.Questions.Select(question => question.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_refresh_token_that_comes_with_a_token_is_used_from_then_on()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Token, """{"access_token":"first","expires_in":3600,"refresh_token":"newer"}""");
        kit.Server.Answer(Token, """{"access_token":"second","expires_in":3600}""");
        for (var question = 0; question < 3; question++)
        {
            kit.Server.Answer(Agreement, """{"isAgreementSigned":true}""");
            await kit.Client.AgreementStatusAsync(Tenant, "12345", default);
            kit.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([RefreshToken, "newer", "newer"], kit.Server.TokenRequests.Select(request => $"{QueryHelpers.ParseQuery(request.Body)["refresh_token"]}"));
    }

    [Fact]
    public async Task All_who_ask_at_once_ask_by_one_token()
    {
        await using var kit = await CreateAsync();
        for (var question = 0; question < 8; question++) kit.Server.Answer(Validate, Bodies.Valid);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default)));

        Assert.Single(kit.Server.TokenRequests);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_not_used_again()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, """{"code":"900420","description":"The audience in the token is invalid."}""", 401);
        kit.Server.Answer(Validate, Bodies.Valid);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));
        await kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);

        Assert.Equal((HttpStatusCode.Unauthorized, "900420"), (failure.Status, failure.Code));
        Assert.Equal(["Bearer token-1", "Bearer token-2"], kit.Server.Questions.Select(question => question.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_token_that_is_not_issued_is_an_error_with_Entras_reason()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Token, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.","error_codes":[7000215]}""", 401);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client", "AADSTS7000215: Invalid client secret provided."), (failure.Status, failure.Code, failure.Text));
        Assert.Empty(kit.Server.Questions);
    }

    /// <summary>An error of Entra's has the shape of one about a PLA ID.</summary>
    [Fact]
    public async Task A_token_that_is_not_issued_tells_nothing_of_a_reseller()
    {
        await using var kit = await CreateAsync();
        for (var question = 0; question < 2; question++) kit.Server.Answer(Token, """{"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired."}""", question == 0 ? 400 : 404);

        var agreement = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.AgreementStatusAsync(Tenant, "12345", default));
        var profile = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.FindMpnProfileAsync(Tenant, "12345", default));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound, "invalid_grant"), (agreement.Status, profile.Status, agreement.Code));
    }

    [Theory]
    [InlineData("""{"expires_in":3600}""")]
    [InlineData("""{"access_token":"","expires_in":3600}""")]
    [InlineData("""{"access_token":"two\nlines","expires_in":3600}""")]
    [InlineData("""{"access_token":"first"}""")]
    [InlineData("<html>Sign in</html>")]
    public async Task A_token_of_another_shape_is_an_error(string body)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Token, body);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));

        Assert.Equal(HttpStatusCode.OK, failure.Status);
        Assert.Empty(kit.Server.Questions);
    }

    [Fact]
    public async Task No_error_and_no_line_of_the_log_holds_a_token_or_a_secret()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Token, $$"""{"error":"invalid_grant","error_description":"{{RefreshToken}} of {{Secret}} has expired"}""", 400);
        kit.Server.Answer(Agreement, """{"code":"9","description":"token-1 is not known"}""", 403);
        kit.Server.Answer(Agreement, """token-1""");
        kit.Server.Answer(Agreement, "", 503);
        kit.Server.Answer(Agreement, """{"isAgreementSigned":true}""");

        var failures = new List<PartnerCenterException>();
        for (var question = 0; question < 3; question++) failures.Add(await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.AgreementStatusAsync(Tenant, "12345", default)));
        var asking = kit.Client.AgreementStatusAsync(Tenant, "12345", default);
        await kit.Clock.PassAsync();
        await asking;

        Assert.Equal(["… of … has expired", "… is not known", null], failures.Select(failure => failure.Text));
        Assert.NotEmpty(kit.Log.Lines);
        Assert.All(failures.Select(failure => $"{failure}").Concat(kit.Log.Lines.Select(line => $"{line}")),
            line => Assert.DoesNotContain(new[] { "token-1", Secret, RefreshToken }, line.Contains));
    }

    static string Form(Asked request) => string.Join(' ', QueryHelpers.ParseQuery(request.Body).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
}
