using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Load;

/// <summary>What a cursor is bound to: who sees, and which rows in which order.</summary>
/// <remarks>
/// Not the parent, and not the field: one <c>after</c> serves every parent of a level, and a place in an order is a place in any rows of the type. Nor the
/// direction: a cursor of a page read forward may end one read backward. A field's own arguments choose rows as <c>where</c> does, and are bound as they are.
/// </remarks>
static class CursorBinding
{
    /// <summary>The bound parts as one digest. Each part is told by its length, so that no text can pass for two.</summary>
    public static byte[] Of(string scope, EntityType type, IReadOnlyList<OrderTerm> order, Where where, IReadOnlyList<object?> own)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(scope);
        writer.Write(type.Name);
        writer.Write(order.Count);
        foreach (var term in order)
        {
            writer.Write(term.Column.Name);
            writer.Write(term.Descending);
        }
        writer.Write(where.Shape);
        Write(where.Values);
        // No argument is bound as one that is not given.
        foreach (var argument in own.DefaultIfEmpty()) Write(argument);
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));

        void Write(object? value)
        {
            if (value is IEnumerable items and not string)
            {
                var list = items.Cast<object?>().ToList();
                writer.Write(list.Count);
                list.ForEach(Write);
                return;
            }
            writer.Write(value is not null);
            // Any other form of an instant leaves parts of its second out.
            if (value is not null) writer.Write(value is DateTime instant ? instant.ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }
    }
}
