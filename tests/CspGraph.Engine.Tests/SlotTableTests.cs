using System.Linq.Expressions;
using CspGraph.Engine.Load;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine.Tests;

/// <summary>EF gives each slot's parameter the name that the table foretells, however many there are.</summary>
public sealed class SlotTableTests
{
    [Fact]
    public void ForetellsTheNamesOfParameters()
    {
        using var db = new Db();
        var slots = new SlotTable();
        var row = Expression.Parameter(typeof(Row), "row");
        var conditions = Enumerable.Range(0, 35).Select(i => Expression.Equal(
            Expression.Property(row, nameof(Row.Number)), slots.Add(typeof(int), SlotSource.Where, i, property: null)));
        var query = db.Set<Row>().Where(Expression.Lambda<Func<Row, bool>>(conditions.Aggregate(Expression.OrElse), row));

        using var command = query.CreateDbCommand();

        Assert.Equal(35, command.Parameters.Count);
        Assert.Equal(Enumerable.Range(0, 35), command.Parameters.Cast<System.Data.Common.DbParameter>().Select(parameter => slots.Find(parameter.ParameterName)!.Index).Order());
    }

    [Fact]
    public void GivesOneSlotForOneValue()
    {
        using var db = new Db();
        var slots = new SlotTable();
        var row = Expression.Parameter(typeof(Row), "row");
        var first = slots.Add(typeof(int), SlotSource.Where, 0, property: null);
        var again = slots.Add(typeof(int), SlotSource.Where, 0, property: null);
        var number = Expression.Property(row, nameof(Row.Number));

        using var command = db.Set<Row>().Where(Expression.Lambda<Func<Row, bool>>(
            Expression.OrElse(Expression.GreaterThan(number, first), Expression.LessThan(number, again)), row)).CreateDbCommand();

        Assert.Single(command.Parameters);
    }

    [Fact]
    public void KnowsNoParameterThatItDidNotMake() => Assert.Null(new SlotTable().Find("@frozen"));

    sealed class Row
    {
        public int Id { get; init; }
        public int Number { get; init; }
    }

    sealed class Db : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Row>();
    }
}
