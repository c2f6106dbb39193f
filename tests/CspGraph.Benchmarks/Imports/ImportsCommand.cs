using System.CommandLine;

namespace CspGraph.Benchmarks.Imports;

static class ImportsCommand
{
    public static Command Create()
    {
        var lines = new Option<long>("--lines") { Description = "Lines of a file.", DefaultValueFactory = _ => 1_000_000 };
        var kind = new Option<string>("--kind") { Description = "What to import.", DefaultValueFactory = _ => "all" };
        kind.AcceptOnlyFromAmong([.. ImportedKind.All.Select(kind => kind.Name), "all"]);
        var isShort = new Option<bool>("--short") { Description = "Without sqlite3's own .import of the same file." };
        var command = new Command("imports", "Import large made-up files with the product's own command line, beside sqlite3's .import of the same files.")
        {
            Options = { lines, kind, isShort },
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var chosen = ImportedKind.All.Where(each => parse.GetRequiredValue(kind) is var name && (name == "all" || name == each.Name));
            var figures = new List<Figures>();
            try
            {
                foreach (var each in chosen)
                    await new ImportsBenchmark(each, parse.GetRequiredValue(lines), parse.GetValue(isShort), figures, parse.InvocationConfiguration.Output).RunAsync(cancellation);
            }
            catch (BenchmarkFailedException failure)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(failure.Message);
                return 1;
            }
            finally
            {
                Figures.Print(figures, parse.InvocationConfiguration.Output);
            }
            // Said only now, so that one run too large does not hide the others' figures.
            if (!figures.Any(run => run.IsTooLarge)) return 0;
            await parse.InvocationConfiguration.Error.WriteLineAsync($"An import took more than {Figures.MostBytes / 1e6:N0} MB.");
            return 1;
        });
        return command;
    }
}
