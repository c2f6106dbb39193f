using System.Text;

namespace CspGraph.Api.Host.Transport;

/// <summary>Why a socket is closed from here: the codes of graphql-transport-ws, and those of RFC 6455's registry that clients come back after.</summary>
sealed record SocketClose
{
    /// <summary>What a close frame has room for.</summary>
    const int MaxReasonBytes = 123;

    SocketClose(int code, string reason) => (Code, Reason) = (code, Fitted(reason));

    public int Code { get; }

    /// <summary>For the client's developer.</summary>
    public string Reason { get; }

    public static SocketClose Normal { get; } = new(1000, "");
    public static SocketClose TooLarge(int maxBytes) => new(1009, $"The message is larger than {maxBytes} bytes");
    public static SocketClose Draining { get; } = new(1012, "Service restart");
    public static SocketClose SlowConsumer { get; } = new(1013, "Slow consumer: resume");
    public static SocketClose TryAgainLater { get; } = new(1013, "Tokens cannot be checked now");
    public static SocketClose TooManyRefused { get; } = new(1013, "Too many credentials of this address were refused");
    public static SocketClose Invalid(string what) => new(4400, what);
    public static SocketClose Unauthorized { get; } = new(4401, "Unauthorized");
    public static SocketClose Forbidden(string why = "Forbidden") => new(4403, why);
    public static SocketClose SubprotocolNotAcceptable { get; } = new(4406, "Subprotocol not acceptable");
    public static SocketClose InitTimeout { get; } = new(4408, "Connection initialisation timeout");
    public static SocketClose SubscriberExists(string id) => new(4409, $"Subscriber for {id} already exists");
    public static SocketClose TooManyInits { get; } = new(4429, "Too many initialisation requests");
    public static SocketClose Failed(string correlationId) => new(4500, $"Something failed here: {correlationId}");

    /// <summary>Cut between characters, not within one.</summary>
    static string Fitted(string reason)
    {
        if (Encoding.UTF8.GetByteCount(reason) <= MaxReasonBytes) return reason;
        Encoding.UTF8.GetEncoder().Convert(reason, new byte[MaxReasonBytes], flush: false, out var characters, out _, out _);
        return reason[..(char.IsHighSurrogate(reason[characters - 1]) ? characters - 1 : characters)];
    }
}
