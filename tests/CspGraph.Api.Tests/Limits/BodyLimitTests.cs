using CspGraph.Api.Host.Transport;
using Microsoft.AspNetCore.Http;

namespace CspGraph.Api.Tests.Limits;

/// <summary>Of a body that is too large no more is read than tells that it is.</summary>
public sealed class BodyLimitTests
{
    [Theory]
    [InlineData(null, 1, 3 * 4_096)]
    [InlineData(10_000_000L, 0, 0)]
    public async Task What_is_beyond_the_limit_is_not_read(long? told, int least, int most)
    {
        var body = new Endless();
        var request = new DefaultHttpContext().Request;
        (request.Body, request.ContentType, request.ContentLength) = (body, "application/json", told);

        var read = await request.ReadJsonAsync(maxBytes: 5_000, default);

        Assert.Equal("REQUEST_TOO_LARGE", read.Refusal!.Code);
        Assert.InRange(body.Given, least, most);
    }

    /// <summary>Spaces without an end.</summary>
    sealed class Endless : MemoryStream
    {
        public int Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            Given += buffer.Length;
            return new(buffer.Length);
        }
    }
}
