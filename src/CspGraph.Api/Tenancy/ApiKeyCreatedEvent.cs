using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Tenancy;

sealed class ApiKeyCreatedEvent() : EventKindType("ApiKeyCreatedEvent", "An API key was made. Seen by who manages access.",
    (EventKind.ApiKeyCreated, "An API key was made."));
