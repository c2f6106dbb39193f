using System.Globalization;

namespace CspGraph.Engine.Load;

/// <summary>A value, or a list of values, of a condition on a column that each viewer counts from a number of its own.</summary>
sealed class Counted(object value, Func<object?, int> origin)
{
    /// <summary>As the column keeps it.</summary>
    public object Of(object? viewer) => value is List<int> numbers ? numbers.ConvertAll(number => From(number, origin(viewer))) : From((int)value, origin(viewer));

    /// <summary>As the client wrote it: cursors are bound to it.</summary>
    public override string ToString() => value is List<int> numbers ? string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))) : ((int)value).ToString(CultureInfo.InvariantCulture);

    /// <summary>No column reaches the ends of the range: what goes over stays greater, or smaller, than all.</summary>
    static int From(int number, int origin) => (int)Math.Clamp((long)number + origin, int.MinValue, int.MaxValue);
}
