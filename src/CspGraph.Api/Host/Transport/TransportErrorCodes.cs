namespace CspGraph.Api.Host.Transport;

/// <summary>The public codes of what is refused before a GraphQL operation runs. The table for clients is schema/errors.md.</summary>
static class TransportErrorCodes
{
    /// <summary>No token, or one that does not hold.</summary>
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";
    /// <summary>The request is not JSON, or its parameters are missing or of the wrong type.</summary>
    public const string BadRequest = "BAD_REQUEST";
    /// <summary>The database has no room for what would be written.</summary>
    public const string DatabaseFull = "DATABASE_FULL";
    /// <summary>The request came over plain HTTP.</summary>
    public const string HttpsRequired = "HTTPS_REQUIRED";
    /// <summary>The method is not allowed here, or not for a mutation.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    /// <summary>There is nothing under this address, or nothing that the viewer sees.</summary>
    public const string NotFound = "NOT_FOUND";
    /// <summary>The client accepts no media type the server can write.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    /// <summary>No document is known by the id or hash of the request.</summary>
    public const string PersistedDocumentNotFound = "PERSISTED_DOCUMENT_NOT_FOUND";
    /// <summary>A document was given, and only those are taken that the installation knows.</summary>
    public const string PersistedDocumentRequired = "PERSISTED_DOCUMENT_REQUIRED";
    /// <summary>So much is under way for the tenant that no more is begun now.</summary>
    public const string RateLimited = "RATE_LIMITED";
    /// <summary>The request's body is larger than the server reads.</summary>
    public const string RequestTooLarge = "REQUEST_TOO_LARGE";
    /// <summary>The request's body is of a kind that is not read here.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
}
