using System.Text;
using CsCheck;
using CspGraph.Api.Imports;

namespace CspGraph.Api.Tests.Imports;

public sealed class Utf8TextTests
{
    static readonly Gen<byte[]> Texts = Gen.OneOf(
        Gen.Byte.Array[0, 40],
        Gen.OneOfConst("a", "é", "€", "𝒞", "\uFEFF", "\r\n", "\0").Array[0, 20].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))),
        Gen.Select(Gen.OneOfConst("a", "é", "€", "𝒞").Array[1, 20], Gen.Int[0, 100], (parts, cut) => Encoding.UTF8.GetBytes(string.Concat(parts)) is var whole ? whole[..(cut % whole.Length)] : []));

    /// <summary>All that .NET's own strict decoder takes, however it is cut into reads; of the rest, all that is before the first byte which it refuses.</summary>
    [Fact]
    public async Task Is_read_as_the_strict_decoder_does_and_up_to_what_it_refuses() => await Gen.Select(Texts, Gen.Int[1, 9], Gen.Int[1, 9]).SampleAsync(async drawn =>
    {
        var (bytes, bytesPerRead, lettersPerRead) = drawn;
        Assert.Equal(Expected(bytes), await ReadAsync(new SlowStream(bytes, bytesPerRead), lettersPerRead));
    }, iter: 5_000);

    static (string Text, bool IsWhole) Expected(byte[] bytes)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        for (var length = bytes.Length; ; length--)
        {
            try
            {
                return (strict.GetString(bytes[start..length]), length == bytes.Length);
            }
            catch (DecoderFallbackException)
            {
                // Shorter, until it is text.
            }
        }
    }

    static async Task<(string Text, bool IsWhole)> ReadAsync(Stream source, int lettersPerRead)
    {
        using var reader = new Utf8Text(source);
        var (text, letters) = (new StringBuilder(), new char[lettersPerRead]);
        try
        {
            while (await reader.ReadAsync(letters.AsMemory()) is > 0 and var count) text.Append(letters, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return (text.ToString(), false);
        }
        return (text.ToString(), true);
    }
}
