using System.Globalization;
using CspGraph.Api.Host.Transport;

namespace CspGraph.Api.Host.Budgets;

/// <summary>What became of a wish to spend.</summary>
/// <param name="Granted">False: nothing was taken.</param>
/// <param name="Remaining">What is left in the emptier of the budgets, rounded down; null without a budget.</param>
/// <param name="UntilPayable">When both budgets will hold the cost; zero when it was granted.</param>
/// <param name="UntilFull">When both budgets will be full again.</param>
readonly record struct Charge(bool Granted, long? Remaining, TimeSpan UntilPayable, TimeSpan UntilFull)
{
    /// <summary>What there is without budgets.</summary>
    public static readonly Charge Free = new(Granted: true, Remaining: null, TimeSpan.Zero, TimeSpan.Zero);

    public static Charge Of(bool granted, long remaining, long microsecondsUntilPayable, long microsecondsUntilFull) => new(
        granted, remaining, TimeSpan.FromMicroseconds(microsecondsUntilPayable), TimeSpan.FromMicroseconds(microsecondsUntilFull));

    public Refusal Refusal(long cost)
    {
        var seconds = (int)((UntilPayable.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
        return Transport.Refusal.RateLimited(string.Create(CultureInfo.InvariantCulture,
            $"The operation costs {cost}, and the budget holds {Remaining} now. It can be paid in {seconds} s."), seconds);
    }
}
