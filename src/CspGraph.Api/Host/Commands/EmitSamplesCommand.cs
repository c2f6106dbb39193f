using System.CommandLine;
using CspGraph.Api.Demo;
using CspGraph.Api.Host.Identity;
using CspGraph.Data.Tenancy;

namespace CspGraph.Api.Host.Commands;

static class EmitSamplesCommand
{
    const int Most = 100_000;

    public static Command Create()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant's short name.", Required = true };
        var count = new Option<int>("--count") { Description = $"How many events, up to {Most}.", DefaultValueFactory = _ => 10 };
        var every = new Option<int>("--every") { Description = "Milliseconds between two of them.", DefaultValueFactory = _ => 0 };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Most) result.AddError($"--count is a number from 1 to {Most}.");
        });
        every.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 60_000) result.AddError("--every is a number from 0 to 60000.");
        });
        var command = new Command("emit-samples", "Write plausible renewal and spend events, to build a front end against (Development environment only).") { Options = { tenant, count, every } };
        command.SetAction(async (parse, cancellation) =>
        {
            var context = CommandContext.Of(parse);
            if (!context.Environment.IsDevelopment()) throw new StartRefusedException("Samples are written in the Development environment only.");
            await context.ReadyAsync(cancellation);
            var slug = parse.GetRequiredValue(tenant);
            var id = await new TenantDirectory(context.Database).FindAsync(slug, cancellation) ?? throw new StartRefusedException($"There is no tenant '{slug}'.");
            var events = new DemoEvents(context.Database, TenantJobs.ViewerOf(id), Random.Shared, TimeProvider.System);
            for (var i = 0; i < parse.GetValue(count); i++)
            {
                if (i > 0) await Task.Delay(parse.GetValue(every), cancellation);
                var told = await events.TellAsync(cancellation) ?? throw new StartRefusedException($"{slug} has no subscription and no customer to tell of.");
                parse.InvocationConfiguration.Output.WriteLine($"{told.Number} {told.Kind} {told.SubjectId}");
            }
            return 0;
        });
        return command;
    }
}
