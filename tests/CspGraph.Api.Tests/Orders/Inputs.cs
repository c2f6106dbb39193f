namespace CspGraph.Api.Tests.Orders;

static class Inputs
{
    /// <summary>The same input with one field of another value.</summary>
    public static Dictionary<string, object?> With(this Dictionary<string, object?> input, string field, object? value) => new(input) { [field] = value };
}
