using CspGraph.Api.Events;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Tenancy;

sealed class ProgrammeStatusRecordedEvent() : EventKindType("ProgrammeStatusRecordedEvent", "It was recorded how far Microsoft lets the tenant transact. Seen by who sees the whole tenant.",
    (EventKind.ProgrammeStatusRecorded, "The tenant's own programme status was recorded."));
