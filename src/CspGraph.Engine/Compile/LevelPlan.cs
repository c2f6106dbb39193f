using System.Linq.Expressions;
using CspGraph.Engine.Load;
using CspGraph.Engine.Schema;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Engine.Compile;

/// <summary>One table read of an operation: a root connection or lookup, or one nested to-many field.</summary>
sealed class LevelPlan(int number, EntityType type)
{
    /// <summary>Its place among the operation's levels.</summary>
    public int Number { get; } = number;

    public EntityType Type { get; } = type;

    /// <summary>What ties a row to its parent, or to the field; null for a whole table.</summary>
    public LambdaExpression? Relation { get; init; }

    /// <summary>The rows themselves, ordered, for a list field; null otherwise.</summary>
    public LambdaExpression? Rows { get; init; }

    /// <summary>For a list field: what rises in its order, for statements that must sort again.</summary>
    public LambdaExpression? Rank { get; init; }

    /// <summary>The field's definition and its place in the document, for its arguments; null when it takes none.</summary>
    public FieldType? Definition { get; init; }

    public GraphQLField? Field { get; init; }

    /// <summary>The field's own arguments, beside the page's.</summary>
    public IReadOnlyList<Argument> Own { get; init; } = [];

    /// <summary>Turns the arguments' values into those that rows are held against, each time anew; null where they are held against them as they are.</summary>
    public Func<IReadOnlyList<object?>, IReadOnlyList<object?>>? Span { get; init; }

    /// <summary>(the table, row, each of those values) → what a row must fit where the first is given; null when the relation itself takes them.</summary>
    public LambdaExpression? Fits { get; init; }

    /// <summary>Where the parents' keys are in the parent level's rows; -1 for a root.</summary>
    public int ParentKey { get; init; } = -1;

    /// <summary>The table and what it refers to, as far as the document asks; 0 is the table itself.</summary>
    public List<(int From, ReferenceField? Field, EntityType Type)> Joins { get; } = [(-1, null, type)];

    /// <summary>The columns that are read.</summary>
    public List<(int Join, string Property)> Columns { get; } = [];

    public List<LevelPlan> Children { get; } = [];

    /// <summary>Names the types of its connection.</summary>
    public string Plural { get; init; } = type.Plural;

    /// <summary>What it is ordered by where the request does not say; null for the key.</summary>
    public ColumnField? ListedBy { get; init; } = type.ListedBy;

    /// <summary>What can be told of all that fit.</summary>
    public IReadOnlyList<SummaryField> Offered { get; init; } = [];

    /// <summary>What is told of all that fit.</summary>
    public List<SummaryPlan> Summaries { get; } = [];

    /// <summary>Whether all that fit are read, in no order, to be gathered in.</summary>
    public bool IsWhole { get; init; }

    public List<ResolvedPlan> Resolved { get; } = [];

    /// <summary>Fields that each row is written as, those of its computed objects included.</summary>
    public int Fields { get; set; }

    public LevelCost Cost { get; init; } = new();

    /// <summary>Whether each parent's only row is asked for, if it fits the field's <c>where</c>.</summary>
    public bool IsOfOneRow { get; init; }

    public bool NeedsRows { get; set; }
    public bool NeedsTotalCount { get; set; }
    public bool NeedsCursors { get; set; }
    public bool NeedsMore { get; set; }

    public bool HasParents => ParentKey >= 0 || Relation is { Parameters.Count: > 2 } || Rows is not null;

    /// <summary>Whether every request asks the same of it: its arguments hold no variable and no cursor, and none is made.</summary>
    public bool IsFixed => Span is null && !NeedsCursors && (Field?.Arguments?.Items.TrueForAll(argument => argument.Name.Value != "after" && argument.Name.Value != "before" && IsLiteral(argument.Value)) ?? true);

    /// <summary>What that is, once it was read.</summary>
    public LevelRequest? FixedRequest { get; set; }

    /// <summary>Statements made for it so far, by shape.</summary>
    public StatementCache Statements { get; } = new();

    static bool IsLiteral(GraphQLValue value) => value switch
    {
        GraphQLVariable => false,
        GraphQLListValue list => list.Values?.TrueForAll(IsLiteral) ?? true,
        GraphQLObjectValue fields => fields.Fields?.TrueForAll(field => IsLiteral(field.Value)) ?? true,
        _ => true,
    };

    public int Join(int from, ReferenceField field, EntityType target)
    {
        var existing = Joins.FindIndex(join => join.From == from && field.LeadsAs(join.Field));
        if (existing >= 0) return existing;
        Joins.Add((from, field, target));
        return Joins.Count - 1;
    }

    public int Column(int join, string property)
    {
        var existing = Columns.IndexOf((join, property));
        if (existing >= 0) return existing;
        Columns.Add((join, property));
        return Columns.Count - 1;
    }
}

/// <summary>What all rows that fit come to, gathered from a computed field of each.</summary>
/// <param name="Number">Its place among the operation's resolved values.</param>
/// <param name="Field">What it is.</param>
/// <param name="Rows">All that fit, as far as the computed field reads them.</param>
/// <param name="Computation">A row's part.</param>
/// <param name="Places">Where the computation's columns are.</param>
sealed record SummaryPlan(int Number, SummaryField Field, LevelPlan Rows, Computation Computation, int[] Places);

/// <summary>A column of one of a level's joined tables.</summary>
sealed record LevelColumn(int Join, IProperty Property);

/// <summary>A resolved field at one place of the document.</summary>
sealed class ResolvedPlan(GraphSchema schema, int number, ResolvedField field, FieldType definition, GraphQLField place, int parentKey, IReadOnlySet<string> selected)
{
    public int Number { get; } = number;
    public ResolvedField Field { get; } = field;

    /// <summary>Where the parents' keys are in the level's rows; -1 for a root field.</summary>
    public int ParentKey { get; } = parentKey;

    public IReadOnlySet<string> Selected { get; } = selected;

    /// <summary>The values of all arguments that the field declares, inputs as objects of their classes.</summary>
    public IReadOnlyDictionary<string, object?> Arguments(Variables variables)
    {
        var given = RequestReader.Arguments(definition, place, variables);
        return Field.Arguments.ToDictionary(argument => argument.Name, argument => given.GetValueOrDefault(argument.Name, argument.Absent) is var value && argument.Input is { } input
            ? InputType.Convert(value, argument.Type.StartsWith('[') ? typeof(IReadOnlyList<>).MakeGenericType(input) : input, schema)
            : value);
    }
}
