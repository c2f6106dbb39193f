using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Agreements;

/// <summary>Who may record what of a customer's agreement, and what a record comes to by its day.</summary>
public static class AgreementRules
{
    /// <summary>Characters of a template's id at most: one of ours, Microsoft's are GUIDs.</summary>
    public const int LongestTemplateId = 100;

    /// <summary>What a status comes to by its day: an attestation from before 1 April 2023 needs re-acceptance, all else is as stated.</summary>
    /// <param name="status">As stated.</param>
    /// <param name="acceptedOn">The day of the acceptance; an attestation whose day is not known stands.</param>
    public static AgreementStatus StatusOf(AgreementStatus status, DateOnly? acceptedOn) =>
        status is AgreementStatus.AcceptedByAttestation && acceptedOn < AgreementDates.OldestStandingAttestation ? AgreementStatus.ReacceptanceRequired : status;

    /// <summary>How a customer has accepted whose agreement has a status; null when it has not. Re-acceptance is asked for what was attested.</summary>
    public static AcceptanceMethod? MethodOf(AgreementStatus status) => status switch
    {
        AgreementStatus.AcceptedDirectly => AcceptanceMethod.Direct,
        AgreementStatus.AcceptedByAttestation or AgreementStatus.ReacceptanceRequired => AcceptanceMethod.Attestation,
        _ => null,
    };

    /// <summary>Why something may not be recorded of an agreement; null when it may.</summary>
    /// <param name="viewer">Who records it, with the right to change the customer: an attestation is the tenant's own to give, not a reseller's.</param>
    /// <param name="statement">What is to be recorded. <see cref="StatusOf"/> tells which status that comes to.</param>
    /// <param name="today">The calendar day (UTC).</param>
    public static Objection? OfRecording(Viewer viewer, AgreementStatement statement, DateOnly today) =>
        OfAttestor(viewer, statement.Status) ?? OfDay(statement, today) ?? OfSignatory(statement) ?? OfTemplate(statement.TemplateId);

    /// <summary>Why a viewer may not record a status; null when it may.</summary>
    /// <remarks>Source: csp-facts 3.6: indirect providers and direct-bill partners only; resellers go through the provider.</remarks>
    public static Objection? OfAttestor(Viewer viewer, AgreementStatus status) =>
        status is AgreementStatus.AcceptedByAttestation && !viewer.SeesWholeTenant
            ? new(ObjectionCodes.AgreementAttestationNotAllowed, "Only the distributor or direct-bill partner itself can attest; a reseller's customer accepts directly, or the distributor attests.", "status")
            : null;

    static Objection? OfDay(AgreementStatement statement, DateOnly today) => statement switch
    {
        { Status: AgreementStatus.AcceptedDirectly or AgreementStatus.AcceptedByAttestation, AcceptedOn: null } => Bad("An acceptance needs its day.", "acceptedOn"),
        { Status: AgreementStatus.Required or AgreementStatus.Pending, AcceptedOn: not null } => Bad("What is not accepted has no day of acceptance.", "acceptedOn"),
        { AcceptedOn: { } day } when day > today => Bad("The acceptance cannot be in the future.", "acceptedOn"),
        { Status: AgreementStatus.ReacceptanceRequired, AcceptedOn: { } day } when day >= AgreementDates.OldestStandingAttestation =>
            Bad($"Only an attestation from before {AgreementDates.OldestStandingAttestation:yyyy-MM-dd} needs re-acceptance.", "acceptedOn"),
        _ => null,
    };

    static Objection? OfSignatory(AgreementStatement statement) =>
        OfName(statement, statement.FirstName, "signatoryFirstName") ?? OfName(statement, statement.LastName, "signatoryLastName")
        ?? (statement.Email is { } email
            ? EmailAddress.Parse(email) is null ? Bad("This is no e-mail address.", "signatoryEmail") : null
            : Missing(statement.Status, "signatoryEmail"))
        ?? (statement.Name.Length > AccessRules.LongestName ? Bad($"First and last name have {AccessRules.LongestName} characters together at most.", "signatoryLastName") : null);

    static Objection? OfName(AgreementStatement statement, string? name, string field) =>
        name is null ? Missing(statement.Status, field) : AccessRules.OfName(name, field);

    static Objection? Missing(AgreementStatus status, string field) =>
        status is AgreementStatus.AcceptedByAttestation ? Bad("An attestation names who accepted for the customer: first name, last name and e-mail.", field) : null;

    static Objection? OfTemplate(string? id) =>
        id is null || id.Length is > 0 and <= LongestTemplateId && id.All(letter => letter is > ' ' and <= '~') ? null
        : Bad($"A template's id has 1 to {LongestTemplateId} visible ASCII characters.", "templateId");

    static Objection Bad(string message, string field) => new(ObjectionCodes.BadUserInput, message, field);
}

/// <summary>What somebody records of a customer's agreement.</summary>
/// <param name="Status">Whether it is accepted, and how.</param>
/// <param name="AcceptedOn">The calendar day of the acceptance (UTC).</param>
/// <param name="FirstName">Of who accepted for the customer.</param>
/// <param name="LastName">Of the same.</param>
/// <param name="Email">Where that person can be reached.</param>
/// <param name="TemplateId">Microsoft's id of the text that was accepted.</param>
public sealed record AgreementStatement(
    AgreementStatus Status, DateOnly? AcceptedOn = null, string? FirstName = null, string? LastName = null, string? Email = null, string? TemplateId = null)
{
    /// <summary>First and last name, as far as they are given; empty when neither is.</summary>
    public string Name => $"{FirstName?.Trim()} {LastName?.Trim()}".Trim();

    /// <summary>What it comes to, as a fact.</summary>
    public Acceptance ToAcceptance() => new(AgreementRules.StatusOf(Status, AcceptedOn), AcceptedOn, Name, Email ?? "");
}
