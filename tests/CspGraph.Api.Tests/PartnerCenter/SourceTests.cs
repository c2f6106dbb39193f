using System.Net;
using CspGraph.Api.PartnerCenter;
using CspGraph.Api.PartnerOfRecord;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterKit;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterServer;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>From what Partner Center has said to the conditions of a Partner of Record.</summary>
public sealed class SourceTests
{
    const string Signed = """{"isAgreementSigned":true}""";

    static readonly Guid One = new("00000000-0000-4000-8000-000000000001");
    static readonly Guid Two = new("00000000-0000-4000-8000-000000000002");
    static readonly Guid Three = new("00000000-0000-4000-8000-000000000003");

    [Fact]
    public async Task The_application_alone_asks_only_whether_resellers_are_valid()
    {
        await using var kit = await CreateAsync(person: false);
        kit.Server.Answer(Validate, Bodies.Validations);

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "12345", null), new(Two, "234567", null), new(Three, "3456789", null)], default);

        Assert.Equal(
        [
            "1 LocationAccount Passed", "1 ResellerTenant Passed", "1 ProgramMembership Passed",
            "2 LocationAccount Unknown", $"2 ResellerTenant Failed 900400 {Bodies.NotLinked}", "2 ProgramMembership Unknown",
            "3 LocationAccount Unknown", $"3 ResellerTenant Failed 900414 {Bodies.NotAuthorised}", "3 ProgramMembership Unknown",
        ], answers.Select(Shown));
        Assert.Equal([Validate], kit.Server.Questions.Select(question => question.Route));
        Assert.All(answers, answer => Assert.Equal((RetryClock.Began.UtcDateTime, DateTimeKind.Utc), (answer.Answer.CheckedAt, answer.Answer.CheckedAt.Kind)));
    }

    [Theory]
    [InlineData(900400, "ResellerTenant")]
    [InlineData(900414, "ResellerTenant")]
    [InlineData(900154, "ResellerTenant")]
    [InlineData(800016, "ResellerTenant")]
    [InlineData(800015, "LocationAccount")]
    [InlineData(800039, "ProgramMembership")]
    [InlineData(900149, "ProgramMembership")]
    [InlineData(900123, "PartnerAgreement")]
    public async Task A_code_names_the_one_condition_that_does_not_hold(int code, string rule)
    {
        await using var kit = await CreateAsync(person: false);
        kit.Server.Answer(Validate, Bodies.Invalid("12345", code));

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "12345", null)], default);

        string[] open = [.. new[] { "LocationAccount", "ResellerTenant", "ProgramMembership" }.Where(name => name != rule).Select(name => $"1 {name} Unknown")];
        Assert.Equal(open.Append($"1 {rule} Failed {code} As Microsoft says.").Order(StringComparer.Ordinal), answers.Select(Shown).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(2071, " 2071 As Microsoft says.")]
    [InlineData(null, " As Microsoft says.")]
    public async Task A_code_that_names_none_leaves_all_open_with_what_Microsoft_has_said(int? code, string said)
    {
        await using var kit = await CreateAsync(person: false);
        kit.Server.Answer(Validate, Bodies.Invalid("12345", code));

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "12345", null)], default);

        Assert.Equal(["1 LocationAccount Unknown" + said, "1 ResellerTenant Unknown" + said, "1 ProgramMembership Unknown" + said], answers.Select(Shown));
    }

    [Fact]
    public async Task A_reseller_that_the_answer_leaves_out_is_open()
    {
        await using var kit = await CreateAsync(person: false);
        kit.Server.Answer(Validate, Bodies.Valid);

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "777", null)], default);

        Assert.Equal(["1 LocationAccount Unknown", "1 ResellerTenant Unknown", "1 ProgramMembership Unknown"], answers.Select(Shown));
    }

    [Fact]
    public async Task With_a_person_the_agreement_and_the_relationship_are_asked_too()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, """{"validationResults":[{"partnerId":"4847383","isValidPartnerIdOnRecord":true},{"partnerId":"12345","isValidPartnerIdOnRecord":true},{"partnerId":"4847433","isValidPartnerIdOnRecord":true}]}""");
        kit.Server.Answer(Relationships, Bodies.Resellers.Replace("\"state\":\"Active\",\"mpnId\":\"4847433\"", "\"state\":\"Suspended\",\"mpnId\":\"4847433\""));
        foreach (var (body, status) in new[] { (Signed, 200), ("""{"isAgreementSigned":false}""", 200), (Bodies.NotSigned, 400) }) kit.Server.Answer(Agreement, body, status);

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "4847383", null), new(Two, "12345", new("484e548c-f5f3-4528-93a9-c16c6373cb59")), new(Three, "4847433", null)], default);

        Assert.Equal(
        [
            "1 PartnerAgreement Passed", "1 Relationship Passed",
            "2 PartnerAgreement Failed", "2 Relationship Passed",
            "3 PartnerAgreement Failed 2203 MPN Id 123456 has not signed Microsoft Partner Agreement (MPA) for the CSP region where the order is being placed.", "3 Relationship Failed Suspended",
        ], answers.Select(Shown).Where(line => line.Contains("PartnerAgreement") || line.Contains("Relationship")));
        Assert.Equal(["?mpnId=4847383", "?mpnId=12345", "?mpnId=4847433"], kit.Server.Questions.Where(question => question.Route == Agreement).Select(question => question.Query));
        Assert.DoesNotContain(kit.Server.Questions, question => question.Route == Profile);
    }

    [Fact]
    public async Task A_reseller_in_no_relationship_fails_it_and_an_error_about_its_agreement_leaves_that_open()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Valid);
        kit.Server.Answer(Relationships, Bodies.NoResellers);
        kit.Server.Answer(Agreement, """{"code":2201,"description":"Another region."}""", 400);

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "12345", null)], default);

        Assert.Equal(["1 LocationAccount Passed", "1 ResellerTenant Passed", "1 ProgramMembership Passed", "1 PartnerAgreement Unknown 2201 Another region.", "1 Relationship Failed"], answers.Select(Shown));
    }

    [Theory]
    [InlineData(Bodies.NoProfile, 404, "1 LocationAccount Failed 3000 Partner Organization with partner_id 9999999 could not be found")]
    [InlineData(Bodies.Profile, 200, "1 LocationAccount Unknown")]
    public async Task A_profile_is_looked_for_where_it_is_open_whether_the_account_exists(string body, int status, string line)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Invalid("12345", 900400));
        kit.Server.Answer(Relationships, Bodies.NoResellers);
        kit.Server.Answer(Agreement, Signed);
        kit.Server.Answer(Profile, body, status);

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "12345", null)], default);

        Assert.Equal([line, "1 ResellerTenant Failed 900400 As Microsoft says.", "1 ProgramMembership Unknown", "1 PartnerAgreement Passed", "1 Relationship Failed"], answers.Select(Shown));
    }

    [Fact]
    public async Task What_fails_counts_before_what_holds()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Invalid("12345", 900123));
        kit.Server.Answer(Relationships, Bodies.NoResellers);
        kit.Server.Answer(Agreement, Signed);
        kit.Server.Answer(Profile, Bodies.Profile);

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "12345", null)], default);

        Assert.Equal("1 PartnerAgreement Failed 900123 As Microsoft says.", Assert.Single(answers.Select(Shown), line => line.Contains("PartnerAgreement")));
    }

    [Fact]
    public async Task Resellers_of_one_PLA_ID_are_asked_about_once()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Valid);
        kit.Server.Answer(Relationships, Bodies.NoResellers);
        kit.Server.Answer(Agreement, Signed);

        var answers = await kit.Source.AskAsync(Tenant, [new(One, "12345", null), new(Two, "12345", null)], default);

        Assert.Equal((5, 5), (answers.Count(answer => answer.ResellerId == One), answers.Count(answer => answer.ResellerId == Two)));
        Assert.Equal([Validate, Relationships, Agreement], kit.Server.Questions.Select(question => question.Route));
    }

    [Fact]
    public async Task A_question_that_fails_for_good_leaves_nothing_answered()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Validate, Bodies.Valid);
        kit.Server.Answer(Relationships, Bodies.NoResellers);
        kit.Server.Answer(Agreement, """{"code":"900329","description":"No."}""", 403);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Source.AskAsync(Tenant, [new(One, "12345", null)], default));

        Assert.Equal((HttpStatusCode.Forbidden, "900329"), (failure.Status, failure.Code));
    }

    [Fact]
    public async Task For_a_tenant_without_settings_and_of_nobody_nothing_is_asked()
    {
        await using var kit = await CreateAsync();

        Assert.Empty(await kit.Source.AskAsync(Stranger, [new(One, "12345", null)], default));
        Assert.Empty(await kit.Source.AskAsync(Tenant, [], default));
        Assert.Empty(kit.Server.Requests);
    }

    static string Shown(SourceAnswer answer) => string.Join(' ',
        new[] { $"{answer.ResellerId}"[^1..], $"{answer.Answer.Rule}", $"{answer.Answer.Outcome}", answer.Answer.UpstreamCode, answer.Answer.UpstreamText }.Where(part => part is not null));
}
