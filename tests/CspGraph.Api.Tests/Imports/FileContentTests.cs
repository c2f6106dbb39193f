using System.Text;
using CspGraph.Api.Imports;

namespace CspGraph.Api.Tests.Imports;

public sealed class FileContentTests
{
    static async Task<(string Text, string? Fault)> ReadAsync(Stream source)
    {
        await using var content = await FileContent.OpenAsync(source, default);
        using var text = new MemoryStream();
        try
        {
            await content.Stream.CopyToAsync(text);
        }
        catch (InvalidDataException)
        {
            return ("", await content.FaultAsync(default));
        }
        return (Encoding.UTF8.GetString(text.ToArray()), await content.FaultAsync(default));
    }

    [Fact]
    public async Task Gzip_cut_off_at_any_byte_is_not_whole()
    {
        var member = ReconciliationFile.Compressed("one,two\r\n").ToArray();
        byte[] file = [.. member, .. member];

        for (var length = 2; length <= file.Length; length++)
            Assert.Equal((length, length == member.Length || length == file.Length ? null : FileContent.CutOff), (length, (await ReadAsync(new MemoryStream(file[..length]))).Fault));
    }

    [Fact]
    public async Task What_is_behind_the_last_member_is_told_from_a_member_that_is_cut_off()
    {
        foreach (var behind in new[] { "m", "more", "\0", new string('\0', 512), "\r\n", "PartnerId,CustomerId\r\n" })
            foreach (var bytesPerRead in new[] { 1, 7, 8192 })
            {
                byte[] file = [.. ReconciliationFile.Compressed("one,two\r\n").ToArray(), .. Encoding.UTF8.GetBytes(behind)];
                Assert.Equal((behind, bytesPerRead, "one,two\r\n", FileContent.MoreBehind), await ReadAsync(new SlowStream(file, bytesPerRead)) is var (text, fault) ? (behind, bytesPerRead, text, fault) : default);
            }
    }

    [Fact]
    public async Task Any_byte_that_is_changed_is_told_or_changes_nothing()
    {
        const string text = "one,two,three\r\none,two,three,four\r\n";
        var whole = ReconciliationFile.Compressed(text).ToArray();
        for (var place = 2; place < whole.Length; place++)
            foreach (var change in new byte[] { 1, 16, 0x80, 0xFF })
            {
                var file = whole.ToArray();
                file[place] ^= change;
                var (read, fault) = await ReadAsync(new MemoryStream(file));
                Assert.True(fault is not null || read == text, $"Byte {place} changed by {change}: {read}");
            }
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

        Assert.Equal((string.Concat(parts), null), await ReadAsync(new SlowStream(file, bytesPerRead)));
    }
}
