namespace CspGraph.Api.Host;

/// <summary>The process cannot do what it was started for; the message is the one line the operator reads.</summary>
sealed class StartRefusedException(string message) : Exception(message);
