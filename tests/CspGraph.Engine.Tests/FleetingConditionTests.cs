using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Engine.Tests;

/// <summary>An answer that is kept must not depend, by a condition, on rows that change without a new version of the data.</summary>
public sealed class FleetingConditionTests
{
    [Theory]
    [InlineData(true, true, true, "Book.job cannot be filterable: Job is not cached, and Book is.")]
    [InlineData(true, false, true, "Book.jobs cannot be filterable: Job is not cached, and Book is.")]
    [InlineData(true, true, false, null)]
    [InlineData(false, true, true, null)]
    public void A_condition_on_what_is_not_cached_is_refused_where_it_is_declared(bool isFleeting, bool byReference, bool isFilterable, string? message)
    {
        var failure = Record.Exception(() => new GraphEngine<Shelf, string>(
            new Root(), [new BookType(byReference, isFilterable), new JobType(isFleeting)], new() { FoldedByAnnotation = "FoldedBy", Fold = text => text }, NullLogger.Instance));

        Assert.Equal(message, failure?.Message);
    }

    sealed class Shelf : DbContext;

    sealed class Book
    {
        public required Guid Id { get; init; }
        public Guid? JobId { get; init; }
    }

    sealed class Job
    {
        public required Guid Id { get; init; }
        public Guid? BookId { get; init; }
    }

    sealed class BookType : EntityType<Book, Shelf, string>
    {
        public BookType(bool byReference, bool isFilterable) : base("Book", "Books", 'B', "A book.")
        {
            var one = Reference<Job>("job", book => book.JobId, "Who brought it.");
            var many = Connection<Job>("jobs", job => job.BookId, "Who read it.");
            if (isFilterable && byReference) one.Filterable();
            if (isFilterable && !byReference) many.Filterable();
        }
    }

    sealed class JobType : EntityType<Job, Shelf, string>
    {
        public JobType(bool isFleeting) : base("Job", "Jobs", 'J', "A job.")
        {
            if (isFleeting) NotCached();
        }
    }

    sealed class Root : QueryType<Shelf, string>
    {
        public Root() => Connection<Book>("books", "All books.");
    }
}
