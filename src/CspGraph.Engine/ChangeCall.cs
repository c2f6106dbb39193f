using System.Buffers;
using System.Text;
using System.Text.Json;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Load;
using CspGraph.Engine.Write;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine;

/// <summary>One change of an operation, for the host to make: it is answered by <see cref="LoadAsync"/> or by <see cref="Repeat"/>.</summary>
/// <typeparam name="TDb">The context whose tables the schema shows.</typeparam>
/// <typeparam name="TViewer">Who asks.</typeparam>
public sealed class ChangeCall<TDb, TViewer> where TDb : DbContext
{
    readonly RootChange root;
    readonly PreparedOperation operation;
    readonly LoadedOperation loaded;
    readonly TViewer viewer;
    readonly Func<GraphSession<TDb, TViewer>, Loader> loaderOf;

    internal ChangeCall(RootChange root, object input, PreparedOperation operation, LoadedOperation loaded, TViewer viewer, Func<GraphSession<TDb, TViewer>, Loader> loaderOf, CancellationToken cancellation)
    {
        (this.root, this.operation, this.loaded, this.viewer, this.loaderOf) = (root, operation, loaded, viewer, loaderOf);
        Input = input;
        Cancellation = cancellation;
    }

    /// <summary>The mutation's published name.</summary>
    public string Name => root.Change.Name;

    /// <summary>What was declared with it.</summary>
    public object Handler => root.Change.Handler;

    /// <summary>Its input, of the declared class.</summary>
    public object Input { get; }

    /// <summary>Ends when nobody waits for the answer, or the operation has taken as long as it may. What is committed by then stays.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Names what is asked of the payload: the same for the same document with the same variables.</summary>
    public string Selection => $"{operation.Hash()}.{root.ResponseKey}";

    /// <summary>True when the call has an answer.</summary>
    public bool IsAnswered => loaded.Payloads.ContainsKey(root) || loaded.Repeated.ContainsKey(root);

    /// <summary>Reads the rows that a payload names, as the session's viewer sees them now. They are kept for the answer: the session may end before it is written.</summary>
    /// <param name="session">The change's own connection and transaction.</param>
    /// <param name="payload">An object of the declared class.</param>
    public async Task LoadAsync(GraphSession<TDb, TViewer> session, object payload)
    {
        await using var interrupting = Cancellation.Register(session.Interrupt);
        await loaderOf(session).LoadAsync(root, payload);
    }

    /// <summary>The payload as it will be answered, but without secrets.</summary>
    public string Kept()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ResponseWriter.Encoder }))
            root.Write(new ResponseWriter(json, loaded, viewer, Cancellation), loaded, withSecrets: false);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Answers with what <see cref="Kept"/> has given before.</summary>
    public void Repeat(string payload)
    {
        // Of an attempt that was undone.
        loaded.Payloads.Remove(root);
        loaded.Repeated[root] = payload;
    }
}
