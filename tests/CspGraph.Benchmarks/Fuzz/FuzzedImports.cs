using System.IO.Compression;
using System.Text;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>Files that are none, or no longer.</summary>
sealed class FuzzedImports(Corpus corpus, FuzzedHttp http)
{
    /// <summary>Of zeros, so that some KB become as many MB.</summary>
    const int BombBytes = 8 << 20;

    static readonly byte[] Bomb = Packed(new byte[BombBytes]);

    public FuzzedRequest Of(Dice dice)
    {
        var kind = dice.Next(Corpus.Kinds.Length);
        var (file, encoding) = File(dice, corpus.Samples[kind]);
        var isShort = dice.OneIn(8);
        var query = dice.OneIn(6) ? $"?issuedAt={dice.Of(["", "now", "2099-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2026-01-01T00:00:00%2B99:00"])}&fileName={Uri.EscapeDataString(dice.Of(["", "a/b\\c", "\0", new string('n', 3_000), "😀"]))}" : "";
        var length = isShort ? file.Length + 1 + dice.Length(10_000) : file.Length;
        var body = dice.OneIn(5) && !isShort ? Chunked(dice, file) : [http.Head($"POST /imports/{Corpus.Kinds[dice.OneIn(10) ? dice.Next(4) : kind]}{query} HTTP/1.1", http.Sound("*/*") + $"Content-Type: {dice.Of(["text/csv", "application/json", "application/octet-stream", "text/html"])}\r\n{encoding}Content-Length: {length}\r\n"), file];
        return new("import", body, IsWhole: !isShort);

        List<byte[]> Chunked(Dice drawn, byte[] bytes)
        {
            var half = bytes.Length / 2;
            List<byte[]> parts = [http.Head($"POST /imports/{Corpus.Kinds[kind]} HTTP/1.1", http.Sound("*/*") + $"Content-Type: text/csv\r\n{encoding}Transfer-Encoding: chunked\r\n")];
            foreach (var part in new[] { bytes[..half], bytes[half..] })
                if (part.Length > 0) parts.AddRange([Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), part, "\r\n"u8.ToArray()]);
            parts.Add("0\r\n\r\n"u8.ToArray());
            return parts;
        }
    }

    static (byte[] File, string Header) File(Dice dice, byte[] sample)
    {
        var file = dice.Next(6) switch
        {
            0 => dice.Bytes(20_000),
            1 => Cells(dice, sample),
            2 => [.. sample, .. sample],
            _ => dice.Damage(sample),
        };
        return dice.Next(8) switch
        {
            0 => (dice.Damage(Packed(file)), ""),
            1 => (Bomb, ""),
            2 => (Packed(Packed(file)), "Content-Encoding: gzip\r\n"),
            3 => (file, "Content-Encoding: gzip\r\n"),
            4 => ([.. Packed(file), .. Packed(file)], ""),
            _ => (file, ""),
        };
    }

    /// <summary>One cell of some lines is something else.</summary>
    static byte[] Cells(Dice dice, byte[] sample)
    {
        var lines = Encoding.UTF8.GetString(sample).Split('\n');
        for (var times = 1 + dice.Length(5); times > 0; times--)
        {
            var line = dice.Next(lines.Length);
            var cells = lines[line].Split(',');
            cells[dice.Next(cells.Length)] = dice.Text();
            lines[line] = string.Join(',', cells);
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    static byte[] Packed(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(file);
        return packed.ToArray();
    }
}
