namespace CspGraph.Benchmarks.Soak;

/// <summary>A value that one task alone sets, one number higher each time, and only when the number before was acknowledged: so what is read is known but for the change that is under way.</summary>
sealed class Register
{
    int sent;
    int acknowledged;

    /// <summary>The highest that may be read.</summary>
    public int Sent => Volatile.Read(ref sent);

    /// <summary>The lowest that may be read by who begins now.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    public int Send() => Interlocked.Increment(ref sent);

    public void Acknowledge() => Volatile.Write(ref acknowledged, Sent);
}
