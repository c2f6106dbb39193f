using System.Runtime.CompilerServices;

namespace CspGraph.Api.Tests.Host;

/// <summary>Finds the repository's own files.</summary>
static class Repository
{
    static readonly string Root = System.IO.Path.GetFullPath("../../..", System.IO.Path.GetDirectoryName(ThisFile())!);

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    static string ThisFile([CallerFilePath] string path = "") => path;
}
