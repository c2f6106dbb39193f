using System.CommandLine;
using CspGraph.Api.Host.Identity;
using CspGraph.Data.Tenancy;

namespace CspGraph.Api.Host.Commands;

static class TokenCommand
{
    public static Command Create()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant's short name.", Required = true };
        var role = new Option<string>("--role") { Description = $"One of {string.Join(", ", Roles.ByName.Keys)}.", Required = true };
        var reseller = new Option<string?>("--reseller") { Description = "For a reseller's role: its id." };
        var command = new Command("token", "Print a development token (Development environment only).") { Options = { tenant, role, reseller } };
        command.SetAction(async (parse, cancellation) =>
        {
            var context = CommandContext.Of(parse);
            if (!ServerSettings.ReadDevelopmentTokens(context.Configuration, context.Environment))
                throw new StartRefusedException("Development tokens are made in the Development environment only, with Authentication:Development true.");
            await context.ReadyAsync(cancellation);
            var key = DevelopmentKey.LoadOrCreate(DatabaseSettings.DataFolder(context.Environment));
            var tokens = new DevelopmentTokens(key, new TenantDirectory(context.Database), TimeProvider.System);
            var token = await tokens.MakeAsync(parse.GetValue(tenant)!, parse.GetValue(role)!, parse.GetValue(reseller), cancellation);
            if (!token.Succeeded) throw new StartRefusedException(token.Refusal.Message);
            parse.InvocationConfiguration.Output.WriteLine(token.Value);
            return 0;
        });
        return command;
    }
}
