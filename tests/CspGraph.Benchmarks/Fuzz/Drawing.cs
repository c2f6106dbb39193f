namespace CspGraph.Benchmarks.Fuzz;

/// <summary>Draws each request by its number, so that it is the same whatever is sent beside it.</summary>
sealed class Drawing(FuzzedHttp http, FuzzedImports imports, FuzzedSockets sockets, int seed)
{
    /// <returns>What is sent, and whether the sender goes without ending it.</returns>
    public (FuzzedRequest Request, bool StaysOpen) Draw(int number)
    {
        var dice = new Dice(HashCode(number));
        var request = dice.Next(20) switch
        {
            < 9 => http.OfDocument(dice),
            < 12 => http.OfHeaders(dice),
            < 14 => http.OfLength(dice),
            < 16 => imports.Of(dice),
            _ => sockets.Of(dice),
        };
        return (request, request.Kind == "event stream" || !request.IsWhole && dice.OneIn(4));
    }

    /// <summary>Apart for each number; System.HashCode differs from run to run.</summary>
    int HashCode(int number) => unchecked((seed * 1_000_003 + number) * (int)0x9E3779B1);
}
