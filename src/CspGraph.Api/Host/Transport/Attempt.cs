using System.Diagnostics.CodeAnalysis;

namespace CspGraph.Api.Host.Transport;

/// <summary>A value, or why there is none.</summary>
readonly record struct Attempt<T>(T? Value, Refusal? Refusal) where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    public static implicit operator Attempt<T>(T value) => new(value, null);

    public static implicit operator Attempt<T>(Refusal refusal) => new(null, refusal);
}
