using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <remarks><see cref="Seed"/> tells how a failure is repeated.</remarks>
public sealed class OracleTests
{
    [Fact]
    public async Task Generated_documents_are_answered_as_the_oracle_answers_them()
    {
        var seed = Seed.Read(count: 300);
        await using var arena = await Arena.CreateAsync(seed.Data);
        foreach (var number in seed.Documents)
        {
            var dice = new Dice(stream: 3, number);
            var document = new DocumentMaker(dice, arena.Schema, arena.Rows).Make();
            // The second viewer meets the statements that were made for the first, who is of the other tenant.
            var first = dice.Chance(40) ? arena.Viewers[dice.Below(3)] : dice.Of(arena.Viewers);
            var second = dice.Of(arena.Viewers.Where(viewer => viewer.TenantId != first.TenantId).ToList());
            if (await DifferenceAsync(document, first, second) is not { } difference) continue;

            await Shrinker.ShrinkAsync(document, async () => await TryAsync(document) is { } other && IsRefusal(other) == IsRefusal(difference));
            var (text, variables) = document.Print(cursor => $"cursor {cursor.Pick}");
            Assert.Fail($"{seed.Replay(number)}\n{await TryAsync(document)}\n{text}\n{variables.GetRawText()}\nBefore shrinking: {difference}");

            // What shrinking makes invalid is not the failure that is looked for.
            async Task<string?> TryAsync(Document smaller)
            {
                try
                {
                    return await DifferenceAsync(smaller, first, second);
                }
                catch (InvalidOperationException)
                {
                    return null;
                }
            }
        }

        async Task<string?> DifferenceAsync(Document document, params Viewer[] viewers)
        {
            foreach (var viewer in viewers)
                if (await arena.DifferenceAsync(document, viewer) is { } difference) return $"{viewer}\n{difference}";
            return null;
        }

        static bool IsRefusal(string difference) => difference.Contains("errors instead of", StringComparison.Ordinal);
    }
}
