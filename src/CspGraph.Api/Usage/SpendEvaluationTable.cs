using System.Globalization;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Usage;

/// <summary>An evaluation as tables in Markdown, which docs/spend-watch.md holds as they are.</summary>
static class SpendEvaluationTable
{
    const string Total = "all together";

    public static string Of(IReadOnlyList<LabelledSpend> all, SpendSensitivity settings) => string.Join('\n',
        [
            string.Create(CultureInfo.InvariantCulture, $"overnight +{settings.OvernightPercent} %, sensitivity {settings.Sensitivity}, minimum {settings.MinimumAmount}, warm-up {settings.WarmUpDays} days"),
            "",
            "| series | method | labelled | told | right | precision | recall | F1 |",
            "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
            .. all.SelectMany(series => SpendEvaluation.Methods.Select(method => Line(series.Name, method.Name, SpendEvaluation.Score(series, method.Tells, settings)))),
            .. SpendEvaluation.Methods.Select(method => Line(Total, method.Name, all.Select(series => SpendEvaluation.Score(series, method.Tells, settings)).Aggregate((one, other) => one + other))),
            "",
            "| series | days | partial or absent | labelled | within the warm-up | dips | spikes | told of these |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            .. all.Select(series => Line(series.Name, SpendEvaluation.Labels(series, settings))),
            Line(Total, all.Select(series => SpendEvaluation.Labels(series, settings)).Aggregate((one, other) => one + other)),
        ]);

    static string Line(string series, string method, SpendScore score) =>
        $"| {Cell(series)} | {method} | {score.Labelled} | {score.Told} | {score.Right} | {Figure(score.Precision)} | {Figure(score.Recall)} | {Figure(score.F1)} |";

    static string Line(string series, SpendLabels labels) =>
        $"| {Cell(series)} | {labels.Days} | {labels.Unknown} | {labels.Labelled}{(labels.LabelledUnknown > 0 ? $" (and {labels.LabelledUnknown} partial)" : "")} | {labels.WarmUp} | {labels.Dips} | {labels.Spikes} | {labels.Found} |";

    static string Figure(double? figure) => figure?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A name from a file is not to end a cell, or a line.</summary>
    static string Cell(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? ' ' : letter)).Replace("|", "\\|", StringComparison.Ordinal);
}
