using System.CommandLine;
using CspGraph.Api.Usage;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Host.Commands;

/// <summary>Holds the detection of spend spikes against a file of labelled days. It needs no database.</summary>
static class EvaluateCommand
{
    static readonly SpendSensitivity Usual = new();

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV with the columns series, date, value, is_anomaly_day_pointlabel, and if need be partial_day." };
        file.AcceptExistingOnly();
        var sensitivity = new Option<decimal>("--sensitivity") { Description = "Robust deviations from what is expected.", DefaultValueFactory = _ => Usual.Sensitivity };
        var warmUp = new Option<int>("--warm-up") { Description = "Days of history that the seasonal method needs.", DefaultValueFactory = _ => Usual.WarmUpDays };
        // Series differ in what they count: no amount is small in all of them.
        var minimum = new Option<decimal>("--minimum") { Description = "The smallest excess that is told, in the series' own unit." };
        var overnight = new Option<int>("--overnight") { Description = "Percent over the day before.", DefaultValueFactory = _ => Usual.OvernightPercent };
        var command = new Command("evaluate", "Measure the detection of spend spikes on labelled days, beside two plain methods.")
        {
            Arguments = { file },
            Options = { sensitivity, warmUp, minimum, overnight },
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var settings = new SpendSensitivity
            {
                Sensitivity = parse.GetValue(sensitivity),
                WarmUpDays = parse.GetValue(warmUp),
                MinimumAmount = parse.GetValue(minimum),
                OvernightPercent = parse.GetValue(overnight),
            };
            if (settings.Objections().FirstOrDefault() is { } objection) throw new StartRefusedException(objection.Message);
            var source = parse.GetRequiredValue(file);
            await using var content = source.OpenRead();
            parse.InvocationConfiguration.Output.WriteLine(SpendEvaluationTable.Of(await LabelledSpendFile.ReadAsync(source.Name, content, cancellation), settings));
            return 0;
        });
        return command;
    }
}
