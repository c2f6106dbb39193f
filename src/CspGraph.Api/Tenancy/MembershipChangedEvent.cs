using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Tenancy;

sealed class MembershipChangedEvent() : EventKindType("MembershipChangedEvent", "A membership was set, changed or ended. Seen by who manages access.",
    (EventKind.MembershipChanged, "A membership was set, changed or ended."));
