using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Identity;

/// <summary>Who sent a request, as far as anything depends on it: made once, with its viewer.</summary>
/// <param name="Viewer">What is seen, and what may be done.</param>
/// <param name="Actor">Who it is, for the audit log.</param>
/// <param name="Client">Whose budget and idempotency keys they are.</param>
/// <param name="ExpiresAt">When the credential ends by itself, in UTC: what lasts longer than a request ends with it. Null for who brought none.</param>
sealed record Caller(Viewer Viewer, Actor Actor, ClientId Client, DateTime? ExpiresAt = null);
