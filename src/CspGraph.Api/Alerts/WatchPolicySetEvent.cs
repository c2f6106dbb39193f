using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Alerts;

sealed class WatchPolicySetEvent() : EventKindType("WatchPolicySetEvent", "The tenant has decided what it is told and when. Seen by who sees the whole tenant.",
    (EventKind.WatchPolicySet, "The tenant has decided what it is told and when."));
