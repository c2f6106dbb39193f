using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;

namespace CspGraph.Benchmarks.Micro;

static class MicroCommand
{
    public static Command Create()
    {
        var command = new Command("micro", "Time the engine's three passes, each by itself, in this process.");
        command.SetAction(parse =>
        {
            var config = ManualConfig.CreateEmpty().AddLogger(ConsoleLogger.Default)
                .AddColumnProvider(DefaultColumnProviders.Instance).AddExporter(MarkdownExporter.GitHub);
            var reports = BenchmarkRunner.Run<EnginePasses>(config).Reports;
            return reports.Length > 0 && reports.All(report => report.Success) ? 0 : 1;
        });
        return command;
    }
}
