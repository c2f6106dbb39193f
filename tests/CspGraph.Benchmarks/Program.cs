using System.CommandLine;
using System.Globalization;
using CspGraph.Benchmarks.Imports;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await new RootCommand("CspGraph's benchmarks; run them from a Release build.") { Subcommands = { ImportsCommand.Create() } }.Parse(args).InvokeAsync();
