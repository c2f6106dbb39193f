using System.Text;
using CspGraph.Api.Host.Identity;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Transport;

/// <summary>GET /graphql/schema.graphql: the schema's file, open in Development, elsewhere for who may introspect.</summary>
sealed class SchemaEndpoint(GraphEngine<CspGraphDb, Viewer> engine, Viewers viewers)
{
    public const string MediaType = "text/plain";

    readonly byte[] sdl = Encoding.UTF8.GetBytes(engine.Sdl);

    public async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = $"{MediaType}; charset=utf-8";
        http.Response.ContentLength = sdl.Length;
        http.Response.Headers.Vary = $"Accept-Encoding, Authorization, {Viewers.TenantHeader}";
        await http.Response.BodyWriter.WriteAsync(sdl, http.RequestAborted);
    }

    public async Task AnswerAuthorizedAsync(HttpContext http)
    {
        var caller = await viewers.OfAsync(http);
        if (!caller.Succeeded) await caller.Refusal.WriteAsync(http);
        else if (!caller.Value.Viewer.MayIntrospect) await Refusal.NotAuthorized("The schema may not be asked for by this role.").WriteAsync(http);
        else await AnswerAsync(http);
    }
}
