namespace CspGraph.Api.Host.Jobs;

/// <summary>How jobs run in this process: the settings under <c>Jobs</c>.</summary>
/// <param name="IsEnabled">False where only a scheduler runs them, by the command.</param>
/// <param name="Interval">From one look to the next.</param>
sealed record JobSettings(bool IsEnabled, TimeSpan Interval)
{
    public static JobSettings Read(IConfiguration configuration) => new(
        ServerSettings.Flag(configuration, "Jobs:Enabled", otherwise: true),
        TimeSpan.FromSeconds(ServerSettings.PositiveNumber(configuration, "Jobs:IntervalSeconds", otherwise: 60, most: 86_400)));
}
