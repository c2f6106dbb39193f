using System.CommandLine;
using CspGraph.Data;

namespace CspGraph.Api.Host.Commands;

/// <summary>What a verb works with: the server's own configuration and database.</summary>
sealed record CommandContext(IConfiguration Configuration, IHostEnvironment Environment, Database Database)
{
    public static CommandContext Of(ParseResult parse)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = parse.GetValue(CommandLine.ContentRoot)?.FullName });
        return new(builder.Configuration, builder.Environment, DatabaseSettings.Open(builder.Configuration, builder.Environment, TimeProvider.System));
    }

    /// <summary>In Development a verb may be the first to meet the database; elsewhere only `migrate` changes its tables.</summary>
    public async Task<CommandContext> ReadyAsync(CancellationToken cancellation)
    {
        if (Environment.IsDevelopment()) await Database.MigrateAsync(cancellation);
        return this;
    }
}
