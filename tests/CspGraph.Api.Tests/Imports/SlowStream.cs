namespace CspGraph.Api.Tests.Imports;

/// <summary>Gives no more than so many bytes at a time.</summary>
sealed class SlowStream(byte[] bytes, int bytesPerRead) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, bytesPerRead)], cancellationToken);
}
