using System.Globalization;
using System.Text.Json;

namespace CspGraph.Api.Tests.Oracle;

/// <remarks>
/// <c>CSPGRAPH_SEED=data.document</c> chooses the data and the first document (a failure names both), <c>CSPGRAPH_DOCUMENTS</c> how many documents run.
/// </remarks>
public sealed class OracleTests
{
    [Fact]
    public async Task Generated_documents_are_answered_as_the_oracle_answers_them()
    {
        var seed = (Environment.GetEnvironmentVariable("CSPGRAPH_SEED") ?? "1.0").Split('.').Select(part => ulong.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var count = int.Parse(Environment.GetEnvironmentVariable("CSPGRAPH_DOCUMENTS") ?? "400", CultureInfo.InvariantCulture);
        await using var arena = await Arena.CreateAsync(seed[0]);
        for (var i = 0; i < count; i++)
        {
            var dice = new Dice(stream: 3, seed[1] + (ulong)i);
            var viewer = dice.Chance(40) ? arena.Viewers[dice.Below(3)] : dice.Of(arena.Viewers);
            var document = new DocumentMaker(dice, arena.Schema, arena.Rows).Make();
            if (await arena.DifferenceAsync(document, viewer) is not { } first) continue;

            var kind = Kind(first);
            await Shrinker.ShrinkAsync(document, async () => await TryAsync(document) is { } difference && Kind(difference) == kind);
            var (text, variables) = document.Print(cursor => $"cursor {cursor.Pick}");
            Assert.Fail($"CSPGRAPH_SEED={seed[0]}.{seed[1] + (ulong)i} CSPGRAPH_DOCUMENTS=1\n{viewer}\n{await TryAsync(document)}\n{text}\n{JsonSerializer.Serialize(variables)}\nat first: {first}");

            // What shrinking makes invalid is not the failure that is looked for.
            async Task<string?> TryAsync(Document smaller)
            {
                try
                {
                    return await arena.DifferenceAsync(smaller, viewer);
                }
                catch (InvalidOperationException)
                {
                    return null;
                }
            }
        }

        static bool Kind(string difference) => difference.Contains("\"code\"", StringComparison.Ordinal) || difference.Contains("keys data, errors", StringComparison.Ordinal);
    }
}
