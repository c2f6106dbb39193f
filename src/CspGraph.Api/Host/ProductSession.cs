using System.Data.Common;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host;

/// <summary>One request of a viewer: what it sees is decided here and nowhere else.</summary>
sealed class ProductSession(TenantSnapshot snapshot) : GraphSession<CspGraphDb, Viewer>(snapshot.Viewer)
{
    static readonly string[] SubtreeFilter = [CspGraphDb.SubtreeFilter];

    public override string Scope { get; } = $"{snapshot.Viewer.TenantId}:{snapshot.Viewer.SubtreeRootId}";

    public override IReadOnlyCollection<string> DroppedFilters => Viewer.SeesWholeTenant ? SubtreeFilter : [];

    public override CspGraphDb Db => snapshot.Db;

    public override bool IsEmbedded => snapshot.IsEmbedded;

    public override DbDataReader Run(string text, IReadOnlyList<string> names, ReadOnlySpan<object?> values) => snapshot.Run(text, names, values);

    public override object? FilterValue(string member) => CspGraphDb.FilterValue(Viewer, member);

    public override bool EndsWith(Exception failure) => failure.IsTransient();

    public override void Interrupt() => snapshot.Interrupt();

    public override void Ran(int statements) => StatementCount.Add(statements);
}
