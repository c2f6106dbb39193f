using System.Runtime.InteropServices;
using System.Text.Json;

namespace CspGraph.Engine.Compile;

/// <summary>Holds the variables, as they were sent, against the limits. Each value is visited once, and none behind the first excess.</summary>
sealed class InputBounds(GraphEngineOptions limits)
{
    /// <summary>Characters of a number. No scalar takes a longer one, and reading it takes time by the square of its length.</summary>
    const int MaxNumber = 400;

    /// <summary>Values that were visited.</summary>
    public int Values { get; private set; }

    /// <exception cref="GraphException">COST_EXCEEDED: there are too many, a list is too long, or they are too deep. BAD_USER_INPUT: a number is no scalar's.</exception>
    public void Check(JsonElement variables)
    {
        foreach (var variable in variables.EnumerateObject()) Check(variable.Value, depth: 1);
    }

    void Check(JsonElement value, int depth)
    {
        if (++Values > limits.MaxInputValues) throw new GraphException(GraphErrorCodes.CostExceeded, $"The variables hold more than {limits.MaxInputValues} values.");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                if (depth > limits.MaxInputDepth) throw TooDeep(limits);
                foreach (var field in value.EnumerateObject()) Check(field.Value, depth + 1);
                break;
            case JsonValueKind.Array:
                if (depth > limits.MaxInputDepth) throw TooDeep(limits);
                if (value.GetArrayLength() is var items && items > limits.MaxListItems) throw TooLong(limits, items);
                foreach (var item in value.EnumerateArray()) Check(item, depth + 1);
                break;
            case JsonValueKind.Number:
                CheckNumber(JsonMarshal.GetRawUtf8Value(value).Length);
                break;
        }
    }

    /// <exception cref="GraphException">BAD_USER_INPUT: a number of so many characters is no scalar's.</exception>
    public static void CheckNumber(int characters)
    {
        if (characters > MaxNumber) throw new GraphException(GraphErrorCodes.BadUserInput, $"A number has {characters} characters: no scalar takes more than {MaxNumber}.");
    }

    public static GraphException TooDeep(GraphEngineOptions limits) =>
        new(GraphErrorCodes.CostExceeded, $"An input has more than {limits.MaxInputDepth} objects and lists within each other.");

    public static GraphException TooLong(GraphEngineOptions limits, int items) =>
        new(GraphErrorCodes.CostExceeded, $"A list has {items} items: at most {limits.MaxListItems} are taken.");
}
