using System.Diagnostics;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Commands;

/// <summary>Who runs the installation, by a command: whoever can start this process with the database's own login. The audit log names the account.</summary>
static class OperatorCaller
{
    public static Caller Of(Viewer viewer) => new(viewer, new Actor(ActorKind.Operator, Environment.UserName), ClientId.OfOperator);

    public static string NewCorrelationId() => ActivityTraceId.CreateRandom().ToHexString();
}
