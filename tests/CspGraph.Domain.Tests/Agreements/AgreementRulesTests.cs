using CspGraph.Domain.Agreements;
using CspGraph.Domain.Tenancy;
using static CspGraph.Domain.Agreements.AgreementStatus;

namespace CspGraph.Domain.Tests.Agreements;

public sealed class AgreementRulesTests
{
    static readonly DateOnly Today = new(2026, 6, 15);
    static readonly Viewer Distributor = new(1, Role.DistributorAdmin, null);
    static readonly Viewer Reseller = new(1, Role.ResellerAdmin, Guid.Empty);
    static readonly AgreementStatement Attested = new(AcceptedByAttestation, Today, "Ana", "Silva", "ana@contoso.pt");

    static Objection? Recording(AgreementStatement statement) => AgreementRules.OfRecording(Distributor, statement, Today);

    [Theory]
    [InlineData(AcceptedByAttestation, "2023-03-31", ReacceptanceRequired)]
    [InlineData(AcceptedByAttestation, "2023-04-01", AcceptedByAttestation)]
    [InlineData(AcceptedByAttestation, "2023-04-02", AcceptedByAttestation)]
    [InlineData(AcceptedByAttestation, null, AcceptedByAttestation)]
    [InlineData(AcceptedDirectly, "2023-03-31", AcceptedDirectly)]
    [InlineData(ReacceptanceRequired, "2023-04-02", ReacceptanceRequired)]
    [InlineData(Required, null, Required)]
    [InlineData(Pending, null, Pending)]
    public void An_attestation_from_before_1_April_2023_needs_reacceptance(AgreementStatus stated, string? day, AgreementStatus status) =>
        Assert.Equal(status, AgreementRules.StatusOf(stated, day is null ? null : DateOnly.Parse(day)));

    [Fact]
    public void The_days_are_those_of_the_sources() =>
        Assert.Equal([new(2023, 4, 1), new(2025, 10, 7)], new[] { AgreementDates.OldestStandingAttestation, AgreementDates.ReacceptanceEnforced });

    [Theory]
    [InlineData(Required, null)]
    [InlineData(Pending, null)]
    [InlineData(AcceptedDirectly, "2026-06-15")]
    [InlineData(ReacceptanceRequired, "2023-03-31")]
    [InlineData(ReacceptanceRequired, null)]
    public void A_reseller_records_everything_but_an_attestation(AgreementStatus status, string? day) =>
        Assert.Null(AgreementRules.OfRecording(Reseller, new(status, day is null ? null : DateOnly.Parse(day)), Today));

    [Fact]
    public void A_reseller_cannot_attest()
    {
        Assert.Null(Recording(Attested));
        Assert.Equal(("AGREEMENT_ATTESTATION_NOT_ALLOWED", "status"), Of(AgreementRules.OfRecording(Reseller, Attested, Today)));
        Assert.Equal(("AGREEMENT_ATTESTATION_NOT_ALLOWED", "status"), Of(AgreementRules.OfRecording(Distributor.NarrowedTo(Guid.Empty, 0), Attested, Today)));
        Assert.Null(AgreementRules.OfRecording(new(1, Role.Integration, null), Attested, Today));
    }

    [Theory]
    [InlineData(AcceptedDirectly, null, false)]
    [InlineData(AcceptedDirectly, "2026-06-14", true)]
    [InlineData(AcceptedDirectly, "2026-06-15", true)]
    [InlineData(AcceptedDirectly, "2026-06-16", false)]
    [InlineData(Required, "2026-06-15", false)]
    [InlineData(Pending, "2026-06-15", false)]
    [InlineData(ReacceptanceRequired, "2023-04-01", false)]
    public void An_acceptance_has_a_day_and_nothing_else_has(AgreementStatus status, string? day, bool isAllowed) =>
        Assert.Equal(isAllowed ? null : (ObjectionCodes.BadUserInput, "acceptedOn"), Of(Recording(new(status, day is null ? null : DateOnly.Parse(day)))));

    [Fact]
    public void An_attestation_needs_its_day_too() => Assert.Equal((ObjectionCodes.BadUserInput, "acceptedOn"), Of(Recording(Attested with { AcceptedOn = null })));

    [Fact]
    public void An_attestation_names_the_signatory()
    {
        Assert.Equal("signatoryFirstName", Recording(Attested with { FirstName = null })?.Field);
        Assert.Equal("signatoryLastName", Recording(Attested with { LastName = null })?.Field);
        Assert.Equal("signatoryEmail", Recording(Attested with { Email = null })?.Field);
        Assert.Null(Recording(new(AcceptedDirectly, Today)));
    }

    [Fact]
    public void What_is_told_of_the_signatory_is_well_formed_whatever_the_status()
    {
        Assert.Equal("signatoryFirstName", Recording(new(AcceptedDirectly, Today, FirstName: " "))?.Field);
        Assert.Equal("signatoryLastName", Recording(new(AcceptedDirectly, Today, LastName: "a\nb"))?.Field);
        Assert.Equal("signatoryEmail", Recording(new(AcceptedDirectly, Today, Email: "ana"))?.Field);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_template_s_id_has_up_to_100_characters(int length, bool isAllowed) =>
        Assert.Equal(isAllowed ? null : "templateId", Recording(new(Required, TemplateId: new('a', length)))?.Field);

    [Fact]
    public void A_template_s_id_is_visible_text() => Assert.Equal("templateId", Recording(new(Required, TemplateId: "a b"))?.Field);

    [Theory]
    [InlineData(100, 99, true)]
    [InlineData(100, 100, false)]
    public void First_and_last_name_have_200_characters_together_with_the_blank_between(int first, int last, bool isAllowed) =>
        Assert.Equal(isAllowed ? null : "signatoryLastName", Recording(new(AcceptedDirectly, Today, new('a', first), new('b', last)))?.Field);

    [Theory]
    [InlineData(" Ana ", "Lopes", "Ana Lopes")]
    [InlineData(null, "Lopes", "Lopes")]
    [InlineData("Ana", null, "Ana")]
    [InlineData(null, null, "")]
    public void The_signatory_is_named_as_far_as_is_given(string? first, string? last, string name) => Assert.Equal(name, new AgreementStatement(AcceptedDirectly, Today, first, last).ToAcceptance().Name);

    static (string Code, string? Field)? Of(Objection? objection) => objection is null ? null : (objection.Code, objection.Field);
}
