namespace CspGraph.Benchmarks.Fuzz;

/// <summary>What is sent over one connection.</summary>
/// <param name="Kind">Of which sort it is.</param>
/// <param name="Parts">The bytes, one piece after the other.</param>
/// <param name="IsWhole">Whether it is all that it says it is, so that it must be answered; who waits for the rest of another one does right, until the sender ends.</param>
sealed record FuzzedRequest(string Kind, IReadOnlyList<byte[]> Parts, bool IsWhole)
{
    /// <summary>Whether its first line says the version that is spoken: where it does not, 505 is right.</summary>
    public bool IsOfThisHttp => Parts[0].AsSpan().IndexOf((byte)'\n') is >= 0 and var end && Parts[0].AsSpan(0, end).EndsWith(" HTTP/1.1\r"u8);
}
