namespace CspGraph.Api.Imports;

/// <summary>The body of a request as a file: read as it comes and never kept, up to a limit, and only as long as it keeps coming.</summary>
/// <remarks>Once it has ended, the request is not touched any more: it may be answered while the import goes on.</remarks>
sealed class ImportBody(Stream body, long maxBytes, TimeProvider clock) : ReadOnlyStream
{
    /// <summary>A sender may be slow, so no rate is asked for. One that sends nothing for so long is gone, and takes another's place.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long bytesRead;

    /// <summary>Ends when the body was read to its end.</summary>
    public Task WhenRead => read.Task;

    /// <summary>True when it was given up because it is larger than the limit.</summary>
    public bool IsTooLarge => bytesRead > maxBytes;

    /// <summary>True when it was given up because nothing more came.</summary>
    public bool IsSilent { get; private set; }

    /// <exception cref="OperationCanceledException">The sender is gone, or silent.</exception>
    /// <exception cref="ImportRefusedException">The body is too large.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (WhenRead.IsCompleted || buffer.IsEmpty) return 0;
        var count = await ReadSomeAsync(buffer, cancellationToken);
        bytesRead += count;
        if (IsTooLarge) throw new ImportRefusedException($"The file is larger than {maxBytes} bytes.");
        if (count == 0) read.SetResult();
        return count;
    }

    /// <summary>The server reads without blocking only.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    async ValueTask<int> ReadSomeAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(LongestSilence, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, silence.Token);
        try
        {
            return await body.ReadAsync(buffer, stop.Token);
        }
        catch (IOException broken)
        {
            throw new OperationCanceledException("The sender went away before the end of the file.", broken);
        }
        finally
        {
            IsSilent = silence.IsCancellationRequested && !cancellation.IsCancellationRequested;
        }
    }
}
