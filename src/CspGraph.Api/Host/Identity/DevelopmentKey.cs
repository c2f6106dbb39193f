using System.Diagnostics;
using System.Security.Cryptography;

namespace CspGraph.Api.Host.Identity;

/// <summary>A key of an installation for development: random, made once, readable by its owner only.</summary>
static class DevelopmentKey
{
    const int Bytes = 32;

    /// <summary>How long another process may take between making the file and writing the key.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="folder">Where the installation keeps its own files.</param>
    /// <param name="name">The key's file; by default the one that signs development tokens.</param>
    public static byte[] LoadOrCreate(string folder, string name = "development.key")
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name);
        return Create(file) ?? Read(file);
    }

    /// <summary>Null when there is one. Of processes that start at the same time one makes the file: the system sees to that.</summary>
    static byte[]? Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(file, options);
            var key = RandomNumberGenerator.GetBytes(Bytes);
            stream.Write(key);
            return key;
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    static byte[] Read(string file)
    {
        for (var waited = Stopwatch.StartNew(); ; Thread.Sleep(10))
        {
            try
            {
                var key = File.ReadAllBytes(file);
                if (key.Length == Bytes) return key;
                if (key.Length > Bytes || waited.Elapsed > Patience) throw new StartRefusedException($"{file} is not a key of {Bytes} bytes; delete it to have a new one made.");
            }
            catch (IOException) when (waited.Elapsed <= Patience)
            {
                // It is being written.
            }
        }
    }
}
