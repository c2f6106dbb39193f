using System.Text;
using CspGraph.Api.Imports;

namespace CspGraph.Api.Tests.Imports;

public sealed class FileContentTests
{
    static async Task<(string Text, bool IsWhole)> ReadAsync(Stream source)
    {
        await using var content = await FileContent.OpenAsync(source, default);
        using var text = new MemoryStream();
        try
        {
            await content.Stream.CopyToAsync(text);
        }
        catch (InvalidDataException)
        {
            return ("", false);
        }
        return (Encoding.UTF8.GetString(text.ToArray()), await content.IsWholeAsync(default));
    }

    [Fact]
    public async Task Gzip_cut_off_at_any_byte_is_not_whole()
    {
        var member = ReconciliationFile.Compressed("one,two\r\n").ToArray();
        byte[] file = [.. member, .. member];

        for (var length = 2; length <= file.Length; length++)
            Assert.Equal((length, length == member.Length || length == file.Length), (length, (await ReadAsync(new MemoryStream(file[..length]))).IsWhole));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8192)]
    public async Task Gzip_of_several_members_is_one_text(int bytesPerRead)
    {
        // Not compressed, so that members are long and end anywhere in a buffer.
        var parts = Enumerable.Range(0, 20).Select(i => Convert.ToHexString(Enumerable.Range(0, i * 500).Select(n => (byte)(n * n * 31 + i)).ToArray())).ToArray();
        byte[] file = [.. parts.SelectMany(part => ReconciliationFile.Compressed(part, System.IO.Compression.CompressionLevel.NoCompression).ToArray())];

        Assert.Equal((string.Concat(parts), true), await ReadAsync(new SlowStream(file, bytesPerRead)));
    }
}
