using System.CommandLine;
using CspGraph.Api.Demo;
using CspGraph.Data;

namespace CspGraph.Api.Host.Commands;

static class SeedCommand
{
    public static Command Create()
    {
        var size = new Option<string>("--size") { Description = "How large a network.", DefaultValueFactory = _ => "small" };
        size.AcceptOnlyFromAmong("small", "medium", "large");
        var command = new Command("seed", "Write the demo network: tenants contoso, northwind and fabrikam.") { Options = { size } };
        command.SetAction(async (parse, cancellation) =>
        {
            var context = await CommandContext.Of(parse).ReadyAsync(cancellation);
            var chosen = Enum.Parse<DemoSize>(parse.GetRequiredValue(size), ignoreCase: true);
            await SeedAsync(context.Database, chosen, parse.InvocationConfiguration.Output, cancellation);
            return 0;
        });
        return command;
    }

    /// <summary>A tenant that is there is left as it is.</summary>
    public static Task SeedAsync(Database database, DemoSize size, TextWriter output, CancellationToken cancellation) =>
        DemoSeed.SeedAsync(database, size, TimeProvider.System, new Lines(output), cancellation);

    /// <summary>Told in order, on the caller's thread; Progress&lt;T&gt; promises neither.</summary>
    sealed class Lines(TextWriter output) : IProgress<string>
    {
        public void Report(string value) => output.WriteLine(value);
    }
}
