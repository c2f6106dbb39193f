using System.Text;
using CspGraph.Api.Host;
using CspGraph.Api.Usage;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Tests.Usage;

/// <summary>What `evaluate` reads and prints.</summary>
public sealed class SpendEvaluationTests
{
    static readonly SpendSensitivity Settings = new() { MinimumAmount = 0 };

    static async Task<string> PrintAsync(string text, SpendSensitivity? settings = null) =>
        SpendEvaluationTable.Of(await LabelledSpendFile.ReadAsync("file.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None), settings ?? Settings);

    /// <summary>
    /// Two series, their lines mixed. The first is 10 a day but for the 15th (30, labelled), the 17th (16: five deviations of 1 and more above 10, so told
    /// in vain) and the 18th (2, a labelled dip); the 3rd is labelled within the warm-up. Of the second the 2nd is absent and the 3rd partial, so
    /// that the 4th has no day before.
    /// </summary>
    static string File(string header = "series,date,value,partial_day,is_anomaly_day_pointlabel,in_label_window")
    {
        var text = new StringBuilder(header).Append('\n').Append("b|c,2026-01-04,150,0,0,0\nb|c,2026-01-03,50,1,1,1\n");
        for (var day = 18; day > 0; day--)
            text.Append($"a,2026-01-{day:00},{day switch { 15 => "3e1", 17 => "16.0", 18 => "2", _ => "10" }},0,{(day is 3 or 15 or 18 ? 1 : 0)},0\n");
        return text.Append("b|c,2026-01-01,5,0,0,0\n").ToString();
    }

    [Fact]
    public async Task The_figures_are_as_reckoned_by_hand() => Assert.Equal("""
        overnight +200 %, sensitivity 5, minimum 0, warm-up 14 days

        | series | method | labelled | told | right | precision | recall | F1 |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        | b\|c | overnight | 0 | 0 | 0 | - | - | - |
        | b\|c | seasonal | 0 | 0 | 0 | - | - | - |
        | b\|c | both, as told | 0 | 0 | 0 | - | - | - |
        | b\|c | plain: the day before | 0 | 0 | 0 | - | - | - |
        | b\|c | plain: z-score | 0 | 0 | 0 | - | - | - |
        | a | overnight | 3 | 1 | 1 | 1.00 | 0.33 | 0.50 |
        | a | seasonal | 3 | 2 | 1 | 0.50 | 0.33 | 0.40 |
        | a | both, as told | 3 | 2 | 1 | 0.50 | 0.33 | 0.40 |
        | a | plain: the day before | 3 | 1 | 1 | 1.00 | 0.33 | 0.50 |
        | a | plain: z-score | 3 | 0 | 0 | - | 0.00 | 0.00 |
        | all together | overnight | 3 | 1 | 1 | 1.00 | 0.33 | 0.50 |
        | all together | seasonal | 3 | 2 | 1 | 0.50 | 0.33 | 0.40 |
        | all together | both, as told | 3 | 2 | 1 | 0.50 | 0.33 | 0.40 |
        | all together | plain: the day before | 3 | 1 | 1 | 1.00 | 0.33 | 0.50 |
        | all together | plain: z-score | 3 | 0 | 0 | - | 0.00 | 0.00 |

        | series | days | partial or absent | labelled | within the warm-up | dips | spikes | told of these |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        | b\|c | 2 | 2 | 0 (and 1 partial) | 0 | 0 | 0 | 0 |
        | a | 18 | 0 | 3 | 1 | 1 | 1 | 1 |
        | all together | 20 | 2 | 3 (and 1 partial) | 1 | 1 | 1 | 1 |
        """, await PrintAsync(File()));

    /// <summary>Ten days of 9 and 11 have mean 10 and deviation 1.0541: 13.17 is three of them above, 13.16 is not.</summary>
    [Theory]
    [InlineData("13.16", 0, 0)]
    [InlineData("13.17", 0, 1)]
    [InlineData("13.17", 4, 0)]
    public async Task The_plain_z_score_takes_three_deviations(string last, int minimum, int told)
    {
        var days = Enumerable.Range(1, 10).Select(day => $"a,2026-01-{day:00},{(day % 2 is 0 ? 9 : 11)},0\n");
        var printed = await PrintAsync($"series,date,value,is_anomaly_day_pointlabel\n{string.Concat(days)}a,2026-01-11,{last},1\n", Settings with { WarmUpDays = 10, MinimumAmount = minimum });
        Assert.Contains($"| a | plain: z-score | 1 | {told} | {told} |", printed);
    }

    [Theory]
    [InlineData("30", 1)]
    [InlineData("29.99", 0)]
    public async Task The_plain_day_before_takes_two_hundred_percent_more(string last, int told) =>
        Assert.Contains($"| a | plain: the day before | 1 | {told} | {told} |", await PrintAsync($"series,date,value,is_anomaly_day_pointlabel\na,2026-01-01,10,0\na,2026-01-02,{last},1\n"));

    [Theory]
    [InlineData("", "1: line: The file is empty.")]
    [InlineData("series,date,value,is_anomaly_day_pointlabel\n", "1: line: The file has a header only.")]
    [InlineData("series,date,partial_day,is_anomaly_day_pointlabel\n", "1: value: The column is required and not in the header.")]
    [InlineData("series;date;value;is_anomaly_day_pointlabel\n", "1: line: The columns are separated by semicolons, not commas.")]
    [InlineData("a,2026-02-30,1,0", "2: date: The value is not a date as *")]
    [InlineData("a,,1,0", "2: date: The value is required.")]
    [InlineData(",2026-02-28,1,0", "2: series: The value is required.")]
    [InlineData("a,2026-02-28,\"1,5\",0", "2: value: The value is not a number as 1234.56, or too large.")]
    [InlineData("a,2026-02-28,,0", "2: value: The value is required.")]
    [InlineData("a,2026-02-28,NaN,0", "2: value: The value is not a number as 1234.56, or too large.")]
    [InlineData("a,2026-02-28,1,yes", "2: is_anomaly_day_pointlabel: The value is neither 0 nor 1.")]
    [InlineData("a,2026-02-28,1,", "2: is_anomaly_day_pointlabel: The value is required.")]
    [InlineData("a,2026-02-28,1", "2: line: The line has 3 fields, the header has 4.")]
    [InlineData("a,2026-02-28,1,0\nb,2026-02-28,1,0\na,2026-02-28,1,0", "4: date: The value is there twice for this series.")]
    [InlineData("a,2026-02-28,1,0\na,2016-02-20,1,0", "3: date: The value is ten years or more from another of this series.")]
    public async Task A_bad_file_is_refused_with_line_and_column(string text, string reason)
    {
        const string header = "series,date,value,is_anomaly_day_pointlabel\n";
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => PrintAsync(text.StartsWith("series") || text is "" ? text : header + text));
        if (reason.EndsWith('*')) Assert.StartsWith($"file.csv:{reason[..^1]}", refused.Message);
        else Assert.Equal($"file.csv:{reason}", refused.Message);
    }

    /// <summary>The page says what the command prints, so that neither changes without the other.</summary>
    [SkippableFact]
    public async Task The_page_holds_the_figures_of_the_reference_data()
    {
        var file = Repository.Path("../shared/data/anomaly/daily_labelled.csv");
        Skip.If(!System.IO.File.Exists(file), "No shared/data/anomaly/daily_labelled.csv beside the repository.");
        var text = await System.IO.File.ReadAllTextAsync(file);
        var page = Repository.Text("docs/spend-watch.md");

        Assert.Contains($"```\n{await PrintAsync(text)}\n```", page);
        foreach (var sensitivity in new[] { 3, 4, 6, 8 })
            Assert.Contains($"\n| {sensitivity} {(await PrintAsync(text, Settings with { Sensitivity = sensitivity })).Split('\n').Single(line => line.StartsWith("| all together | both"))["| all together | both, as told ".Length..]}\n", page);
    }
}
