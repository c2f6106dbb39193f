using System.Threading.Channels;

namespace CspGraph.Api.Imports;

/// <summary>Lines on their way from the reading thread to the writing one.</summary>
/// <param name="Lines">As the kind reads them.</param>
/// <param name="LineCount">Lines read of the file so far.</param>
/// <param name="BytesRead">Bytes read of the file so far.</param>
readonly record struct ImportChunk(object Lines, long LineCount, long BytesRead);

/// <summary>Reads a file on a thread of its own, a little ahead of who writes what it reads.</summary>
static class ImportPump
{
    const int ChunksAhead = 2;

    /// <summary>How long a slow source may keep the import from giving a sign of life.</summary>
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Reads to the end; when it returns or throws, nobody reads the file any more.</summary>
    /// <param name="file">What is read.</param>
    /// <param name="content">Tells how much of it is read.</param>
    /// <param name="clock">The time of the heartbeat.</param>
    /// <param name="write">Called for each chunk, one after the other.</param>
    /// <param name="beat">Called between chunks that are long in coming.</param>
    /// <param name="cancellation">Stops both sides.</param>
    public static async Task RunAsync(ImportedFile file, FileContent content, TimeProvider clock, Func<ImportChunk, Task> write, Func<Task> beat, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var chunks = Channel.CreateBounded<ImportChunk>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(file, content, chunks.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (await WaitAsync(chunks.Reader, clock, beat, cancellation))
                while (chunks.Reader.TryRead(out var chunk)) await write(chunk);
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await reading;
    }

    static async Task ReadAsync(ImportedFile file, FileContent content, ChannelWriter<ImportChunk> chunks, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            while (await file.ReadChunkAsync(cancellation) is { } lines)
                await chunks.WriteAsync(new(lines, file.LineCount, content.BytesRead), cancellation);
        }
        catch (Exception caught)
        {
            failure = caught;
            throw;
        }
        finally
        {
            chunks.Complete(failure);
        }
    }

    static async Task<bool> WaitAsync(ChannelReader<ImportChunk> chunks, TimeProvider clock, Func<Task> beat, CancellationToken cancellation)
    {
        var next = chunks.WaitToReadAsync(cancellation).AsTask();
        while (!next.IsCompleted)
        {
            try
            {
                return await next.WaitAsync(Heartbeat, clock, cancellation);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                await beat();
            }
        }
        return await next;
    }
}
