using CspGraph.Domain;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Changes;

/// <summary>One mutation: who may make it, and what it does. <see cref="Changes"/> does for all of them what is the same for all.</summary>
abstract class Change
{
    /// <summary>What it takes to be allowed to ask for it at all.</summary>
    public abstract Right Right { get; }

    public abstract Type PayloadType { get; }

    /// <summary>What is to be changed, as the input names it; null for something new.</summary>
    public abstract NodeId? SubjectOf(ChangeInput input);

    /// <summary>Finds out what takes long, such as what another system knows: outside of the transaction, so that it holds nobody up. Null where nothing does.</summary>
    /// <remarks>The answer is <see cref="ChangeContext.Answer"/>. An input that is refused is refused in the transaction, by what is found there then.</remarks>
    public abstract Task<object?> InquireAsync(Inquiry inquiry, ChangeInput input);

    public abstract Task<ChangePayload> MakeAsync(ChangeContext context, ChangeInput input);

    public abstract ChangePayload Refused(IReadOnlyList<Objection> objections);
}

/// <inheritdoc/>
abstract class Change<TInput, TPayload> : Change where TInput : ChangeInput where TPayload : ChangePayload, new()
{
    public sealed override Type PayloadType => typeof(TPayload);

    public sealed override NodeId? SubjectOf(ChangeInput input) => SubjectOf((TInput)input);

    public sealed override async Task<ChangePayload> MakeAsync(ChangeContext context, ChangeInput input) => await MakeAsync(context, (TInput)input);

    public sealed override Task<object?> InquireAsync(Inquiry inquiry, ChangeInput input) => InquireAsync(inquiry, (TInput)input);

    public sealed override ChangePayload Refused(IReadOnlyList<Objection> objections) => new TPayload { Errors = objections };

    protected virtual NodeId? SubjectOf(TInput input) => null;

    protected virtual Task<object?> InquireAsync(Inquiry inquiry, TInput input) => Task.FromResult<object?>(null);

    /// <summary>Decides by rules of the Domain, and changes tracked rows of the context. It saves nothing itself.</summary>
    protected abstract Task<TPayload> MakeAsync(ChangeContext context, TInput input);

    protected static TPayload Refused(Objection objection) => new() { Errors = [objection] };
}
