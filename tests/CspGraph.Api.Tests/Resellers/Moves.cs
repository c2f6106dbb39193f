using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Resellers;

/// <summary>Moves of resellers, and what the tree is to be after them.</summary>
static class Moves
{
    const string Move = """
        mutation($input: MoveResellerInput!) { moveReseller(input: $input) {
            reseller { id depth parent { id } } moved { resellers customers subscriptions } gained { reseller name } gainedCount lost { reseller name } lostCount
            verdictChanges { reseller name before after plaIdBefore plaIdAfter } verdictChangeCount errors { code field } } }
        """;

    public static string Id(Guid reseller) => new NodeId('R', reseller).ToString();

    public static async Task<JsonElement> MoveAsync(this ChangeKit kit, Guid reseller, Guid? parent, Caller? caller = null, bool dryRun = false, string? key = null) =>
        (await kit.AskAsync(Move, new { input = new { reseller = Id(reseller), parent = parent is { } id ? Id(id) : null, dryRun, idempotencyKey = key } }, caller)).GetProperty("data").GetProperty("moveReseller");

    /// <summary>Code and field of the one objection; null for none.</summary>
    public static string? Error(this JsonElement payload)
    {
        var errors = payload.GetProperty("errors");
        return errors.GetArrayLength() == 0 ? null : $"{errors[0].GetProperty("code").GetString()} {errors[0].GetProperty("field").GetString()}";
    }

    /// <summary>Everything that makes the tree, as text.</summary>
    public static async Task<string> TreeAsync(this ChangeKit kit) => JsonSerializer.Serialize(new
    {
        Parents = (await kit.RowsAsync<Reseller>()).Select(row => (row.Id, row.ParentId, row.Depth)).Order().Select(row => $"{row}"),
        Paths = (await kit.RowsAsync<ResellerClosure>()).Select(path => (path.AncestorId, path.DescendantId, path.Depth, path.ValidFrom, path.ValidTo)).Order().Select(path => $"{path}"),
        Statements = (await kit.RowsAsync<ResellerPlacement>()).Select(row => (row.ResellerId, row.StatedAt, row.ParentId)).Order().Select(row => $"{row}"),
    });

    /// <summary>The rows that show the tree are those that its parents, and all statements that there are, make from nothing.</summary>
    public static async Task AssertTreeAsync(this ChangeKit kit)
    {
        var resellers = (await kit.RowsAsync<Reseller>()).ToDictionary(row => row.Id);
        var paths = await kit.RowsAsync<ResellerClosure>();
        Assert.Equal(
            resellers.Keys.SelectMany(id => Up(resellers, id).Index().Select(step => (Ancestor: step.Item, id, step.Index))).Order(),
            paths.Where(path => path.ValidTo is null).Select(path => (path.AncestorId, path.DescendantId, path.Depth)).Order());
        Assert.All(resellers.Values, row => Assert.Equal(Up(resellers, row.Id).Count() - 1, row.Depth));

        var statements = await kit.RowsAsync<ResellerPlacement>();
        var dated = statements.Select(row => row.ResellerId).ToHashSet();
        var undated = resellers.Values.Where(row => !dated.Contains(row.Id)).Select(row => new ResellerPlacement { ResellerId = row.Id, StatedAt = FactDates.Oldest, ParentId = row.ParentId });
        var history = new ResellerHistory([.. statements, .. undated], id => ResellerKeys.Of(resellers[id]));
        Assert.All(resellers.Values, row => Assert.Equal(history.ParentOf(row.Id), row.ParentId));
        Assert.Equal(
            resellers.Keys.SelectMany(history.PathsOf).Select(path => (path.AncestorId, path.DescendantId, path.Depth, path.ValidFrom, path.ValidTo)).Order(),
            paths.Select(path => (path.AncestorId, path.DescendantId, path.Depth, path.ValidFrom, path.ValidTo)).Order());
    }

    /// <summary>Adds resellers whose parents come before them, as nobody has stated.</summary>
    public static async Task AddAsync(this Database database, IReadOnlyList<Reseller> resellers)
    {
        var byId = resellers.ToDictionary(row => row.Id);
        foreach (var row in resellers) row.Depth = Up(byId, row.Id).Count() - 1;
        await using var db = database.Open(new Viewer(1, Role.DistributorAdmin, null));
        await using var transaction = await db.BeginWriteAsync(default);
        await BulkInsert.WriteAsync(db, resellers, default);
        await BulkInsert.WriteAsync(db, resellers.SelectMany(row => Up(byId, row.Id).Index().Select(step =>
            new ResellerClosure { AncestorId = step.Item, DescendantId = row.Id, Depth = step.Index, ValidFrom = ResellerHistory.Ever })), default);
        await transaction.CommitAsync();
    }

    /// <summary>The reseller and who is above it.</summary>
    public static IEnumerable<Guid> Up(IReadOnlyDictionary<Guid, Reseller> resellers, Guid reseller)
    {
        for (Guid? next = reseller; next is { } id; next = resellers[id].ParentId) yield return id;
    }
}
