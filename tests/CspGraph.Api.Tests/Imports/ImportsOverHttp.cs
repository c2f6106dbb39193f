using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What tests of imports over HTTP do with a server.</summary>
static class ImportsOverHttp
{
    public const string Path = "imports/license-reconciliation";

    /// <summary>A file of so many lines, in parts.</summary>
    public static string[] Parts(params int[] lines)
    {
        var file = new ReconciliationFile();
        foreach (var _ in Enumerable.Range(0, lines.Sum())) file.Line();
        var text = file.Text().Split("\r\n");
        var (parts, at) = (new List<string>(), 0);
        foreach (var (count, index) in lines.Select((count, index) => (count, index)))
        {
            // The header goes with the first part.
            var take = index == 0 ? count + 1 : count;
            parts.Add(string.Concat(text.Skip(at).Take(take).Select(line => line + "\r\n")));
            at += take;
        }
        return [.. parts];
    }

    public static HttpRequestMessage File(string text, string path = Path, string? type = "text/csv", string? encoding = null) => File(Encoding.UTF8.GetBytes(text), path, type, encoding);

    public static HttpRequestMessage File(byte[] bytes, string path = Path, string? type = "text/csv", string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return new(HttpMethod.Post, path) { Content = content };
    }

    public static Task<Answer> GetAsync(this TestServer server, string? path, string token) => server.SendAsync(new(HttpMethod.Get, path), token);

    public static Task<Answer> DeleteAsync(this TestServer server, string? path, string token) => server.SendAsync(new(HttpMethod.Delete, path), token);

    /// <summary>What GraphQL says of the newest import, once it is as told. Asked again and again: it is another connection's work that is looked at.</summary>
    public static async Task<JsonElement> WhenNewestAsync(this TestServer server, string token, Func<string, long, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var answer = await server.SendAsync(TestServer.Post("graphql", new { query = "{ imports(first: 1, order: [{ startedAt: DESC }]) { nodes { id status lineCount bytesRead finishedAt errors { reason } } } }" }), token);
            if (answer.Json.GetProperty("data").GetProperty("imports").GetProperty("nodes") is var nodes && nodes.GetArrayLength() == 1
                && isSo(nodes[0].GetProperty("status").GetString()!, long.Parse(nodes[0].GetProperty("lineCount").ToString())))
                return nodes[0];
        }
    }

    /// <summary>Ends when no such row is left: a run is marked as ended before its rows are taken away.</summary>
    public static async Task WhenNoneAsync(this TestServer server, string rows)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await server.CountAsync(rows) > 0) patience.Token.ThrowIfCancellationRequested();
    }

    /// <param name="server">Whose database.</param>
    /// <param name="rows">A table, and perhaps which of its rows, in words that both providers understand.</param>
    public static async Task<int> CountAsync(this TestServer server, string rows)
    {
        var count = 0;
        // On a server whoever looks sees the rows of one tenant.
        foreach (var tenant in new[] { 1, 2 })
        {
            await using var db = server.Database.Open(Admin(tenant));
            var sql = $"SELECT COUNT(*) AS Value FROM (SELECT TenantId FROM {rows}) AS held WHERE TenantId = {tenant}";
            count += await db.Database.SqlQueryRaw<int>(sql).SingleAsync();
        }
        return count;
    }

    /// <summary>Keeps every import of contoso's from writing until it is disposed of: on SQLite as any other writer is kept, on a server by the rows of the runs.</summary>
    public static async Task<IAsyncDisposable> LockAsync(this TestServer server)
    {
        var other = new Held(server.Data.Open(TimeProvider.System));
        await other.BeginAsync();
        return other;
    }

    /// <summary>As another process has it: the server's own writers wait beside each other.</summary>
    sealed class Held(Database database) : IAsyncDisposable
    {
        TenantTransaction? transaction;

        public async Task BeginAsync()
        {
            transaction = await database.BeginWriteAsync(Admin(1), CancellationToken.None);
            await transaction.Db.ImportRuns.Whole().ExecuteUpdateAsync(set => set.SetProperty(run => run.FileName, run => run.FileName));
        }

        public async ValueTask DisposeAsync()
        {
            if (transaction is not null) await transaction.DisposeAsync();
            database.Dispose();
        }
    }

    static Viewer Admin(int tenant) => new(tenant, Role.DistributorAdmin, SubtreeRootId: null);
}
