using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The worlds are what the isolation tests take them for.</summary>
public sealed class WorldTests
{
    public static TheoryData<string> Onlookers => [.. Onlooker.All.Select(onlooker => onlooker.Name)];

    [Fact]
    public void Every_table_of_both_tenants_has_rows_and_every_column_a_value()
    {
        var world = World.True();
        foreach (var entity in world.Model.GetEntityTypes())
            foreach (var tenant in new[] { 1, 2 })
            {
                var rows = world.All.Where(row => row.Entity == entity && row.Row.TenantId == tenant).ToList();
                Assert.True(rows.Count > 0, $"{entity.ClrType.Name} is empty.");
                foreach (var property in entity.GetProperties())
                    Assert.True(rows.Exists(row => property.PropertyInfo!.GetValue(row.Row) is not null), $"{entity.ClrType.Name}.{property.Name} has no value.");
            }
    }

    [Theory, MemberData(nameof(Onlookers))]
    public void What_is_seen_is_the_same_in_both_worlds_and_what_is_hidden_is_not(string name)
    {
        var onlooker = Onlooker.Named(name);
        var (one, other) = (World.True(), World.Unlike(onlooker));
        var (seen, unlike) = (Seen(one, onlooker), Seen(other, onlooker));
        Assert.Empty(seen.Except(unlike));
        Assert.Empty(unlike.Except(seen));
        Assert.NotEmpty(seen);
        foreach (var entity in one.Model.GetEntityTypes().Where(entity => !WorldTables.IsTree(entity)))
        {
            var (before, after) = (Hidden(one, onlooker, entity), Hidden(other, onlooker, entity));
            Assert.True(before.Count > 0 && !before.SequenceEqual(after), $"{entity.ClrType.Name} hides nothing.");
        }
    }

    [Fact]
    public void Both_tenants_have_equal_natural_keys()
    {
        var world = World.True();
        foreach (var property in world.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Where(WorldTables.IsNaturalKey))
        {
            var (here, there) = (Values(1), Values(2));
            Assert.True(here.Intersect(there).Any(), $"{property.DeclaringType.ClrType.Name}.{property.Name}: no row of both tenants has the same.");

            HashSet<object> Values(int tenant) => [.. world.All.Where(row => row.Entity == property.DeclaringType && row.Row.TenantId == tenant).Select(row => property.PropertyInfo!.GetValue(row.Row)).OfType<object>()];
        }
    }

    /// <summary>All cells that an onlooker sees, but for those that lead to what it does not see.</summary>
    static List<string> Seen(World world, Onlooker onlooker) =>
        [.. world.All.Where(row => !WorldTables.IsTree(row.Entity)).SelectMany(row => row.Entity.GetProperties().Where(property => onlooker.Sees(property, row.Place) && !LeadsAway(property, row.Place, onlooker))
            .Select(property => $"{row.Entity.ClrType.Name}.{property.Name} {row.Place}: {property.PropertyInfo!.GetValue(row.Row)}"))];

    static bool LeadsAway(IProperty property, Place place, Onlooker onlooker) =>
        property.Name is "ParentId" or "Depth"
        || EventCells.NamesOthers(property, place)
        || WorldTables.Target(property) is var (target, isUnique) && WorldTables.PlaceOf(target, isUnique, (IEntityType)property.DeclaringType, place) is { } to
            && (!onlooker.Sees(target, to) || LeadsAway(target, to, onlooker));

    static List<string> Hidden(World world, Onlooker onlooker, IEntityType entity) =>
        [.. world.All.Where(row => row.Entity == entity).SelectMany(row => entity.GetProperties()
            .Where(property => !onlooker.Sees(property, row.Place)).Select(property => $"{property.Name}: {property.PropertyInfo!.GetValue(row.Row)}"))];
}
