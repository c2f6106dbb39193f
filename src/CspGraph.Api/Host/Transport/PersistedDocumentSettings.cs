namespace CspGraph.Api.Host.Transport;

/// <summary>What the configuration says about persisted documents.</summary>
/// <param name="File">A file of documents by id, or a folder of such files; null for none.</param>
/// <param name="Only">Take no document that is not in the files.</param>
sealed record PersistedDocumentSettings(string? File, bool Only)
{
    const string Section = "GraphQL:PersistedDocuments";

    /// <summary>Where the documents are; a relative path starts at the content root.</summary>
    public const string FileKey = $"{Section}:File";

    public static PersistedDocumentSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        const string onlyKey = $"{Section}:Only";
        var only = ServerSettings.Flag(configuration, onlyKey, otherwise: false);
        if (configuration[FileKey] is { Length: > 0 } file) return new(Path.Combine(environment.ContentRootPath, file), only);
        return only ? throw new StartRefusedException($"{onlyKey} is true, but {FileKey} is missing: nothing could be asked.") : new(null, only);
    }
}
