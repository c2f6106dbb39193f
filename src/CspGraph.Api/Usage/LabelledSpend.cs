using CspGraph.Domain.Usage;

namespace CspGraph.Api.Usage;

/// <summary>A series of which it is known what days are anomalies.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Days">Its days. Partial ones are not known, as in the product a day counts only when it is whole; nor are absent ones, as a file may hold prices or counts, which without a line are not zero.</param>
/// <param name="Labelled">The anomalies among the days that are known.</param>
/// <param name="LabelledUnknown">How many partial days are labelled, which nobody can be asked to find.</param>
sealed record LabelledSpend(string Name, DailySpend Days, IReadOnlySet<DateOnly> Labelled, int LabelledUnknown)
{
    public IEnumerable<DateOnly> KnownDays => Enumerable.Range(0, Days.Count).Select(Days.First.AddDays).Where(day => Days[day] is not null);
}
