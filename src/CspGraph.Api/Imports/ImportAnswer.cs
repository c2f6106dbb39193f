using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CspGraph.Api.Host.Transport;
using CspGraph.Domain.Imports;
using CspGraph.Engine;

namespace CspGraph.Api.Imports;

/// <summary>An import as HTTP tells it, running or ended: the same names and values as in GraphQL.</summary>
sealed record ImportAnswer(
    string Id, ImportKind Kind, ImportStatus Status, bool AlreadyImported, string FileName, int? Percent, long Lines, double LinesPerSecond,
    int Created, int Updated, int Superseded, int ErrorCount, IReadOnlyList<ImportError> Errors)
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerOptions.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An import's letter in global ids.</summary>
    public const char Tag = 'M';

    public static string IdOf(Guid run) => new NodeId(Tag, run).ToString();

    /// <param name="run">The import.</param>
    /// <param name="superseded">Issues of invoices that it superseded.</param>
    public static ImportAnswer Of(ImportRun run, int superseded) => new(
        IdOf(run.Id), run.Kind, run.Status, run.AlreadyImported, run.FileName,
        ImportProgress.Percent(run.Status is ImportStatus.Succeeded, run.BytesRead, run.TotalBytes), run.LineCount,
        ImportProgress.Rate(run.LineCount, run.StartedAt, run.FinishedAt ?? run.ProgressAt),
        run.Created, run.Updated, superseded, run.ErrorCount, ImportErrors.Parse(run.Errors));

    public async Task WriteAsync(HttpResponse response, int status)
    {
        response.Begin(status, ResponseMediaType.Json);
        await JsonSerializer.SerializeAsync(response.BodyWriter, this, Format, response.HttpContext.RequestAborted);
    }
}
