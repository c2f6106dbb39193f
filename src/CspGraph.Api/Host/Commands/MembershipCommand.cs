using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Resellers;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Commands;

/// <summary>Sets a membership as the mutation does: so the first administrator of a tenant is let in, and a tenant that has locked itself out.</summary>
static class MembershipCommand
{
    const string Document = """
        mutation($input: SetMembershipInput!) {
          setMembership(input: $input) { membership { id name role endedAt reseller { name } } errors { message field } }
        }
        """;

    public static Command Create()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant's short name.", Required = true };
        var entraTenant = new Option<Guid>("--entra-tenant") { Description = "The Microsoft Entra tenant of its tokens (tid).", Required = true };
        var objectId = new Option<string?>("--object-id") { Description = "A person or a service principal (oid)." };
        var applicationId = new Option<string?>("--application-id") { Description = "An application by its client id, when it comes for itself." };
        var appRole = new Option<string?>("--app-role") { Description = "Whoever was assigned an app role." };
        var role = new Option<string>("--role") { Description = $"One of {string.Join(", ", Roles.ByName.Keys)}.", Required = true };
        var reseller = new Option<string?>("--reseller") { Description = "The root of what it sees: its id. Without it the whole tenant." };
        var name = new Option<string?>("--name") { Description = "What people call it." };
        var end = new Option<bool>("--end") { Description = "End it: nobody is let in by it any more." };
        role.AcceptOnlyFromAmong([.. Roles.ByName.Keys]);
        var command = new Command("membership", "Let a principal of Microsoft Entra into a tenant, change what it may do, or end that.")
        {
            Options = { tenant, entraTenant, objectId, applicationId, appRole, role, reseller, name, end },
        };
        command.Validators.Add(result =>
        {
            if (new[] { objectId, applicationId, appRole }.Count(option => result.GetValue(option) is not null) != 1) result.AddError("Name one principal: by --object-id, --application-id or --app-role.");
        });
        command.SetAction(async (parse, cancellation) =>
        {
            var (kind, principal) = parse.GetValue(objectId) is { } id ? (PrincipalKind.ObjectId, id)
                : parse.GetValue(applicationId) is { } application ? (PrincipalKind.ApplicationId, application)
                : (PrincipalKind.AppRole, parse.GetValue(appRole)!);
            var root = parse.GetValue(reseller) is { } text ? new NodeId(ResellerType.Tag, ResellerId.Parse(text) ?? throw new StartRefusedException($"'{text}' is no reseller's id.")) : (NodeId?)null;
            var input = new
            {
                EntraTenantId = parse.GetValue(entraTenant),
                PrincipalKind = kind,
                PrincipalId = principal,
                Role = Roles.ByName[parse.GetRequiredValue(role)],
                Reseller = root,
                Name = parse.GetValue(name),
                Ended = parse.GetValue(end),
            };
            return await SetAsync(await CommandContext.Of(parse).ReadyAsync(cancellation), parse.GetRequiredValue(tenant), input, parse.InvocationConfiguration, cancellation);
        });
        return command;
    }

    static async Task<int> SetAsync(CommandContext context, string tenantSlug, object input, InvocationConfiguration terminal, CancellationToken cancellation)
    {
        var database = context.Database;
        var tenant = await new TenantDirectory(database).FindAsync(tenantSlug, cancellation) ?? throw new StartRefusedException($"There is no tenant '{tenantSlug}'.");
        using var logs = LoggerFactory.Create(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error));
        var engine = ProductSchema.CreateEngine(logs.CreateLogger(nameof(MembershipCommand)));
        await using var nobody = new ServiceCollection().BuildServiceProvider();
        var changes = new Changes.Changes(engine, database, new AuditTrail(database, TimeProvider.System), nobody, TimeProvider.System);
        var operation = await engine.PrepareAsync(new GraphRequest(Document, Variables: JsonSerializer.SerializeToElement(new { input }, ChangeJson.Options)), cancellation);
        var caller = OperatorCaller.Of(new Viewer(tenant, Role.DistributorAdmin, SubtreeRootId: null));
        var answer = new ArrayBufferWriter<byte>();
        await changes.AnswerAsync(operation, caller, OperatorCaller.NewCorrelationId(), answer, report: null, cancellation);
        var response = JsonElement.Parse(answer.WrittenSpan);
        if (response.TryGetProperty("errors", out var failed)) throw new StartRefusedException(failed[0].GetProperty("message").GetString()!);
        var payload = response.GetProperty("data").GetProperty("setMembership");
        foreach (var error in payload.GetProperty("errors").EnumerateArray())
            await terminal.Error.WriteLineAsync($"{error.GetProperty("field").GetString()}: {error.GetProperty("message").GetString()}");
        if (payload.GetProperty("membership") is { ValueKind: JsonValueKind.Object } membership) await terminal.Output.WriteLineAsync(membership.GetRawText());
        return payload.GetProperty("errors").GetArrayLength() == 0 ? 0 : CommandLine.Failed;
    }
}
