using System.Security.Cryptography;

namespace CspGraph.Api.Host.Identity;

/// <summary>The key that signs this installation's development tokens: random, made once, readable by its owner only.</summary>
static class DevelopmentKey
{
    const int Bytes = 32;

    public static byte[] LoadOrCreate(string folder)
    {
        var file = Path.Combine(folder, "development.key");
        if (!File.Exists(file)) Create(file);
        var key = File.ReadAllBytes(file);
        return key.Length == Bytes ? key : throw new StartRefusedException($"{file} is not a key of {Bytes} bytes; delete it to have a new one made.");
    }

    static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options)) stream.Write(RandomNumberGenerator.GetBytes(Bytes));
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first: its key holds.
            File.Delete(draft);
        }
    }
}
