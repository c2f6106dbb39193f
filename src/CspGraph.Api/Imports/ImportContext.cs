using CspGraph.Data;

namespace CspGraph.Api.Imports;

/// <summary>What a kind of file is given when one is opened.</summary>
/// <param name="Partner">The tenant's Microsoft tenant id: the only PartnerId its files may bear.</param>
/// <param name="RunId">The run that the file's rows hang on.</param>
/// <param name="StartedAt">When the run began (UTC).</param>
/// <param name="IssuedAt">When the file was made (UTC), told by who sends it; else <paramref name="StartedAt"/>. Of two files that state the same thing differently, the one issued later holds.</param>
/// <param name="Ids">Makes the ids of new rows.</param>
/// <param name="Errors">Where offences are noted.</param>
sealed record ImportContext(Guid Partner, Guid RunId, DateTime StartedAt, DateTime IssuedAt, Ids Ids, ImportErrors Errors);

/// <summary>What an import did to the network.</summary>
/// <param name="Created">Objects that are new.</param>
/// <param name="Updated">Objects that a newer fact has changed, the merely confirmed not counted.</param>
/// <param name="Touched">The rows among them of which there may be something to tell.</param>
readonly record struct ImportCounts(int Created, int Updated, TouchedRows Touched);
