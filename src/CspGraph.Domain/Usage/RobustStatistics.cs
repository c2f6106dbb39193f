namespace CspGraph.Domain.Usage;

/// <summary>Figures that a few strange days hardly move.</summary>
static class RobustStatistics
{
    /// <summary>Makes the median deviation of normally distributed values their standard deviation.</summary>
    const double ToDeviation = 1.4826;

    /// <summary>The middle value, of an even number the mean of the two in the middle; 0 of none. Sorts the values.</summary>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty) return 0;
        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
    }

    /// <summary>The middle value, of an even number the lower of the two: of two values the smaller. Sorts the values.</summary>
    public static double LowerMedian(Span<double> values)
    {
        values.Sort();
        return values[(values.Length - 1) / 2];
    }

    /// <summary>The median distance from the median, scaled to a standard deviation; 0 of none. Overwrites the values.</summary>
    public static double Deviation(Span<double> values)
    {
        var median = Median(values);
        foreach (ref var value in values) value = Math.Abs(value - median);
        return ToDeviation * Median(values);
    }
}
