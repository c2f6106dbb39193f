using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.PartnerOfRecord;

sealed class PartnerOfRecordPolicySetEvent() : EventKindType("PartnerOfRecordPolicySetEvent", "The tenant's policy on Partners of Record was set: what turned by it was told before. Seen by who sees the whole tenant.",
    (EventKind.PartnerOfRecordPolicySet, "The tenant's policy on Partners of Record was set."));
