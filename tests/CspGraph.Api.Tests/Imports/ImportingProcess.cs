using System.Diagnostics;
using System.Text.Json;
using CspGraph.Api.Tests.Host;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A process of its own that imports a file into a test's database, and is fed it by hand.</summary>
abstract class ImportingProcess(Process process, CancellationToken patience) : IAsyncDisposable
{
    protected Process Process => process;

    /// <summary>Sends the file up to here; what is whole ends behind it.</summary>
    public abstract Task FeedAsync(ReadOnlyMemory<byte> bytes, bool isWhole);

    /// <summary>Ends when the whole file has been imported.</summary>
    public abstract Task EndAsync();

    /// <summary>At once, as by kill -9.</summary>
    public async Task KillAsync()
    {
        Assert.False(process.HasExited && process.ExitCode != 0);
        process.Kill();
        await process.WaitForExitAsync(patience);
    }

    public virtual async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(patience);
        process.Dispose();
    }

    protected static Process Start(ImportKit kit, string environment, params string[] args) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = environment,
                ["Database__Provider"] = $"{kit.Database.Provider}",
                ["ConnectionStrings__CspGraph"] = kit.Database.ConnectionString,
                ["Logging__LogLevel__Default"] = "None",
            },
        })!;
}

/// <summary>The import command, which reads a named pipe: so its file does not end before the test says so.</summary>
sealed class ImportingCommand : ImportingProcess
{
    readonly string pipe;
    readonly CancellationToken patience;
    readonly Task<string> said;
    FileStream? feed;

    ImportingCommand(Process process, string pipe, CancellationToken patience) : base(process, patience)
    {
        this.pipe = pipe;
        this.patience = patience;
        said = process.StandardError.ReadToEndAsync(patience);
    }

    public static async Task<ImportingProcess> StartAsync(ImportKit kit, LargeFile file, CancellationToken patience)
    {
        var pipe = Path.Combine(Path.GetTempPath(), $"cspgraph-{Guid.NewGuid():N}.pipe");
        using (var made = Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync(patience);
        return new ImportingCommand(Start(kit, "Production", "import", file.KindName, pipe, "--tenant", "contoso", "--issued-at", LargeFile.IssuedAt), pipe, patience);
    }

    public override async Task FeedAsync(ReadOnlyMemory<byte> bytes, bool isWhole)
    {
        feed = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), patience).WaitAsync(patience);
        await feed.WriteAsync(bytes, patience);
        if (isWhole) await feed.DisposeAsync();
    }

    public override async Task EndAsync()
    {
        await Process.WaitForExitAsync(patience);
        Assert.Equal((0, ""), (Process.ExitCode, await said));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (feed is not null) await feed.DisposeAsync();
        File.Delete(pipe);
    }
}

/// <summary>The server, to which the file is sent over HTTP.</summary>
sealed class ImportingServer : ImportingProcess
{
    readonly DirectoryInfo folder;
    readonly Func<Task<Upload>> begin;
    Upload? upload;

    ImportingServer(Process process, DirectoryInfo folder, Func<Task<Upload>> begin, CancellationToken patience) : base(process, patience)
    {
        this.folder = folder;
        this.begin = begin;
    }

    public static async Task<ImportingProcess> StartAsync(ImportKit kit, LargeFile file, CancellationToken patience)
    {
        var folder = Directory.CreateTempSubdirectory("cspgraph-test-");
        var process = Start(kit, "Development", "--urls=http://127.0.0.1:0", "--Authentication:Development=true", "--Jobs:Enabled=false", "--Webhooks:Enabled=false", $"--contentRoot={folder.FullName}");
        while (await process.StandardOutput.ReadLineAsync(patience) is { } line)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not ["explorer", var url]) continue;
            using var http = new HttpClient { BaseAddress = new(url) };
            using var made = await http.SendAsync(TestServer.Post("dev/token", new { tenant = "contoso", role = "DISTRIBUTOR_ADMIN" }), patience);
            var token = JsonElement.Parse(await made.Content.ReadAsStringAsync(patience)).GetProperty("accessToken").GetString()!;
            // Not begun before there is something to send: a server waits but seconds for the first byte.
            return new ImportingServer(process, folder, () => Upload.BeginAsync(new Uri($"{url}imports/{file.KindName}?issuedAt={LargeFile.IssuedAt}"), token, "Prefer: wait=60"), patience);
        }
        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(patience));
    }

    public override async Task FeedAsync(ReadOnlyMemory<byte> bytes, bool isWhole)
    {
        upload = await begin();
        if (!bytes.IsEmpty) await upload.SendAsync(bytes.ToArray());
        if (isWhole) await upload.EndAsync();
    }

    public override async Task EndAsync() => Assert.Equal(200, (await upload!.AnswerAsync()).Status);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        upload?.Dispose();
        folder.Delete(recursive: true);
    }
}
