using System.Net;
using CspGraph.Api.PartnerCenter;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterKit;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterServer;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>Whatever is answered instead of what was asked for is one kind of exception, with what Microsoft has said.</summary>
public sealed class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"code":"900329","description":"This resource doesn't support application-only authentication.","data":[],"source":"PartnerFD"}""", "900329", "This resource doesn't support application-only authentication.")]
    [InlineData("""{"code":2000,"description":"MPN Id must be numeric.","data":[],"source":"PartnerApiServiceControllers"}""", "2000", "MPN Id must be numeric.")]
    [InlineData("""{"code":600061,"message":"A partner confirmed agreement already exists for the customer.","errorName":"PartnerConfirmedAgreementAlreadyExists","isRetryable":false,"parameters":{}}""", "600061", "A partner confirmed agreement already exists for the customer.")]
    [InlineData("""{"error":{"code":"unAuthorized","message":"Caller is not authorized to access the resource.","target":"referral"}}""", "unAuthorized", "Caller is not authorized to access the resource.")]
    [InlineData("""{"statusCode":403,"message":"Out of call volume quota."}""", null, "Out of call volume quota.")]
    [InlineData("""{"code":null,"description":{"of":"another shape"},"message":"All the same."}""", null, "All the same.")]
    [InlineData("""{"code":"900308","description":"Insuff""", null, null)]
    [InlineData("<html><body>Forbidden</body></html>", null, null)]
    [InlineData("""["of", "another", "shape"]""", null, null)]
    [InlineData("{}", null, null)]
    [InlineData("", null, null)]
    public async Task An_error_is_read_in_every_shape_and_what_is_none_stays_unsaid(string body, string? code, string? text)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, body, 403);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));

        Assert.Equal((HttpStatusCode.Forbidden, code, text, null), (failure.Status, failure.Code, failure.Text, failure.RetryAfter));
        Assert.Single(kit.Server.Questions);
    }

    [Theory]
    [InlineData("<html>Signed out</html>")]
    [InlineData("""{"validationResults":[{"partnerId":"12345","isVal""")]
    [InlineData("""{"results":[]}""")]
    [InlineData("""{"validationResults":{}}""")]
    [InlineData("""{"validationResults":[{"partnerId":"12345"}]}""")]
    [InlineData("""{"validationResults":[{"isValidPartnerIdOnRecord":true}]}""")]
    [InlineData("""{"validationResults":[{"partnerId":"12345","isValidPartnerIdOnRecord":"yes"}]}""")]
    [InlineData("""{"validationResults":[{"partnerId":"12345","isValidPartnerIdOnRecord":false,"errorCode":"many"}]}""")]
    [InlineData("""{"validationResults":[{"partnerId":"12345","isValidPartnerIdOnRecord":false,"errorCode":4294967296}]}""")]
    [InlineData("""{"validationResults":[{"partnerId":"12345","isValidPartnerIdOnRecord":false,"errorDescription":["text"]}]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_success_of_another_shape_is_an_error(string body)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, body);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));

        Assert.Equal((HttpStatusCode.OK, null, null), (failure.Status, failure.Code, failure.Text));
        Assert.Single(kit.Server.Questions);
    }

    [Fact]
    public async Task Numbers_may_be_texts_and_texts_numbers()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, """{"validationResults":[{"partnerId":12345,"isValidPartnerIdOnRecord":false,"errorCode":"900400","errorDescription":null}]}""");

        Assert.Equal([new("12345", false, 900400, null)], await kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));
    }

    [Fact]
    public async Task What_Microsoft_says_is_kept_up_to_a_length_and_no_letter_is_cut_in_half()
    {
        await using var kit = await CreateAsync();
        var (code, text) = (new string('9', 101), new string('a', 1_023) + "🙂");
        kit.Server.Answer(Validate, $$"""{"code":"{{code}}","description":"{{text}}"}""", 403);
        kit.Server.Answer(Validate, $$"""{"validationResults":[{"partnerId":"1","isValidPartnerIdOnRecord":false,"errorDescription":"b{{text}}"}]}""");

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["1"], default));
        var validation = Assert.Single(await kit.Client.ValidateResellersAsync(Tenant, ["1"], default));

        Assert.Equal((code[..100], text[..1_023]), (failure.Code, failure.Text));
        Assert.Equal("b" + text[..1_023], validation.ErrorDescription);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read_to_its_end()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, new string(' ', WholeBodies.MostBytes) + Bodies.Valid);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));

        Assert.Null(failure.Status);
        Assert.Single(kit.Server.Questions);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, "", 307, location: "/elsewhere");

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, failure.Status);
        Assert.Single(kit.Server.Questions);
    }
}
