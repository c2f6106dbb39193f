using CspGraph.Api.Host.Identity;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Changes;

/// <summary>What a change works with that asks others before its transaction: a state of the rows, who asks, and the services that know more.</summary>
sealed class Inquiry(Database database, Caller caller, IServiceProvider services, CancellationToken cancellation)
{
    public Viewer Viewer { get; } = caller.Viewer;
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The tenant's rows as they are now. Whatever takes long is done when it is closed.</summary>
    public ValueTask<TenantSnapshot> OpenAsync() => database.BeginSnapshotAsync(Viewer, Cancellation);

    /// <summary>Who knows more; null where nobody is set up.</summary>
    public T? Find<T>() where T : class => services.GetService<T>();

    /// <summary>Who knows more, and is always set up.</summary>
    public T Get<T>() where T : class => services.GetRequiredService<T>();
}
