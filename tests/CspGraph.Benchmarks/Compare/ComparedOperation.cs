namespace CspGraph.Benchmarks.Compare;

/// <summary>An operation as it is asked of the API, and of the floor.</summary>
sealed record ComparedOperation(string Name, byte[] ToApi, byte[] ToFloor)
{
    /// <summary>The committed operations, with variables that fit the network.</summary>
    public static IReadOnlyList<ComparedOperation> Find(ApiClient api, int floor)
    {
        var (below, widest) = (Places.Below(api), Places.Widest(api));
        var (from, to) = Places.Window();
        var (after, last) = Places.Behind(api);
        return
        [
            Make("Q1", new { id = below }, $"?id={below}"),
            Make("Q2", null, ""),
            Make("Q3", null, ""),
            Make("Q4", new { from, to }, $"?from={from}&to={to}"),
            Make("Q5", new { after }, $"?day={last.GetProperty("startDate")}&id={last.GetProperty("id")}"),
            Make("Q6", new { id = widest }, $"?id={widest}"),
            Make("Q7", new { id = widest }, $"?id={widest}"),
        ];

        ComparedOperation Make(string name, object? variables, string parameters) => new(name, api.Operation(name, variables), HttpConnection.Get($"/{name}{parameters}", floor));
    }
}
