using System.Buffers;
using System.ComponentModel;
using Microsoft.Extensions.Caching.Hybrid;

namespace CspGraph.Api.Host.Caching;

/// <summary>A whole response, as it goes out.</summary>
/// <remarks>Immutable, and marked so: the memory's copy is handed out itself.</remarks>
[ImmutableObject(true)]
sealed class CachedAnswer(ReadOnlyMemory<byte> bytes)
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>In Redis it is just its bytes.</summary>
    public sealed class Serializer : IHybridCacheSerializer<CachedAnswer>
    {
        public CachedAnswer Deserialize(ReadOnlySequence<byte> source) => new(source.ToArray());

        public void Serialize(CachedAnswer value, IBufferWriter<byte> target) => target.Write(value.Bytes.Span);
    }
}
