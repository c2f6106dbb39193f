namespace CspGraph.Benchmarks;

/// <summary>What was measured went wrong, so there is no figure.</summary>
sealed class BenchmarkFailedException(string message) : Exception(message);
