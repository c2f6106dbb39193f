namespace CspGraph.Api.PartnerCenter;

/// <summary>Reads each answer to its end before it is handed on: a body that breaks off, or takes too long, is an attempt that failed. None may be of any size.</summary>
sealed class WholeBodies : DelegatingHandler
{
    public const int MostBytes = 5 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
