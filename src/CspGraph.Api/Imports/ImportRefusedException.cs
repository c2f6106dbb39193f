namespace CspGraph.Api.Imports;

/// <summary>A file that is not read on; the message is the reason that its sender reads.</summary>
sealed class ImportRefusedException(string message) : Exception(message);
