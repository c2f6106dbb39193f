using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Engine.Tests;

/// <summary>What a root connection says of fields that are not there is refused where it is declared, and not when somebody asks.</summary>
public sealed class RootConnectionDeclarationTests
{
    [Theory]
    [InlineData("pages", null, null, "books cannot be listed by pages: Book has no such order.")]
    [InlineData("title", null, null, "books cannot be listed by title: Book has no such order.")]
    [InlineData("shelved", null, null, null)]
    [InlineData(null, null, "weight", "books needs a type of its own to tell total.")]
    [InlineData(null, "Loans", "title", "books.total is of Book.title, which is not computed.")]
    [InlineData(null, "Loans", "pages", "books.total is of Book.pages, which is not computed.")]
    [InlineData("shelved", "Loans", "weight", null)]
    public void Only_what_is_there_can_be_named(string? listedBy, string? plural, string? computed, string? message)
    {
        var failure = Record.Exception(() => Engine(listedBy, plural, computed));
        Assert.Equal(message, failure?.Message);
    }

    [Fact]
    public void A_connection_of_its_own_has_the_usual_fields_and_its_sums()
    {
        var sdl = Engine("shelved", "Loans", "weight").Sdl;
        Assert.Contains("type LoansConnection", sdl, StringComparison.Ordinal);
        Assert.Contains("edges: [LoansEdge!]!", sdl, StringComparison.Ordinal);
        Assert.Contains("nodes: [Book!]!", sdl, StringComparison.Ordinal);
        Assert.Contains("total: Int! @cost(weight: \"200\")", sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("BooksConnection", sdl, StringComparison.Ordinal);
    }

    static GraphEngine<Library, string> Engine(string? listedBy, string? plural, string? computed) => new(
        new Root(listedBy, plural, computed), [new BookType()], new() { FoldedByAnnotation = "FoldedBy", Fold = text => text }, NullLogger.Instance);

    sealed class Library : DbContext;

    sealed class Book
    {
        public required Guid Id { get; init; }
        public required string Title { get; init; }
        public DateOnly Shelved { get; init; }
        public int Grams { get; init; }
    }

    sealed class BookType : EntityType<Book, Library, string>
    {
        public BookType() : base("Book", "Books", 'B', "A book.")
        {
            Column(book => book.Title, "Its title.");
            Column(book => book.Shelved, "Since when it is here.").Sortable();
            Computed("weight", (book, viewer) => book.Grams, "What it weighs.");
        }
    }

    sealed class Root : QueryType<Library, string>
    {
        public Root(string? listedBy, string? plural, string? computed)
        {
            var books = Connection<Book, int, DateOnly>("books", new Argument("days", "Int!", "How many.", Default: 3), days => (DateOnly.MinValue, DateOnly.MinValue.AddDays(days)),
                (book, from, to) => book.Shelved >= from && book.Shelved <= to, "Books of some days.");
            if (listedBy is not null) books.ListedBy(listedBy);
            if (plural is not null) books.Named(plural);
            if (computed is not null) books.Summary<int, List<int>, int>("total", computed, () => [], (all, grams) => all.Add(grams), all => all.Sum(), "What they weigh together.");
        }
    }
}
