using CspGraph.Api.Host;

namespace CspGraph.Api.Events;

/// <summary>How logs are followed: the settings under <c>Events</c>.</summary>
/// <param name="Poll">How often a log that is followed is looked at, whether anybody says that there is something new or not.</param>
/// <param name="BufferedEvents">How many events wait at most for one subscription to take them.</param>
/// <param name="BufferedBytes">How many bytes they are at most.</param>
/// <param name="MaxStreams">How many subscriptions of one tenant this process has at most.</param>
sealed record EventSettings(TimeSpan Poll, int BufferedEvents, long BufferedBytes, int MaxStreams)
{
    public static EventSettings Read(IConfiguration configuration) => new(
        TimeSpan.FromMilliseconds(ServerSettings.PositiveNumber(configuration, "Events:PollMilliseconds", otherwise: 1_000, most: 60_000)),
        // Fewer than are handed on at once would cut off everybody.
        (int)ServerSettings.Number(configuration, "Events:BufferedEvents", otherwise: 4_096, least: EventLoads.Most, most: 1_000_000),
        ServerSettings.PositiveNumber(configuration, "Events:BufferedBytes", otherwise: 4 << 20, most: 1 << 30),
        (int)ServerSettings.PositiveNumber(configuration, "Events:MaxStreams", otherwise: 20_000, most: 1_000_000));
}
