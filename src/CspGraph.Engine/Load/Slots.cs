using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Engine.Load;

/// <summary>Where a parameter's value comes from, each time the statement runs.</summary>
enum SlotSource
{
    /// <summary>A member of the context, read by a query filter.</summary>
    Filter,
    /// <summary>The parent row's key.</summary>
    Parent,
    /// <summary>How many rows at most.</summary>
    Limit,
    /// <summary>One of the field's own arguments.</summary>
    Argument,
    /// <summary>A value of <c>where</c>.</summary>
    Where,
    /// <summary>A value of the cursor that the page starts from; the key is the last.</summary>
    From,
    /// <summary>A value of the cursor that the page ends before; the key is the last.</summary>
    Until,
}

/// <summary>A parameter of a statement that is being made: never a value, only where one will come from.</summary>
/// <param name="Name">The name EF will give the parameter.</param>
/// <param name="Source">Where its values come from.</param>
/// <param name="Index">Which of the source's values.</param>
/// <param name="Property">The column it is held against, whose mapping and converter it takes; null for a plain number.</param>
/// <param name="IsList">Whether it is a list of such values.</param>
/// <param name="Type">The values' type.</param>
sealed record Slot(string Name, SlotSource Source, int Index, IProperty? Property, bool IsList, Type Type);

/// <summary>Makes the expressions that EF turns into parameters. EF names a parameter after the members it was read through, so each slot has a path of its own.</summary>
sealed class SlotTable
{
    readonly List<(Slot Slot, Expression Path)> slots = [];

    /// <summary>The slot behind a parameter's name (with its @), or null when no slot made it.</summary>
    /// <remarks>Where one value is held against columns of different mappings, EF makes a parameter for each and numbers them: p1, p10, p11. No slot's name starts with another's.</remarks>
    public Slot? Find(string parameter) => slots.Find(entry => parameter.StartsWith("@" + entry.Slot.Name, StringComparison.Ordinal)
        && parameter.AsSpan(1 + entry.Slot.Name.Length).IndexOfAnyExceptInRange('0', '9') < 0).Slot;

    public Expression Add(Type type, SlotSource source, int index, IProperty? property, bool isList = false)
    {
        if (slots.Find(entry => entry.Slot.Source == source && entry.Slot.Index == index).Path is { } same) return same;
        var path = Path(type, slots.Count);
        slots.Add((new Slot(NameOf(slots.Count), source, index, property, isList, type), path));
        return path;
    }

    static Expression Path(Type type, int number)
    {
        Expression path = Expression.Constant(Activator.CreateInstance(typeof(Values<>).MakeGenericType(type)));
        for (; number >= 10; number -= 10) path = Expression.Property(path, nameof(Values<>.n));
        return Expression.Field(path, "p" + number);
    }

    static string NameOf(int number) => string.Concat(Enumerable.Repeat("n_", number / 10)) + "p" + number % 10;

    /// <summary>Stands for values while a statement is made. None is null: EF writes other statements for null.</summary>
    sealed class Values<T>
    {
#pragma warning disable IDE1006, CS0649 // EF makes parameter names of these names, through expressions.
        public Values() => p0 = p1 = p2 = p3 = p4 = p5 = p6 = p7 = p8 = p9 = (T)Sample(typeof(T));
        public T p0, p1, p2, p3, p4, p5, p6, p7, p8, p9;
        public Values<T> n => this;
#pragma warning restore IDE1006, CS0649

        static object Sample(Type type) =>
            type == typeof(string) ? "sample" : Activator.CreateInstance(Nullable.GetUnderlyingType(type) ?? type)!;
    }
}
