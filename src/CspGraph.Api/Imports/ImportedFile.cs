using CspGraph.Data;

namespace CspGraph.Api.Imports;

/// <summary>A file on its way in: what is particular to its kind. Reading and writing run at the same time, on two threads.</summary>
abstract class ImportedFile : IAsyncDisposable
{
    /// <summary>Lines written in one transaction.</summary>
    public const int LinesPerChunk = 2_000;

    /// <summary>Lines read so far, offending ones included.</summary>
    public abstract long LineCount { get; }

    /// <summary>True when the whole file was read.</summary>
    public abstract bool HasReadAll { get; }

    /// <summary>Whether it states facts of resellers, so that they are to be looked at anew as Partners of Record.</summary>
    public virtual bool StatesResellers => false;

    /// <summary>The next lines that can be taken; null at the end, or where the file cannot be read on. Offences are noted. Knows no database.</summary>
    public abstract Task<object?> ReadChunkAsync(CancellationToken cancellation);

    /// <summary>Writes what was read so that nobody sees it, within the context's transaction.</summary>
    public abstract Task WriteChunkAsync(CspGraphDb db, object chunk, CancellationToken cancellation);

    /// <summary>Joins it with the network and makes it visible, within the context's transaction. An offence noted here undoes all.</summary>
    public abstract Task<ImportCounts> ShowAsync(CspGraphDb db, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}

/// <inheritdoc/>
/// <typeparam name="TLine">What a line of the file, or an item, is read as.</typeparam>
abstract class ImportedFile<TLine> : ImportedFile
{
    public sealed override async Task<object?> ReadChunkAsync(CancellationToken cancellation) => await ReadAsync(cancellation);

    public sealed override Task WriteChunkAsync(CspGraphDb db, object chunk, CancellationToken cancellation) =>
        WriteAsync(db, (IReadOnlyList<TLine>)chunk, cancellation);

    /// <inheritdoc cref="ImportedFile.ReadChunkAsync"/>
    protected abstract Task<IReadOnlyList<TLine>?> ReadAsync(CancellationToken cancellation);

    /// <inheritdoc cref="ImportedFile.WriteChunkAsync"/>
    protected abstract Task WriteAsync(CspGraphDb db, IReadOnlyList<TLine> lines, CancellationToken cancellation);
}
