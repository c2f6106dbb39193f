using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using GraphQL.Validation;

namespace CspGraph.Engine.Compile;

/// <summary>Names an operation with its variables: two of the same name ask for the same.</summary>
static class OperationHash
{
    /// <summary>A SHA-256, as 43 characters. Variables count as coerced: however they were written, and with their defaults.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="variables">Its coerced variables.</param>
    /// <param name="except">A variable that does not count; null for none.</param>
    public static string Of(GraphRequest request, Variables variables, string? except = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, request.Query);
        Append(hash, request.OperationName ?? "");
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(variables.Where(variable => variable.ValueSpecified && variable.Name != except).ToDictionary(variable => variable.Name, variable => Form(variable.Value))));
        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }

    /// <summary>A whole number of any length has no JSON form of its own: its properties would be written, which tell little of it.</summary>
    static object? Form(object? value) => value is BigInteger number ? number.ToString(CultureInfo.InvariantCulture) : value;

    /// <summary>With its length before it, so that no two lists of texts are the same bytes.</summary>
    static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(BitConverter.GetBytes(text.Length));
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
