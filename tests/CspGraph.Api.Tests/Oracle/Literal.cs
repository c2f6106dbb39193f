using System.Text.Encodings.Web;
using System.Text.Json;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>A value in a generated document.</summary>
abstract class Literal
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Literal Null = new Plain("null", "null");

    public static Literal Text(string text) => new Plain(Quoted(text), Quoted(text));

    public static Literal Number(int number) => new Plain($"{number}", $"{number}");

    public static Literal Flag(bool flag) => new Plain(flag ? "true" : "false", flag ? "true" : "false");

    public static Literal Named(string name) => new Plain(name, Quoted(name));

    static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);

    /// <param name="asJson">For the variables; otherwise for the document.</param>
    /// <param name="cursors">What stands for a cursor; each side has its own.</param>
    public abstract string Print(bool asJson, Func<Cursor, string?> cursors);

    public virtual IEnumerable<Literal> Parts => [];

    public IEnumerable<Literal> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    /// <summary>Something that is written out.</summary>
    public sealed class Plain(string document, string json) : Literal
    {
        public override string Print(bool asJson, Func<Cursor, string?> cursors) => asJson ? json : document;
    }

    public sealed class Many(IEnumerable<Literal> items) : Literal
    {
        public List<Literal> Items { get; } = [.. items];
        public override IEnumerable<Literal> Parts => Items;
        public override string Print(bool asJson, Func<Cursor, string?> cursors) => $"[{string.Join(", ", Items.Select(item => item.Print(asJson, cursors)))}]";
    }

    public sealed class Fields(IEnumerable<(string Name, Literal Value)> fields) : Literal
    {
        public List<(string Name, Literal Value)> Items { get; } = [.. fields];
        public override IEnumerable<Literal> Parts => Items.Select(item => item.Value);
        public override string Print(bool asJson, Func<Cursor, string?> cursors) =>
            $"{{{string.Join(", ", Items.Select(item => $"{(asJson ? Quoted(item.Name) : item.Name)}: {item.Value.Print(asJson, cursors)}"))}}}";
    }

    public sealed class Of(Variable variable) : Literal
    {
        public Variable Variable { get; } = variable;
        public override string Print(bool asJson, Func<Cursor, string?> cursors) => "$" + Variable.Name;
    }

    /// <summary>The cursor of one of the rows that the field's own filter and order lead to.</summary>
    public sealed class Cursor(int pick) : Literal
    {
        public int Pick { get; } = pick;
        public override string Print(bool asJson, Func<Cursor, string?> cursors) => cursors(this) is { } cursor ? Quoted(cursor) : "null";
    }

    /// <summary>The same with every variable replaced by what it stands for; null when that is nothing.</summary>
    public Literal? Resolved() => this switch
    {
        Of of => (of.Variable.Given ?? of.Variable.Default)?.Resolved(),
        Many many => new Many(many.Items.Select(item => item.Resolved() ?? Null)),
        Fields fields => new Fields(fields.Items.Select(field => (field.Name, Value: field.Value.Resolved()!)).Where(field => field.Value is not null)),
        _ => this,
    };
}

/// <summary>A variable: declared with a type, perhaps a default, and perhaps given.</summary>
sealed class Variable(string name, string type)
{
    public string Name { get; } = name;
    public string Type { get; } = type;
    public Literal? Default { get; set; }
    public Literal? Given { get; set; }
}
