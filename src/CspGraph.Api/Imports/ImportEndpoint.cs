using CspGraph.Api.Host;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Transport;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>POST /imports/{kind} sends a file; GET /imports/{id} tells how far it is; DELETE /imports/{id} cancels it.</summary>
sealed class ImportEndpoint(Database database, Viewers viewers, ImportJobs jobs, AuditTrail audit, ServerSettings settings, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    const int SecondsToRetry = 10;

    public async Task AnswerAsync(HttpContext http, string name)
    {
        if (await TryAnswerAsync(http, name) is { } refusal) await refusal.WriteAsync(http);
    }

    async Task<Refusal?> TryAnswerAsync(HttpContext http, string name)
    {
        var (isPost, isGet) = (HttpMethods.IsPost(http.Request.Method), HttpMethods.IsGet(http.Request.Method));
        if (!isPost && !isGet && !HttpMethods.IsDelete(http.Request.Method))
            return Refusal.MethodNotAllowed("A file is sent by POST; its import is followed by GET and cancelled by DELETE.", allow: "DELETE, GET, POST");
        var caller = await viewers.OfAsync(http);
        if (!caller.Succeeded) return caller.Refusal;
        var viewer = caller.Value.Viewer;
        if (!viewer.SeesWholeTenant || !isGet && !viewer.May(Right.Write))
        {
            if (!isGet) await audit.KeepAsync(isPost ? ImportAttempt.ToImport(caller.Value, http.TraceIdentifier) : ImportAttempt.ToCancel(caller.Value, http.TraceIdentifier, name), AuditOutcome.Refused, GraphErrorCodes.NotAuthorized);
            return Refusal.NotAuthorized("Files are imported for the whole tenant, by who may write all of it.");
        }
        if (isPost) return await ReceiveAsync(http, caller.Value, name);
        return isGet ? await ShowAsync(http, viewer, name) : await CancelAsync(http, caller.Value, name);
    }

    async Task<Refusal?> ReceiveAsync(HttpContext http, Caller caller, string kindName)
    {
        var upload = ImportUpload.Of(http.Request, kindName, settings.MaxImportBytes, clock);
        if (!upload.Succeeded) return upload.Refusal;

        // How much and how fast is judged by the body below, whatever the server's own limits are.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        var body = new ImportBody(http.Request.Body, settings.MaxImportBytes, clock);
        if (await jobs.TryStartAsync(caller.Viewer, upload.Value.Source with { Attempt = ImportAttempt.ToImport(caller, http.TraceIdentifier, upload.Value.Source) }, body, http.RequestAborted) is not { } job)
            return Refusal.RateLimited($"{settings.MaxConcurrentImports} files of the tenant are being imported; send this one when one of them has ended.", SecondsToRetry);

        http.Response.Headers.Location = $"{http.Request.PathBase}/imports/{ImportAnswer.IdOf(job.Id)}";
        if (upload.Value.Wait.Applied is { } applied) http.Response.Headers["Preference-Applied"] = applied;
        // As long as the file comes, the request is the import's; then it may end before it.
        await Task.WhenAny(job.End, body.WhenRead);
        await Task.WhenAny(job.End, Task.Delay(upload.Value.Wait.Longest, clock, http.RequestAborted));
        if (job.End.IsCompleted) await job.End;

        if (body.IsTooLarge) return Refusal.TooLarge(settings.MaxImportBytes);
        if (body.IsSilent) return Refusal.Silent(ImportBody.LongestSilence);
        return await ShowAsync(http, caller.Viewer, job.Id, StatusOf);
    }

    Task<Refusal?> ShowAsync(HttpContext http, Viewer viewer, string name) =>
        ShowAsync(http, viewer, IdOf(name), _ => StatusCodes.Status200OK);

    async Task<Refusal?> CancelAsync(HttpContext http, Caller caller, string name)
    {
        var viewer = caller.Viewer;
        if (IdOf(name) is not { } id) return Missing();
        await jobs.CancelAsync(viewer, id);
        var attempt = ImportAttempt.ToCancel(caller, http.TraceIdentifier, name);
        await using (var transaction = await database.BeginWriteAsync(viewer, http.RequestAborted))
        {
            var runs = transaction.Db.ImportRuns.Whole().Where(run => run.Id == id);
            var now = clock.GetUtcNow().UtcDateTime;
            // Another process that runs it finds this before its next chunk, and takes its rows away.
            await runs.Where(run => run.Status == ImportStatus.Running).ExecuteUpdateAsync(set => set
                .SetProperty(run => run.Status, ImportStatus.Cancelled).SetProperty(run => run.FinishedAt, now), http.RequestAborted);
            var status = await runs.Select(run => (ImportStatus?)run.Status).SingleOrDefaultAsync(http.RequestAborted);
            var (outcome, code) = status switch
            {
                ImportStatus.Cancelled => (AuditOutcome.Succeeded, null),
                null => (AuditOutcome.Refused, ObjectionCodes.NotFound),
                _ => (AuditOutcome.Refused, ObjectionCodes.Conflict),
            };
            transaction.Db.Add(audit.Entry(attempt, outcome, code));
            await transaction.Db.SaveChangesAsync(http.RequestAborted);
            await transaction.CommitAsync(CancellationToken.None);
        }
        return await ShowAsync(http, viewer, id, status => status is ImportStatus.Cancelled ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    async Task<Refusal?> ShowAsync(HttpContext http, Viewer viewer, Guid? id, Func<ImportStatus, int> statusOf)
    {
        await using var db = database.Open(viewer);
        if (await db.ImportRuns.Whole().AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, http.RequestAborted) is not { } run) return Missing();
        var superseded = await SupersededInvoices.OfAsync(db, run.Id, http.RequestAborted);
        await ImportAnswer.Of(run, superseded).WriteAsync(http.Response, statusOf(run.Status));
        return null;
    }

    int StatusOf(ImportStatus status) => status switch
    {
        ImportStatus.Running => StatusCodes.Status202Accepted,
        ImportStatus.Succeeded => StatusCodes.Status200OK,
        ImportStatus.Failed => StatusCodes.Status422UnprocessableEntity,
        _ => lifetime.ApplicationStopping.IsCancellationRequested ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status409Conflict,
    };

    static Guid? IdOf(string name) => NodeId.TryParse(name, out var id) && id.Tag == ImportAnswer.Tag ? id.Key : null;

    /// <summary>One answer for an import of another tenant and one of nowhere.</summary>
    static Refusal Missing() => Refusal.NotFound("There is no such import.");
}
