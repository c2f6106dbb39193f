using System.Diagnostics;

namespace CspGraph.Benchmarks.Imports;

/// <summary>Imports a kind's files, one after the other, into one database, and the last one with the sqlite3 shell too.</summary>
sealed class ImportsBenchmark(ImportedKind kind, long lines, bool isShort, List<Figures> figures, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("cspgraph-benchmark-");
        try
        {
            var product = new ProductDatabase(folder.FullName);
            await product.CreateAsync(cancellation);
            foreach (var month in kind.Months)
            {
                var file = await WriteAsync(folder.FullName, month, cancellation);
                await ImportAsync(product, file, isFirst: month == kind.Months[0], cancellation);
                if (month == kind.Months[^1] && !isShort) await CompareAsync(folder.FullName, product, file, cancellation);
                File.Delete(file);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    async Task<string> WriteAsync(string folder, DateOnly month, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var file = Path.Combine(folder, $"{kind.Name}-{month:yyyy-MM}.csv");
        await File.WriteAllLinesAsync(file, kind.File(month, lines), cancellation);
        var bytes = new FileInfo(file).Length;
        output.WriteLine($"{Path.GetFileName(file)}: {lines:N0} lines, {bytes / 1e6:N0} MB, {bytes / lines} bytes a line, written in {clock.Elapsed.TotalSeconds:N1} s");
        return file;
    }

    async Task ImportAsync(ProductDatabase product, string file, bool isFirst, CancellationToken cancellation)
    {
        var before = await product.CountAsync(kind.Table);
        await using var other = new OtherWriter(product.ConnectionString);
        var process = await product.ImportAsync(kind.Name, file, cancellation);
        var wait = await other.EndAsync();
        figures.Add(new(kind.Name, isFirst ? "CspGraph, into an empty database" : "CspGraph, into the same network", lines, process, await product.LastImportSecondsAsync(), wait));
        var stored = await product.CountAsync(kind.Table) - before;
        if (stored != lines) throw new BenchmarkFailedException($"{kind.Name}: {stored:N0} of {lines:N0} lines are stored.");
    }

    async Task CompareAsync(string folder, ProductDatabase product, string file, CancellationToken cancellation)
    {
        if (!SqliteShell.IsInstalled)
        {
            output.WriteLine("sqlite3 is not installed: its own .import of the same file is skipped.");
            return;
        }
        var shell = new SqliteShell(folder);
        figures.Add(new(kind.Name, "sqlite3 .import, columns only", lines, await shell.ImportAsync(file, lines, cancellation)));
        figures.Add(new(kind.Name, "sqlite3 .import, the product's table", lines, await shell.ImportTwinAsync(product.File, kind.Table, lines, cancellation)));
    }
}
