using CspGraph.Data;
using CspGraph.Data.Tenancy;

namespace CspGraph.Api.Host.Commands;

/// <summary>No verb: the server.</summary>
static partial class ServeCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellation)
    {
        await using var app = Server.Build(args, TimeProvider.System);
        if (app.Environment.IsDevelopment()) await DevelopmentStart.PrepareAsync(app.Services, output, cancellation);
        else if (await ServerCheck.FaultAsync(app.Services.GetRequiredService<Database>(), cancellation) is { } fault) throw new StartRefusedException(fault);
        await app.StartAsync(cancellation);
        if (app.Environment.IsDevelopment()) await DevelopmentStart.PrintAsync(app, output, cancellation);
        else Listens(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Server)), string.Join(", ", app.Urls), app.Environment.EnvironmentName);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    [LoggerMessage(LogLevel.Information, "CspGraph listens on {Urls} ({Environment}).")]
    static partial void Listens(ILogger log, string urls, string environment);
}
