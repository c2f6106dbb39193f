using System.Globalization;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordRule;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What Partner Center's answers say about the conditions.</summary>
public static class PartnerCenterAnswers
{
    static readonly PartnerOfRecordRule[] Validated = [LocationAccount, ResellerTenant, ProgramMembership];

    /// <summary>What one result of <c>POST /v1/partners/validateresellers</c> says: an answer to each of the three conditions that it is about.</summary>
    /// <remarks>
    /// Microsoft says of a valid ID that it is "active and compliant", and of one that is not the first reason only: the
    /// other conditions are then unknown, whatever was known before. Of a code that names no condition all are, and keep it.
    /// </remarks>
    /// <param name="isValid">As Microsoft answers.</param>
    /// <param name="errorCode">Microsoft's code; null when there is none.</param>
    /// <param name="errorDescription">Microsoft's text, verbatim.</param>
    /// <param name="at">When it was answered (UTC).</param>
    public static List<PartnerOfRecordAnswer> Of(bool isValid, int? errorCode, string? errorDescription, DateTime at)
    {
        if (isValid) return [.. Validated.Select(rule => Answer(rule, Passed, at))];
        var code = errorCode?.ToString(CultureInfo.InvariantCulture);
        var named = code is null ? null : NamedBy(code);
        var answers = Validated.Where(rule => rule != named).Select(rule => named is null ? Answer(rule, Unknown, at, code, errorDescription) : Answer(rule, Unknown, at)).ToList();
        if (named is { } failed) answers.Add(Answer(failed, Failed, at, code, errorDescription));
        return [.. answers.OrderBy(answer => answer.Rule)];
    }

    /// <summary>A code that the validation's own page does not list means what it means in a transaction; validating knows no customer, and so no region.</summary>
    static PartnerOfRecordRule? NamedBy(string code) =>
        (PartnerOfRecordCodes.RuleOf(PartnerCenterPlace.Validation, code) ?? PartnerOfRecordCodes.RuleOf(PartnerCenterPlace.Transaction, code)) is var rule && rule is not RegionMatch ? rule : null;

    /// <summary>The code by which <c>agreementstatus</c> refuses a PLA ID whose agreement is not signed.</summary>
    /// <remarks>Source: learn.microsoft.com, developer/verify-indirect-reseller-mpa-status.</remarks>
    const string NotSigned = "2203";

    /// <summary>What <c>GET /v1/compliance/csp/agreementstatus</c> says.</summary>
    /// <param name="isSigned">As Microsoft answers; null when it refused to.</param>
    /// <param name="at">When it was answered (UTC).</param>
    /// <param name="errorCode">Microsoft's code, verbatim; null when there is none.</param>
    /// <param name="errorDescription">Microsoft's text, verbatim.</param>
    public static PartnerOfRecordAnswer OfAgreement(bool? isSigned, DateTime at, string? errorCode = null, string? errorDescription = null) =>
        Answer(PartnerAgreement, isSigned is true ? Passed : isSigned is false || errorCode == NotSigned ? Failed : Unknown, at, errorCode, errorDescription);

    /// <summary>What the list of indirect resellers, <c>GET /v1/relationships</c>, says.</summary>
    /// <param name="state">State of the relationship, verbatim; null when the complete list has none with this PLA ID.</param>
    /// <param name="at">When it was answered (UTC).</param>
    public static PartnerOfRecordAnswer OfRelationship(string? state, DateTime at) =>
        "Active".Equals(state, StringComparison.OrdinalIgnoreCase) ? Answer(Relationship, Passed, at) : Answer(Relationship, Failed, at, text: state);

    /// <summary>What <c>GET /v1/profiles/mpn</c> says.</summary>
    /// <param name="isFound">False only when Microsoft says that there is no such profile.</param>
    /// <param name="at">When it was answered (UTC).</param>
    /// <param name="errorCode">Microsoft's code, verbatim; null when there is none.</param>
    /// <param name="errorDescription">Microsoft's text, verbatim.</param>
    public static PartnerOfRecordAnswer OfProfile(bool isFound, DateTime at, string? errorCode = null, string? errorDescription = null) =>
        Answer(LocationAccount, isFound ? Passed : Failed, at, errorCode, errorDescription);

    static PartnerOfRecordAnswer Answer(PartnerOfRecordRule rule, CheckOutcome outcome, DateTime at, string? code = null, string? text = null) =>
        new(rule, outcome, code, text, PartnerOfRecordSourceKind.PartnerCenter, at);
}
