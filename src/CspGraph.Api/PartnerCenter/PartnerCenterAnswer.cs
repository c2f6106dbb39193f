namespace CspGraph.Api.PartnerCenter;

/// <summary>Whether a reseller may be named as the Partner of Record.</summary>
/// <param name="PlaId">As it was asked.</param>
/// <param name="IsValid">Null where the answer leaves it out.</param>
/// <param name="ErrorCode">Why it is not valid; null where Microsoft does not say.</param>
/// <param name="ErrorDescription">The same in words, verbatim up to 1,024 letters.</param>
sealed record ResellerValidation(string PlaId, bool? IsValid, int? ErrorCode, string? ErrorDescription);

/// <summary>Whether a reseller has signed the Microsoft Partner Agreement.</summary>
/// <param name="IsSigned">Null where Microsoft has answered with an error about the PLA ID instead.</param>
/// <param name="Code">Of that error, verbatim.</param>
/// <param name="Text">Of that error, verbatim up to 1,024 letters.</param>
sealed record AgreementStatus(bool? IsSigned, string? Code, string? Text);

/// <summary>Whether there is a profile of a PLA ID.</summary>
/// <param name="IsFound">False where Microsoft has answered that there is none.</param>
/// <param name="Code">Of that answer, verbatim.</param>
/// <param name="Text">Of that answer, verbatim up to 1,024 letters.</param>
sealed record MpnProfile(bool IsFound, string? Code, string? Text);

/// <summary>One who sells as an indirect reseller of the tenant that has asked.</summary>
/// <param name="TenantId">Its Microsoft tenant.</param>
/// <param name="Name">The company.</param>
/// <param name="State">Of the relationship, as Microsoft writes it, such as <c>Active</c>.</param>
/// <param name="MpnId">Its PLA ID.</param>
/// <param name="Location">ISO 3166-1 alpha-2.</param>
sealed record IndirectReseller(Guid TenantId, string? Name, string State, string? MpnId, string? Location);
