using System.Text;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Webhooks;

/// <summary>Reads of an answer that failed only its beginning, as far as it comes within the time of the attempt; of one that was taken, nothing. The rest is not waited for.</summary>
sealed class ShortAnswers : DelegatingHandler
{
    // Whatever the encoding, so many bytes hold the characters that are kept.
    const int MostBytes = 4 * WebhookDelivery.LongestResponse;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;
        var (bytes, length) = (new byte[MostBytes], 0);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            for (int read; length < MostBytes && (read = await stream.ReadAsync(bytes.AsMemory(length), cancellationToken)) > 0;) length += read;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status has come, and decides.
        }
        response.Content.Dispose();
        response.Content = new StringContent(Kept(bytes.AsSpan(0, length)));
        return response;
    }

    static string Kept(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(bytes).EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > WebhookDelivery.LongestResponse) break;
            text.Append(Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? Rune.ReplacementChar : rune);
        }
        return text.ToString();
    }
}
