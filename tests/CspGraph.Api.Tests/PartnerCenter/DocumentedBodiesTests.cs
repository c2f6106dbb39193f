using System.Net;
using System.Text.Json;
using CspGraph.Api.PartnerCenter;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterKit;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterServer;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>Microsoft's own samples, where the shared reference data lies beside the repository.</summary>
public sealed class DocumentedBodiesTests
{
    [SkippableFact]
    public async Task The_documented_validations_are_read()
    {
        var body = Shared("validate-reseller-por.json");
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, body);

        var validations = await kit.Client.ValidateResellersAsync(Tenant, ["12345", "234567", "3456789"], default);

        Assert.Equal([("12345", true, null), ("234567", false, 900400), ("3456789", false, 900414)], validations.Select(row => (row.PlaId, row.IsValid, row.ErrorCode)));
    }

    [SkippableFact]
    public async Task The_documented_resellers_are_read()
    {
        var body = Part(Shared("indirect-resellers.json"), "body");
        await using var kit = await CreateAsync();
        kit.Server.Answer(Relationships, body);

        var resellers = await kit.Client.IndirectResellersAsync(Tenant, default);

        Assert.Equal([("First Up Consultants", "Active", "4847383"), ("ReleCloud", "Active", "4847433")], resellers.Select(row => (row.Name, row.State, row.MpnId)));
    }

    [SkippableFact]
    public async Task The_documented_profile_is_found()
    {
        var body = Part(Shared("mpn-profile.json"), "body");
        await using var kit = await CreateAsync();
        kit.Server.Answer(Profile, body);

        Assert.True((await kit.Client.FindMpnProfileAsync(Tenant, "4391507", default)).IsFound);
    }

    [SkippableFact]
    public async Task The_documented_throttling_is_waited_for()
    {
        var answer = Part(Shared("throttled-429.json"), "body");
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Part(answer, "json"), 429, retryAfter: "57");
        kit.Server.Answer(Validate, Bodies.Valid);

        var asking = kit.Client.ValidateResellersAsync(Tenant, ["12345"], default);

        Assert.Equal(TimeSpan.FromSeconds(57), await kit.Clock.PassAsync());
        await asking;
    }

    /// <summary>Errors about the PLA ID that was asked for.</summary>
    [SkippableTheory]
    [InlineData("L213", "2200")]
    [InlineData("L237", "2201")]
    [InlineData("L261", "2203")]
    [InlineData("L285", "2204")]
    public async Task The_documented_errors_about_an_agreement_are_answers(string line, string code)
    {
        var body = Shared($"api-examples/partner-center-sdk/verify-indirect-reseller-mpa-status-{line}-response.json");
        await using var kit = await CreateAsync();
        kit.Server.Answer(Agreement, body, 400);

        var status = await kit.Client.AgreementStatusAsync(Tenant, "123456", default);

        Assert.Equal((null, code, Part(body, "description")), (status.IsSigned, status.Code, status.Text));
    }

    [SkippableFact]
    public async Task The_documented_error_of_the_second_shape_is_read()
    {
        var body = Part(Shared("error-duplicate-agreement.json"), "body");
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, body, 409);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.ValidateResellersAsync(Tenant, ["12345"], default));

        Assert.Equal((HttpStatusCode.Conflict, "600061", "A partner confirmed agreement already exists for the customer."), (failure.Status, failure.Code, failure.Text));
    }

    static string Shared(string path)
    {
        var file = Repository.Path($"../shared/data/partner-center/{path}");
        Skip.If(!File.Exists(file), $"No shared/data/partner-center/{path} beside the repository.");
        return File.ReadAllText(file);
    }

    static string Part(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        var part = document.RootElement.GetProperty(name);
        return part.ValueKind is JsonValueKind.String ? part.GetString()! : part.GetRawText();
    }
}
