using System.Runtime.CompilerServices;

namespace CspGraph.Api.Tests;

/// <summary>The repository's own files.</summary>
static class Repository
{
    static readonly string Root = System.IO.Path.GetFullPath("../../..", ThisFile());

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>The hand-written C# files under a folder, as paths from the root.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path(folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin" or "Migrations"))
            .Order(StringComparer.Ordinal);

    public static string Text(string file) => File.ReadAllText(Path(file));

    static string ThisFile([CallerFilePath] string path = "") => path;
}
