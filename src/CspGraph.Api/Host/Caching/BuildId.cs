using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Caching;

/// <summary>Names what answers: the same schema, computed by the same code. Replicas of one build share answers, those of two never.</summary>
readonly record struct BuildId
{
    const int Bytes = 9;

    BuildId(string value) => Value = value;

    public string Value { get; }

    public static BuildId Of(GraphEngine<CspGraphDb, Viewer> engine)
    {
        // The compiler makes a module's id from its sources, so the same sources have the same.
        var modules = new[] { typeof(BuildId), typeof(CspGraphDb), typeof(Viewer), typeof(GraphError) }.Select(type => type.Module.ModuleVersionId);
        return new(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', modules) + engine.Sdl))[..Bytes]));
    }
}
