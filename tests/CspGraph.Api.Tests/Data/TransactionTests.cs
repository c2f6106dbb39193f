using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Data;

public sealed class TransactionTests
{
    [Fact]
    public async Task What_is_not_committed_is_undone_and_the_context_can_begin_again()
    {
        await using var database = await TempDatabase.CreateAsync();
        await using var db = database.Open(tenantId: 7);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await using (await db.BeginWriteAsync(default))
            {
                db.AddRange(new Sample(db.Model, 7, 1, 1).Rows<Tenant>());
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
            await using (await db.BeginSnapshotAsync(default)) Assert.Equal(0, await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).CountAsync());
        }
    }

    [Fact]
    public async Task A_snapshot_neither_waits_for_a_writer_nor_sees_what_is_committed_after_its_first_read()
    {
        await using var database = await TempDatabase.CreateAsync();
        await using var writer = database.Open(tenantId: 7);
        await using var reader = database.Open(tenantId: 7);
        await using var writing = await writer.BeginWriteAsync(default);
        writer.AddRange(new Sample(writer.Model, 7, 1, 1).Rows<Tenant>());
        await writer.SaveChangesAsync();

        await using (await reader.BeginSnapshotAsync(default))
        {
            Assert.Equal(0, await reader.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).CountAsync());
            await writing.CommitAsync();
            Assert.Equal(0, await reader.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).CountAsync());
        }
        Assert.Equal(1, await reader.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).CountAsync());
    }
}
