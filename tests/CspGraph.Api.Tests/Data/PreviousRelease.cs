using System.Text.Json;

namespace CspGraph.Api.Tests.Data;

/// <summary>The release that serves while this one's tables are made, as schema/previous-release.json names it once there is one.</summary>
/// <param name="Commit">Its tag or commit.</param>
/// <param name="Migration">Its last migration, without the time.</param>
/// <param name="Contracts">Steps behind it that do not only add, and that it bears all the same: what they take away no release uses any more that may still serve.</param>
sealed record PreviousRelease(string Commit, string Migration, IReadOnlyList<string> Contracts)
{
    public const string WhySkipped = "There is no schema/previous-release.json: nothing was released yet.";

    static readonly string File = Repository.Path("schema/previous-release.json");

    public static PreviousRelease? Committed { get; } =
        System.IO.File.Exists(File) ? JsonSerializer.Deserialize<PreviousRelease>(System.IO.File.ReadAllText(File), JsonSerializerOptions.Web) : null;
}
