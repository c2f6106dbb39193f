using System.CommandLine;
using System.Globalization;
using CspGraph.Benchmarks.Attacks;
using CspGraph.Benchmarks.Compare;
using CspGraph.Benchmarks.Events;
using CspGraph.Benchmarks.Floor;
using CspGraph.Benchmarks.Fuzz;
using CspGraph.Benchmarks.Imports;
using CspGraph.Benchmarks.Micro;
using CspGraph.Benchmarks.Moves;
using CspGraph.Benchmarks.Soak;
using CspGraph.Benchmarks.Verdicts;
using CspGraph.Benchmarks.Watches;
using CspGraph.Benchmarks.Webhooks;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
return await new RootCommand("CspGraph's benchmarks; run them from a Release build.")
{
    Subcommands = { ImportsCommand.Create(), ServeFloorCommand.Create(), CompareCommand.Create(), ScaleCommand.Create(), MicroCommand.Create(), AttacksCommand.Create(), MovesCommand.Create(), VerdictsCommand.Create(), EventsCommand.Create(), ChaosCommand.Create(), SoakCommand.Create(), FuzzCommand.Create(), WatchesCommand.Create(), WebhooksCommand.Create(), WebhooksChaosCommand.Create() },
}.Parse(args).InvokeAsync();
