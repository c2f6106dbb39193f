using System.Net;
using System.Text.Json;
using CspGraph.Api.PartnerCenter;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterKit;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterServer;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>What is asked of Partner Center, and what is read from its answers.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task Resellers_are_valid_or_not_with_Microsofts_reason_or_are_not_answered()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Validations);

        var validations = await kit.Client.ValidateResellersAsync(Tenant, ["3456789", "234567", "12345", "99"], default);

        Assert.Equal(
        [
            new("3456789", false, 900414, Bodies.NotAuthorised),
            new("234567", false, 900400, Bodies.NotLinked),
            new("12345", true, null, null),
            new("99", null, null, null),
        ], validations);
        Assert.Equal("""{"partnerIds":["3456789","234567","12345","99"]}""", Assert.Single(kit.Server.Questions).Body);
    }

    [Fact]
    public async Task A_request_says_who_asks_and_has_ids_of_its_own()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Valid);
        kit.Server.Answer(Validate, Bodies.Valid);

        await kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);
        await kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);

        var (first, second) = (kit.Server.Questions[0].Headers, kit.Server.Questions[1].Headers);
        Assert.Equal(("Bearer token-1", "application/json", "CspGraph", "application/json; charset=utf-8"), (first["Authorization"], first["Accept"], first["MS-PartnerCenter-Application"], first["Content-Type"]));
        Assert.Equal(4, new[] { first, second }.SelectMany(headers => new[] { Guid.Parse(headers["MS-RequestId"]), Guid.Parse(headers["MS-CorrelationId"]) }).Distinct().Count());
    }

    [Fact]
    public async Task Many_resellers_are_asked_about_in_parts_each_of_them_once()
    {
        await using var kit = await CreateAsync();
        for (var part = 0; part < 3; part++) kit.Server.Answer(Validate, """{"validationResults":[]}""");

        var validations = await kit.Client.ValidateResellersAsync(Tenant, [.. Enumerable.Range(1, 250).Concat([250, 1]).Select(number => $"{number}")], default);

        Assert.Equal([100, 100, 50], kit.Server.Questions.Select(question => JsonDocument.Parse(question.Body).RootElement.GetProperty("partnerIds").GetArrayLength()));
        Assert.Single(kit.Server.Questions.Select(question => question.Headers["MS-CorrelationId"]).Distinct());
        Assert.Equal(3, kit.Server.Questions.Select(question => question.Headers["MS-RequestId"]).Distinct().Count());
        Assert.Equal(252, validations.Count);
    }

    [Theory]
    [InlineData("""{"isAgreementSigned":true}""", 200, true, null)]
    [InlineData("""{"isAgreementSigned":false}""", 200, false, null)]
    [InlineData(Bodies.NotSigned, 400, null, "2203")]
    public async Task The_partner_agreement_is_signed_or_not_or_Microsoft_says_why_it_cannot_tell(string body, int status, bool? isSigned, string? code)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Agreement, body, status);

        var agreement = await kit.Client.AgreementStatusAsync(Tenant, "12&345", default);

        Assert.Equal((isSigned, code), (agreement.IsSigned, agreement.Code));
        Assert.Equal("?mpnId=12%26345", Assert.Single(kit.Server.Questions).Query);
    }

    [Fact]
    public async Task A_profile_is_found_or_not()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Profile, Bodies.Profile);
        kit.Server.Answer(Profile, Bodies.NoProfile, 404);

        Assert.Equal(new(true, null, null), await kit.Client.FindMpnProfileAsync(Tenant, "4391507", default));
        Assert.Equal(new(false, "3000", "Partner Organization with partner_id 9999999 could not be found"), await kit.Client.FindMpnProfileAsync(Tenant, "9999999", default));
        Assert.Equal(["?mpnId=4391507", "?mpnId=9999999"], kit.Server.Questions.Select(question => question.Query));
    }

    [Fact]
    public async Task A_page_that_nobody_of_Microsoft_wrote_does_not_tell_that_there_is_no_profile()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Profile, "<html>Not found</html>", 404, mediaType: "text/html");

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.FindMpnProfileAsync(Tenant, "4391507", default));

        Assert.Equal((HttpStatusCode.NotFound, null, null), (failure.Status, failure.Code, failure.Text));
    }

    [Fact]
    public async Task What_was_begun_ends_when_its_caller_gives_up()
    {
        await using var kit = await CreateAsync();
        kit.Server.Hold(Validate);
        using var caller = new CancellationTokenSource();

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], caller.Token);
        await kit.Server.WhenHeldAsync();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Single(kit.Server.Questions);
    }
}
