using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Identity;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>POST and GET /graphql, as the GraphQL-over-HTTP specification (2025) has them.</summary>
/// <remarks>
/// Cross-site requests: every request carries its token in the Authorization header. A browser sends no such header by itself
/// and asks first (preflight) before a page of another origin may add it, so it is the preflight-forcing header; there are
/// no cookies to steal the use of, and no further header is asked for.
/// </remarks>
sealed class GraphHttp(Viewers viewers, GraphOperations operations, ServerSentEvents events, AnswerPool pool, ServerSettings settings, TimeProvider clock)
{
    public const string CostHeader = "GraphQL-Cost";

    public async Task AnswerAsync(HttpContext http)
    {
        if (await TryAnswerAsync(http) is { } refusal) await refusal.WriteAsync(http);
    }

    async Task<Refusal?> TryAnswerAsync(HttpContext http)
    {
        var isGet = HttpMethods.IsGet(http.Request.Method);
        if (!isGet && !HttpMethods.IsPost(http.Request.Method))
            return Refusal.MethodNotAllowed("GraphQL is asked by POST or GET.", allow: "GET, POST");
        var chosen = ResponseMediaType.Choose(http.Request.Headers.Accept);
        var wantsEvents = ResponseMediaType.PrefersEventStream(http.Request.Headers.Accept);
        if (chosen is null && !wantsEvents) return Refusal.NotAcceptable();

        var caller = await viewers.OfAsync(http);
        if (!caller.Succeeded) return caller.Refusal;
        var parameters = isGet ? GraphHttpRequest.FromQuery(http.Request.Query) : await FromBodyAsync(http);
        if (!parameters.Succeeded) return parameters.Refusal;
        var prepared = await operations.PrepareAsync(parameters.Value, caller.Value, http.TraceIdentifier, http.RequestAborted);
        if (!prepared.Succeeded) return prepared.Refusal;
        var operation = prepared.Value;
        if (isGet && operation.Kind is OperationKind.Mutation)
            return Refusal.MethodNotAllowed("A mutation is sent by POST.", allow: "POST");
        // Who asks for either is answered in JSON what has one result, and event by event what has many.
        if (chosen is not { } mediaType || wantsEvents && operation.Kind is OperationKind.Subscription)
            return await events.AnswerAsync(http, operation, caller.Value);
        if (operation.Errors.Count > 0)
        {
            await http.Response.WriteErrorsAsync(StatusOf(operation.Errors, mediaType), mediaType, operation, RefusedReport(http, operation));
            return null;
        }
        if (operation.Kind is OperationKind.Subscription) return Refusal.SubscriptionByHttp();
        var charge = await operations.ChargeAsync(operation, caller.Value);
        if (!charge.Granted) return charge.Refusal(Budget.CostOf(operation));
        await ExecuteAsync(http, operation, caller.Value, charge, mediaType);
        return null;
    }

    async Task<Attempt<GraphParameters>> FromBodyAsync(HttpContext http)
    {
        var body = await http.Request.ReadJsonAsync(settings.MaxRequestBytes, http.RequestAborted);
        return body.Succeeded ? GraphHttpRequest.FromBody(body.Value) : body.Refusal;
    }

    async Task ExecuteAsync(HttpContext http, PreparedOperation operation, Caller caller, Charge charge, string mediaType)
    {
        using var memory = pool.Rent();
        var answer = await operations.AnswerAsync(operation, caller, http.TraceIdentifier, memory, Report(http, charge), http.RequestAborted);
        http.Response.Begin(StatusCodes.Status200OK, mediaType);
        http.Response.ContentLength = answer.Length;
        await http.Response.BodyWriter.WriteAsync(answer, http.RequestAborted);
    }

    /// <summary>What the answer tells of the cost; null unless the client asks for it.</summary>
    CostReport? Report(HttpContext http, Charge? charge = null) => http.Request.Headers[CostHeader] is ["report"]
        ? new CostReport(settings.Engine.MaxCost, charge?.Remaining, charge is { Remaining: not null } paid ? clock.GetUtcNow().UtcDateTime + paid.UntilFull : null)
        : null;

    CostReport? RefusedReport(HttpContext http, PreparedOperation operation) =>
        operation.Errors.Any(error => error.Code == GraphErrorCodes.CostExceeded) ? Report(http) : null;

    static int StatusOf(IReadOnlyList<GraphError> errors, string mediaType) =>
        errors.Any(error => error.Code == GraphErrorCodes.Internal) ? StatusCodes.Status500InternalServerError
        : ResponseMediaType.StatusOfRequestError(
            errors.Any(error => error.Code == GraphErrorCodes.NotAuthorized) ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest, mediaType);
}
