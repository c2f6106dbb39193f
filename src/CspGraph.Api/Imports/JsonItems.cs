using System.Text.Json;

namespace CspGraph.Api.Imports;

/// <summary>Reads a JSON object of scalars and of lists of objects item by item: never more of it is held than one item.</summary>
/// <remarks>UTF-8 only, with or without a byte-order mark. What follows where it cannot be read on is not guessed at.</remarks>
sealed class JsonItems(Stream content)
{
    /// <summary>An item longer than this is refused, having read no more of it.</summary>
    const int LongestItem = 1024 * 1024;

    byte[] buffer = new byte[64 * 1024];
    int start;
    int end;
    bool isLast;
    bool isBegun;
    long line = 1;
    JsonReaderState state;

    /// <summary>The last name read at the top: that of the list whose items are being read.</summary>
    public string Section { get; private set; } = "";

    /// <summary>The item's place in its list, from 0.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>The line on which the current part starts, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The text of the current item; valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Item { get; private set; }

    /// <summary>The current scalar: its JSON text, a string's without the quotes.</summary>
    public string Scalar { get; private set; } = "";

    /// <summary>The next part. What ends the reading is thrown as <see cref="JsonException"/> or <see cref="UnreadableException"/>.</summary>
    public async ValueTask<Part> NextAsync(CancellationToken cancellation)
    {
        Part part;
        while (!TryNext(out part))
        {
            if (end - start > LongestItem) throw new UnreadableException(Line, "The item is longer than 1 MiB.");
            if (start > 0) buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            var read = await content.ReadAsync(buffer.AsMemory(end), cancellation);
            end += read;
            isLast = read == 0;
            if (isBegun || end < 3 && !isLast) continue;
            isBegun = true;
            if (end == 0) throw new UnreadableException(1, "The file is empty.");
            if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8)) start = 3;
        }
        return part;
    }

    bool TryNext(out Part part)
    {
        part = Part.End;
        if (!isBegun) return false;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isLast, state);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                Pass(reader);
                return isLast;
            }
            Line = line + buffer.AsSpan(start, (int)reader.TokenStartIndex).Count((byte)'\n');
            switch (reader.CurrentDepth, reader.TokenType)
            {
                case (0, JsonTokenType.StartObject or JsonTokenType.EndObject):
                    break;
                case (0, _):
                    throw new UnreadableException(Line, "The file is not a JSON object.");
                case (1, JsonTokenType.PropertyName):
                    (Section, Index) = (Text(reader), -1);
                    break;
                case (1, JsonTokenType.StartArray):
                    part = Part.List;
                    Pass(reader);
                    return true;
                case (1, JsonTokenType.EndArray):
                    break;
                case (1, JsonTokenType.StartObject):
                    throw new UnreadableException(Line, $"{Section} is an object: it is to be a list.");
                case (1, _):
                    part = Part.Scalar;
                    Scalar = Text(reader);
                    Pass(reader);
                    return true;
                default:
                    var from = start + (int)reader.TokenStartIndex;
                    if (!reader.TrySkip())
                    {
                        Pass(before);
                        return false;
                    }
                    Index++;
                    Item = buffer.AsMemory(from, start + (int)reader.BytesConsumed - from);
                    part = Part.Item;
                    Pass(reader);
                    return true;
            }
        }
    }

    /// <summary>What is behind the reader has been taken.</summary>
    void Pass(Utf8JsonReader reader)
    {
        state = reader.CurrentState;
        line += buffer.AsSpan(start, (int)reader.BytesConsumed).Count((byte)'\n');
        start += (int)reader.BytesConsumed;
    }

    string Text(Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString()! : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableException(Line, "The file is not UTF-8 from about here on.");
        }
    }

    /// <summary>What <see cref="NextAsync"/> has met.</summary>
    public enum Part
    {
        Scalar,
        List,
        Item,
        End,
    }
}

/// <summary>The file cannot be read on.</summary>
sealed class UnreadableException(long line, string reason) : Exception(reason)
{
    public long Line { get; } = line;
}
