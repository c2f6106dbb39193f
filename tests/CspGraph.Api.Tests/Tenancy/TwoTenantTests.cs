using System.Text.Json;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Two tenants with equal names, domains and PLA IDs in one database: neither ever sees anything of the other.</summary>
public sealed class TwoTenantTests
{
    public static TheoryData<string> Documents => ReadDocument.All;

    [Theory, MemberData(nameof(Documents))]
    public async Task A_document_returns_rows_of_its_own_tenant_only(string name)
    {
        var (one, two) = (new ReadNetwork(tenantId: 1, width: 2), new ReadNetwork(tenantId: 2, width: 2));
        await using var database = await ReadDatabase.CreateAsync(one, two);
        var document = ReadDocument.Read(name);
        foreach (var (network, other) in new[] { (one, two), (two, one) })
        {
            var (own, foreign) = (await KeysAsync(database, network), await KeysAsync(database, other));
            Assert.Empty(own.Intersect(foreign));
            foreach (var viewer in new[] { network.Admin, network.Reseller })
            {
                var answer = await database.AnswerAsync(document.Text, await document.VariablesAsync(database, network, viewer), viewer);
                Assert.DoesNotContain("\"errors\":[{\"message\"", answer, StringComparison.Ordinal);
                foreach (var text in Texts(JsonDocument.Parse(answer).RootElement))
                {
                    if (NodeId.TryParse(text, out var id)) Assert.Contains(id.Key.ToString(), own);
                    Assert.DoesNotContain(text, foreign);
                }
            }
        }
    }

    [Fact]
    public async Task Both_tenants_get_the_same_answers_but_for_their_keys()
    {
        var (one, two) = (new ReadNetwork(tenantId: 1, width: 2), new ReadNetwork(tenantId: 2, width: 2));
        await using var both = await ReadDatabase.CreateAsync(one, two);
        await using var alone = await ReadDatabase.CreateAsync(new ReadNetwork(tenantId: 1, width: 2));
        foreach (var document in ReadDocument.Names.Select(ReadDocument.Read))
        {
            var variables = await document.VariablesAsync(both, one, one.Admin);
            Assert.Equal(await alone.AnswerAsync(document.Text, variables, one.Admin), await both.AnswerAsync(document.Text, variables, one.Admin));
        }
    }

    [Theory]
    [InlineData("reseller", "Reseller Alfa", 'R')]
    [InlineData("customer", "Customer Alfa 1", 'C')]
    [InlineData("subscription", "Subscription Alfa 1 1", 'S')]
    [InlineData("import", "Import 1", 'M')]
    [InlineData("node", "Reseller Alfa", 'R')]
    [InlineData("node", "Product 1", 'P')]
    [InlineData("node", "Invoice 1", 'I')]
    public async Task A_foreign_id_answers_like_a_missing_one(string field, string name, char tag)
    {
        var (one, two) = (new ReadNetwork(tenantId: 1, width: 2), new ReadNetwork(tenantId: 2, width: 2));
        await using var database = await ReadDatabase.CreateAsync(one, two);
        var text = $"query($id: ID!) {{ {field}(id: $id) {{ id }} }}";
        var missing = new NodeId(tag, new Guid("01999999-9999-7999-8999-999999999999")).ToString();
        foreach (var viewer in new[] { one.Admin, one.Reseller })
        {
            var ofNothing = await database.AnswerAsync(text, Variables(missing), viewer);
            Assert.Equal($"{{\"data\":{{\"{field}\":null}}}}", ofNothing);
            Assert.Equal(ofNothing, await database.AnswerAsync(text, Variables(two.IdOf(name)), viewer));
        }
        Assert.Equal($"{{\"data\":{{\"{field}\":{{\"id\":\"{two.IdOf(name)}\"}}}}}}", await database.AnswerAsync(text, Variables(two.IdOf(name)), two.Admin));
    }

    [Theory]
    [InlineData("reseller", "Reseller Bravo")]
    [InlineData("customer", "Customer Bravo 1")]
    [InlineData("customer", "Customer Direct 1")]
    [InlineData("subscription", "Subscription Bravo 1 1")]
    [InlineData("import", "Import 1")]
    [InlineData("node", "Invoice 1")]
    public async Task What_is_outside_the_subtree_answers_like_a_missing_one(string field, string name)
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var answer = await database.AnswerAsync($"query($id: ID!) {{ {field}(id: $id) {{ id }} }}", Variables(network.IdOf(name)), network.Reseller);
        Assert.Equal($"{{\"data\":{{\"{field}\":null}}}}", answer);
    }

    static JsonElement Variables(string id) => JsonSerializer.SerializeToElement(new { id });

    /// <summary>Every id, Microsoft id and content hash that a tenant's rows hold.</summary>
    static async Task<HashSet<string>> KeysAsync(ReadDatabase database, ReadNetwork network)
    {
        await using var db = database.Database.Open(network.Admin);
        var keys = new HashSet<string>();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var rows = (IEnumerable<object>)typeof(TwoTenantTests).GetMethod(nameof(Rows), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType).Invoke(null, [db])!;
            foreach (var row in rows)
                foreach (var property in entity.GetProperties().Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid) || property.Name == "ContentHash"))
                    if (property.PropertyInfo!.GetValue(row) is { } key && !Guid.Empty.Equals(key)) keys.Add(key.ToString()!);
        }
        return keys;
    }

    static List<object> Rows<TEntity>(CspGraphDb db) where TEntity : class =>
        [.. db.Set<TEntity>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter, CspGraphDb.CompleteFilter]).AsNoTracking()];

    static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };
}
