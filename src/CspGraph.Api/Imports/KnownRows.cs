namespace CspGraph.Api.Imports;

/// <summary>What rows say that others refer to, found by our id and by Microsoft's key; as many as fit.</summary>
/// <param name="byIds">Reads the rows of some ids.</param>
/// <param name="byKeys">Reads the rows of some keys.</param>
/// <param name="idOf">Our id.</param>
/// <param name="keyOf">Microsoft's.</param>
sealed class KnownRows<TKey, TRow>(Func<Guid[], Task<List<TRow>>> byIds, Func<TKey[], Task<List<TRow>>> byKeys, Func<TRow, Guid> idOf, Func<TRow, TKey> keyOf)
    where TKey : notnull
{
    const int MostKnown = 4_000;

    readonly Dictionary<Guid, TRow> rows = [];
    readonly Dictionary<TKey, TRow> rowsByKey = [];

    public TRow this[Guid id] => rows[id];

    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public TRow Of(TKey key) => rowsByKey[key];

    /// <summary>Makes known what is named next.</summary>
    public async Task LoadAsync(IEnumerable<Guid> ids, IEnumerable<TKey> keys)
    {
        if (rows.Count > MostKnown)
        {
            rows.Clear();
            rowsByKey.Clear();
        }
        var missingIds = ids.Where(id => !rows.ContainsKey(id)).Distinct().ToArray();
        if (missingIds.Length > 0) Add(await byIds(missingIds));
        var missingKeys = keys.Where(key => !rowsByKey.ContainsKey(key)).Distinct().ToArray();
        if (missingKeys.Length > 0) Add(await byKeys(missingKeys));
    }

    void Add(List<TRow> read)
    {
        foreach (var row in read)
        {
            rows[idOf(row)] = row;
            rowsByKey[keyOf(row)] = row;
        }
    }
}
