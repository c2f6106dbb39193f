using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Tenancy;

sealed class ApiKeyRevokedEvent() : EventKindType("ApiKeyRevokedEvent", "An API key was revoked: from here on nothing is told to who followed by it. Seen by who manages access.",
    (EventKind.ApiKeyRevoked, "An API key was revoked."));
