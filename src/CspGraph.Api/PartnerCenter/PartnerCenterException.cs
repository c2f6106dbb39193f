using System.Net;

namespace CspGraph.Api.PartnerCenter;

/// <summary>Microsoft refused a question, answered none, or answered what cannot be read; after all retries. The message holds no token and no secret.</summary>
sealed class PartnerCenterException(string message, HttpStatusCode? status = null, string? code = null, string? text = null, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Null when no answer came.</summary>
    public HttpStatusCode? Status => status;
    /// <summary>Microsoft's own, verbatim up to 100 letters; null where its body names none.</summary>
    public string? Code => code;
    /// <summary>Microsoft's own, verbatim up to 1,024 letters; null where its body has none.</summary>
    public string? Text => text;
    /// <summary>How long Microsoft wants not to be asked, counted from its answer.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
