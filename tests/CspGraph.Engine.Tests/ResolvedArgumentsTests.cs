using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using CspGraph.Engine.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Engine.Tests;

/// <summary>Arguments of resolved fields: coerced, defaulted, and each selection's own.</summary>
public sealed class ResolvedArgumentsTests : IAsyncLifetime
{
    static GraphEngineOptions Options => new() { FoldedByAnnotation = "FoldedBy", Fold = text => text };

    readonly SqliteConnection connection = new("Data Source=:memory:");
    readonly GraphEngine<Shelf, string> engine = new(new Root(), [new BookType(), new LoanType(), LoanType.Grain], Options, NullLogger.Instance);

    public async Task InitializeAsync()
    {
        await connection.OpenAsync();
        await using var db = Open();
        await db.Database.EnsureCreatedAsync();
        db.AddRange(new Book { Id = Guid.NewGuid(), Title = "One" }, new Book { Id = Guid.NewGuid(), Title = "Two" });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await connection.DisposeAsync();

    [Fact]
    public async Task Literals_arrive_as_their_types_values_and_what_is_left_out_by_its_default() => Assert.Equal(
        """{"data":{"books":{"nodes":[{"loans":{"from":"2026-01-31","by":"WEEK","most":7}},{"loans":{"from":"2026-01-31","by":"WEEK","most":7}}]}}}""",
        await AnswerAsync("""{ books { nodes { loans(from: "2026-01-31") { from by most } } } }"""));

    [Fact]
    public async Task Variables_arrive_coerced_and_a_null_is_as_if_left_out() => Assert.Equal(
        """{"data":{"books":{"nodes":[{"loans":{"from":"2026-02-28","by":"DAY","most":7}}]}}}""",
        await AnswerAsync("query ($from: Date!, $by: Grain! = DAY, $most: Int) { books(first: 1) { nodes { loans(from: $from, by: $by, most: $most) { from by most } } } }",
            """{ "from": "2026-02-28", "most": null }"""));

    [Fact]
    public async Task The_same_text_with_other_variables_gets_the_other_values()
    {
        const string text = "query ($from: Date!) { books(first: 1) { nodes { loans(from: $from) { from } } } }";
        Assert.Contains("2026-03-01", await AnswerAsync(text, """{ "from": "2026-03-01" }"""), StringComparison.Ordinal);
        Assert.Contains("2026-03-02", await AnswerAsync(text, """{ "from": "2026-03-02" }"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selections_under_different_names_have_their_own_arguments() => Assert.Equal(
        """{"data":{"books":{"nodes":[{"a":{"from":"2026-01-01","by":"DAY"},"b":{"from":"2026-01-02","by":"WEEK"}}]},"a":{"most":1},"b":{"most":7}}}""",
        await AnswerAsync("""
            { books(first: 1) { nodes { a: loans(from: "2026-01-01", by: DAY) { from by } b: loans(from: "2026-01-02") { from by } } }
              a: latest(most: 1) { most } b: latest { most } }
            """));

    [Theory]
    [InlineData("""{ books { nodes { loans { from } } } }""")]
    [InlineData("""{ books { nodes { loans(from: "2026-02-30") { from } } } }""")]
    [InlineData("""{ books { nodes { loans(from: "2026-01-01", by: CENTURY) { from } } } }""")]
    [InlineData("""{ books { nodes { loans(from: "2026-01-01") { from } loans(from: "2026-01-02") { by } } } }""")]
    [InlineData("""{ books { nodes { loans(from: "2026-01-01", by: null) { from } } } }""")]
    public async Task What_does_not_fit_the_schema_is_refused(string text) => Assert.NotEmpty((await engine.PrepareAsync(new GraphRequest(text), default)).Errors);

    [Fact]
    public void The_schema_shows_arguments_with_their_defaults() =>
        Assert.Contains("by: Grain! = WEEK", engine.Sdl.ReplaceLineEndings(" "), StringComparison.Ordinal);

    /// <summary>Two books with 40 loans each are within the limit, 25 are beyond it: the lists are foreseen, not met.</summary>
    [Theory]
    [InlineData(1_000, 1_000_000)]
    [InlineData(1_000_000, 1_000)]
    public async Task The_items_of_a_list_count_before_it_is_resolved(int fields, int cost)
    {
        var tight = new GraphEngine<Shelf, string>(new Root(), [new BookType(), new LoanType(), LoanType.Grain], new GraphEngineOptions { FoldedByAnnotation = "FoldedBy", Fold = text => text, MaxResponseFields = fields, MaxCost = cost }, NullLogger.Instance);
        Assert.Equal(["COST_EXCEEDED"], (await tight.PrepareAsync(new GraphRequest("""{ books { nodes { history { from } } } }"""), default)).Errors.Select(error => error.Code));
        Assert.Empty((await tight.PrepareAsync(new GraphRequest("""{ books(first: 2) { nodes { history { from } } } }"""), default)).Errors);
    }

    async Task<string> AnswerAsync(string text, string variables = "{}")
    {
        var prepared = await engine.PrepareAsync(new GraphRequest(text, Variables: JsonDocument.Parse(variables).RootElement), default);
        Assert.Empty(prepared.Errors);
        await using var db = Open();
        var answer = new ArrayBufferWriter<byte>();
        await engine.ExecuteAsync(prepared, new Session(db), answer, default);
        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }

    sealed class Session(Shelf db) : GraphSession<Shelf, string>("reader")
    {
        public override string Scope => "";
        public override IReadOnlyCollection<string> DroppedFilters => [];
        public override Shelf Db => db;
        public override bool IsEmbedded => true;
        public override object? FilterValue(string member) => throw new NotSupportedException(member);

        public override DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values)
        {
            var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
            command.CommandText = text;
            for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue(names[i], values[i] ?? DBNull.Value);
            return command.ExecuteReader();
        }

        public override void Interrupt()
        {
        }

        public override void Ran(int statements)
        {
        }
    }

    Shelf Open() => new(new DbContextOptionsBuilder<Shelf>().UseSqlite(connection).Options);

    sealed class Shelf(DbContextOptions<Shelf> options) : DbContext(options)
    {
        public DbSet<Book> Books => Set<Book>();
    }

    sealed class Book
    {
        public required Guid Id { get; init; }
        public required string Title { get; init; }
    }

    enum Grain
    {
        Day,
        Week,
    }

    sealed record Loan(DateOnly From, Grain By, int Most);

    sealed class BookType : EntityType<Book, Shelf, string>
    {
        public BookType() : base("Book", "Books", 'B', "A book.")
        {
            Resolved("loans", context => Task.FromResult<IReadOnlyList<Loan>>([.. context.Parents.Select(_ => new Loan(context.Argument<DateOnly>("from"), context.Argument<Grain>("by"), context.Argument<int>("most")))]),
                "Its loans.", arguments:
                [
                    new Argument("from", "Date!", "The first day."),
                    new Argument("by", "Grain!", "How fine.", Default: Grain.Week),
                    new Argument("most", "Int", "How many.", Absent: 7),
                ]);
            Resolved<IReadOnlyList<Loan>>("history", context => Task.FromResult<IReadOnlyList<IReadOnlyList<Loan>>>([.. context.Parents.Select(_ => (IReadOnlyList<Loan>)[])]), "Its past loans.").OfUpTo(40);
        }
    }

    sealed class LoanType : ObjectType<Loan>
    {
        public LoanType() : base("Loan", "A loan.")
        {
            Field(loan => loan.From, "Its first day.");
            Field(loan => loan.By, "How fine.");
            Field(loan => loan.Most, "How many.");
        }

        public static EnumType<Grain> Grain => new("Grain", "How fine.", (ResolvedArgumentsTests.Grain.Day, "By day."), (ResolvedArgumentsTests.Grain.Week, "By week."));
    }

    sealed class Root : QueryType<Shelf, string>
    {
        public Root()
        {
            Connection<Book>("books", "All books.");
            Resolved("latest", context => Task.FromResult(new Loan(default, Grain.Day, context.Argument<int>("most"))), "The latest loan.", arguments: new Argument("most", "Int!", "How many.", Default: 7));
        }
    }
}
