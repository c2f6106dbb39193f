using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CspGraph.Benchmarks.Webhooks;

/// <summary>A back end of a webhook that checks what it is sent by itself: the signature, the time, and that the body is of the event that the headers name.</summary>
/// <param name="name">What it is called.</param>
/// <param name="inOrder">Whether its webhook is sent events in order.</param>
/// <param name="failsOneIn">Of so many events one is refused when it first comes; 0 for none.</param>
/// <param name="random">Which ones.</param>
sealed class CheckedInbox(string name, bool inOrder, int failsOneIn, Random random)
{
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    readonly HashSet<string> seen = [];
    readonly HashSet<string> taken = [];
    readonly List<string> order = [];
    readonly List<string> wrong = [];

    /// <summary>What is sent is signed with.</summary>
    public byte[] Secret { get; set; } = [];

    /// <summary>How many events were taken.</summary>
    public int Count
    {
        get
        {
            lock (gate) return order.Count;
        }
    }

    /// <summary>How often one was taken that had been before.</summary>
    public int Doubles { get; private set; }

    /// <summary>How often one was refused.</summary>
    public int Refusals { get; private set; }

    public async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        http.Response.StatusCode = Take(http.Request.Headers, body.GetBuffer().AsSpan(0, (int)body.Length)) ? StatusCodes.Status204NoContent : StatusCodes.Status503ServiceUnavailable;
    }

    bool Take(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var (id, timestamp, signature) = ($"{headers["webhook-id"]}", $"{headers["webhook-timestamp"]}", $"{headers["webhook-signature"]}");
        var objection = Objection(id, timestamp, signature, body);
        lock (gate)
        {
            if (objection is not null) wrong.Add($"{id}: {objection}");
            // Only when it first comes, whoever sends it: behind a second failure a delivery waits for minutes.
            if (seen.Add(id) && failsOneIn > 0 && random.Next(failsOneIn) == 0)
            {
                Refusals++;
                return false;
            }
            if (taken.Add(id)) order.Add(id);
            else Doubles++;
            return true;
        }
    }

    string? Objection(string id, string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        if (signature != "v1," + Convert.ToBase64String(HMACSHA256.HashData(Secret, signed))) return "the signature is wrong";
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
        if ((TimeProvider.System.GetUtcNow() - at).Duration() > Skew) return $"the time is {at:O}";
        return JsonElement.Parse(body).GetProperty("data").GetProperty("id").GetString() == id ? null : "the body is another event's";
    }

    /// <summary>Where what it had is something else than what it should have had; null where it is the same.</summary>
    public string? Difference(IReadOnlyList<string> expected)
    {
        lock (gate)
        {
            if (wrong.Count > 0) return $"{wrong.Count} messages are wrong, the first one {wrong[0]}";
            var (missing, others) = (expected.Count(id => !taken.Contains(id)), order.Except(expected).Count());
            if (missing + others > 0) return $"{order.Count} events for {expected.Count}, {missing} missing, {others} not its own";
            return inOrder && !order.SequenceEqual(expected) ? $"another order, from place {order.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count()} on" : null;
        }
    }

    public override string ToString() => name;
}
