using System.Linq.Expressions;
using System.Reflection;

namespace CspGraph.Api.Imports;

/// <summary>Facts and their keys as few bytes that read back exactly, in this process: each property in the order in which the type has them.</summary>
static class FactBytes
{
    public static byte[] Write<T>(T value)
    {
        using var bytes = new MemoryStream(256);
        using var writer = new BinaryWriter(bytes);
        Write(writer, value);
        return bytes.ToArray();
    }

    public static void Write<T>(BinaryWriter writer, T value) => Form<T>.Write(writer, value);

    public static T Read<T>(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return Read<T>(reader);
    }

    public static T Read<T>(BinaryReader reader) => Form<T>.Read(reader);

    /// <summary>How one type is written and read.</summary>
    static class Form<T>
    {
        public static readonly Action<BinaryWriter, T> Write;
        public static readonly Func<BinaryReader, T> Read;

        static Form()
        {
            var (writer, reader, value) = (Expression.Parameter(typeof(BinaryWriter)), Expression.Parameter(typeof(BinaryReader)), Expression.Parameter(typeof(T)));
            Write = Expression.Lambda<Action<BinaryWriter, T>>(Writing(writer, value), writer, value).Compile();
            Read = Expression.Lambda<Func<BinaryReader, T>>(Reading(reader, typeof(T)), reader).Compile();
        }
    }

    static Expression Writing(ParameterExpression writer, Expression value)
    {
        var type = value.Type;
        if (type.IsEnum) return Writing(writer, Expression.Convert(value, typeof(int)));
        if (type == typeof(Guid)) return Expression.Call(((Action<BinaryWriter, Guid>)WriteGuid).Method, writer, value);
        if (type == typeof(DateTime)) return Writing(writer, Expression.Call(value, nameof(DateTime.ToBinary), null));
        if (type == typeof(DateOnly)) return Writing(writer, Expression.Property(value, nameof(DateOnly.DayNumber)));
        if (type == typeof(string)) return Expression.Call(((Action<BinaryWriter, string?>)WriteText).Method, writer, value);
        if (type == typeof(decimal) || type.IsPrimitive) return Expression.Call(writer, nameof(BinaryWriter.Write), null, value);
        if (Nullable.GetUnderlyingType(type) is null) return Expression.Block(Parts(type).Select(part => Writing(writer, Expression.Property(value, part))));
        var isStated = Expression.Property(value, nameof(Nullable<>.HasValue));
        return Expression.Block(Writing(writer, isStated), Expression.IfThen(isStated, Writing(writer, Expression.Property(value, nameof(Nullable<>.Value)))));
    }

    static Expression Reading(ParameterExpression reader, Type type)
    {
        if (type.IsEnum) return Expression.Convert(Reading(reader, typeof(int)), type);
        if (type == typeof(Guid)) return Expression.Call(((Func<BinaryReader, Guid>)ReadGuid).Method, reader);
        if (type == typeof(DateTime)) return Expression.Call(typeof(DateTime), nameof(DateTime.FromBinary), null, Reading(reader, typeof(long)));
        if (type == typeof(DateOnly)) return Expression.Call(typeof(DateOnly), nameof(DateOnly.FromDayNumber), null, Reading(reader, typeof(int)));
        if (type == typeof(string)) return Expression.Call(((Func<BinaryReader, string?>)ReadText).Method, reader);
        if (type == typeof(decimal) || type.IsPrimitive) return Expression.Call(reader, "Read" + type.Name, null);
        if (Nullable.GetUnderlyingType(type) is { } stated)
            return Expression.Condition(Reading(reader, typeof(bool)), Expression.Convert(Reading(reader, stated), type), Expression.Default(type));
        var parts = Parts(type).Select(part => (Part: part, Value: Expression.Variable(part.PropertyType))).ToArray();
        var taken = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)?.GetParameters().Select(parameter => parameter.Name!).ToArray() ?? [];
        var create = taken.Length == 0 ? Expression.New(type)
            : Expression.New(type.GetConstructors().First(constructor => constructor.GetParameters().Length == taken.Length), taken.Select(name => parts.Single(part => part.Part.Name == name).Value));
        return Expression.Block(parts.Select(part => part.Value),
            [.. parts.Select(part => Expression.Assign(part.Value, Reading(reader, part.Part.PropertyType))),
                Expression.MemberInit(create, parts.Where(part => !taken.Contains(part.Part.Name)).Select(part => Expression.Bind(part.Part, part.Value)))]);
    }

    static IEnumerable<PropertyInfo> Parts(Type type) => type.GetProperties().Where(part => part.CanWrite);

    static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    static void WriteGuid(BinaryWriter writer, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.Write((ReadOnlySpan<byte>)bytes);
    }

    static Guid ReadGuid(BinaryReader reader)
    {
        Span<byte> bytes = stackalloc byte[16];
        reader.ReadExactly(bytes);
        return new(bytes, bigEndian: true);
    }
}
