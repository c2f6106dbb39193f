namespace CspGraph.Api.Host.Changes;

/// <summary>Codes that only the audit log has.</summary>
static class AttemptCodes
{
    /// <summary>It was given up: by who asked, or for want of time.</summary>
    public const string Cancelled = "CANCELLED";
}
