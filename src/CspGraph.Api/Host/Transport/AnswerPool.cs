using System.Buffers;
using System.Collections.Concurrent;

namespace CspGraph.Api.Host.Transport;

/// <summary>Memory in which answers are written whole, used again: with its length known an answer goes out without being cut into chunks.</summary>
sealed class AnswerPool
{
    const int MaxIdle = 32;

    /// <summary>Larger memory is let go: one huge answer must not be paid for ever after.</summary>
    const int MaxKeptBytes = 2 << 20;

    readonly ConcurrentStack<ArrayBufferWriter<byte>> idle = new();

    public Answer Rent() => new(this, idle.TryPop(out var bytes) ? bytes : new ArrayBufferWriter<byte>(16 << 10));

    void Return(ArrayBufferWriter<byte> bytes)
    {
        if (bytes.Capacity > MaxKeptBytes || idle.Count >= MaxIdle) return;
        bytes.ResetWrittenCount();
        idle.Push(bytes);
    }

    /// <summary>An answer's bytes, until it is disposed.</summary>
    public readonly struct Answer(AnswerPool pool, ArrayBufferWriter<byte> bytes) : IDisposable
    {
        public ArrayBufferWriter<byte> Bytes { get; } = bytes;

        public void Dispose() => pool.Return(Bytes);
    }
}
