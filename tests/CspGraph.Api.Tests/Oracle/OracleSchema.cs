using System.Reflection;
using System.Text.Json;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.SystemTextJson;
using GraphQL.Types;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>GraphQL.NET's own executor over the published schema, answered from rows in memory.</summary>
sealed class OracleSchema
{
    readonly DocumentExecuter executer = new();
    readonly GraphQLSerializer serializer = new();

    public OracleSchema(string sdl)
    {
        Types = Schema.For(sdl, builder =>
        {
            builder.Types.For("Node").ResolveType = row => Object(OracleType.Of(row)!.Name);
            builder.Types.For("Event").ResolveType = _ => throw new NotSupportedException();
        });
        foreach (var scalar in OracleScalar.All()) Types.RegisterType(scalar);
        // What is followed is followed by tests of its own.
        Types.Subscription = null;
        Types.Initialize();
        foreach (var type in Types.AllTypes.OfType<IObjectGraphType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
            foreach (var field in type.Fields)
                field.Resolver = new FuncFieldResolver<object>(context => Resolve(type.Name, field.Name, context));
    }

    public Schema Types { get; }

    /// <summary>The response, as the executor's own serializer writes it.</summary>
    public async Task<JsonElement> ExecuteAsync(string document, string? operation, JsonElement variables, Sight sight)
    {
        var result = await executer.ExecuteAsync(options =>
        {
            options.Schema = Types;
            options.Query = document;
            options.OperationName = operation;
            options.Variables = serializer.ReadNode<Inputs>(variables);
            options.UserContext = new Dictionary<string, object?> { ["sight"] = sight };
            options.ThrowOnUnhandledException = true;
        });
        using var json = new MemoryStream();
        await serializer.WriteAsync(json, result);
        return JsonDocument.Parse(json.ToArray()).RootElement;
    }

    IObjectGraphType Object(string name) => (IObjectGraphType)Types.AllTypes[name]!;

    static object? Resolve(string type, string field, IResolveFieldContext context)
    {
        var sight = (Sight)context.UserContext["sight"]!;
        if (type == "Query") return Root(field, context, sight);
        var row = context.Source!;
        if (OracleType.Of(row) is not { } table)
            return Plain(row.GetType().GetProperty(field, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!.GetValue(row));
        if (table.Values.TryGetValue(field, out var value)) return value(row, sight);
        if (table.References.TryGetValue(field, out var reference)) return reference.Follow(row, sight);
        if (table.Connections.TryGetValue(field, out var connection))
            return OraclePage.Of(OracleType.Named(connection.Target), connection.Follow(row, sight), context, sight);
        if (field == "prices" && type is "Product" or "Sku") return OraclePage.Of(OracleType.Named("Price"), OraclePrices.Of(row, context.GetArgument<DateOnly?>("on"), sight), context, sight);
        if (row is Reseller reseller && field == "descendants") return Descendants(reseller, context, sight);
        if (row is Reseller below && field == "ancestors") return Ancestors(below, context, sight);
        if (row is Customer customer && field == "spend")
            return OracleSpend.Of(customer, context.GetArgument<DateOnly>("from"), context.GetArgument<DateOnly>("to"), context.GetArgument<string>("by"), sight);
        return Plain(table.Column(row, field));
    }

    static object? Root(string field, IResolveFieldContext context, Sight sight) => field switch
    {
        "viewer" => OracleViewer.Of(sight),
        "distributor" => sight.Rows<Tenant>().SingleOrDefault(),
        "node" => Node(context.GetArgument<string>("id"), sight),
        "nodes" => context.GetArgument<List<string>>("ids").ConvertAll(id => Node(id, sight)),
        "reseller" => Node(context.GetArgument<string>("id"), sight) as Reseller,
        "customer" => Node(context.GetArgument<string>("id"), sight) as Customer,
        "subscription" => Node(context.GetArgument<string>("id"), sight) as CspSubscription,
        "resellers" => Page<Reseller>(context, sight),
        "customers" => Page<Customer>(context, sight),
        "subscriptions" => Page<CspSubscription>(context, sight),
        "renewals" => OraclePage.Of(OracleType.Named("CspSubscription"), sight.Rows<CspSubscription>().Where(row => OracleRenewal.IsDue(row, context.GetArgument<int>("within"))), context, sight, listedBy: "commitmentEndDate") is var page
            ? page with { AtStake = OracleRenewal.AtStakeOf(page.Fitting, sight) } : null,
        "alert" => Node(context.GetArgument<string>("id"), sight) as Alert,
        "alerts" => Page<Alert>(context, sight),
        "watchPolicy" => OracleAlerts.Policy(sight),
        "products" => Page<Product>(context, sight),
        "prices" => OraclePage.Of(OracleType.Named("Price"), sight.Rows<Price>().Where(price => !price.IsSuperseded), context, sight),
        "invoices" => OraclePage.Of(OracleType.Named("Invoice"), sight.Rows<Invoice>().Where(row => row.SupersededById is null), context, sight),
        "usageStatements" => Page<UsageStatement>(context, sight),
        "import" => Node(context.GetArgument<string>("id"), sight) as ImportRun,
        "imports" => Page<ImportRun>(context, sight),
        "apiKeys" => sight.ManagesAccess ? Page<ApiKey>(context, sight) : throw NotAuthorized(),
        "memberships" => sight.ManagesAccess ? Page<Membership>(context, sight) : throw NotAuthorized(),
        "webhook" => Node(context.GetArgument<string>("id"), sight) as Webhook,
        "webhooks" => sight.ManagesAccess ? Page<Webhook>(context, sight) : throw NotAuthorized(),
        "deliveries" => sight.ManagesAccess ? Page<WebhookDelivery>(context, sight) : throw NotAuthorized(),
        "auditLog" => sight.ReadsAuditLog ? Page<AuditEntry>(context, sight) : throw NotAuthorized(),
        "explainAccess" => Node(context.GetArgument<string>("id"), sight) is { } seen ? OracleAccess.Of(seen, sight) : null,
        _ => throw new NotSupportedException($"The oracle knows no Query.{field}."),
    };

    static ExecutionError NotAuthorized() => new("No right.") { Code = "AUTH_NOT_AUTHORIZED" };

    static OraclePage Page<TEntity>(IResolveFieldContext context, Sight sight) =>
        OraclePage.Of(OracleType.Named(typeof(TEntity).Name), sight.Rows(typeof(TEntity)), context, sight);

    static OraclePage Descendants(Reseller reseller, IResolveFieldContext context, Sight sight)
    {
        var maxDepth = context.GetArgument<int?>("maxDepth") ?? int.MaxValue;
        return OraclePage.Of(OracleType.Named("Reseller"), sight.Rows<Reseller>().Where(row => StepsDown(reseller.Id, row.Id, context, sight).Exists(steps => steps > 0 && steps <= maxDepth)), context, sight);
    }

    static List<Reseller> Ancestors(Reseller reseller, IResolveFieldContext context, Sight sight) =>
        [.. sight.Rows<Reseller>().SelectMany(row => StepsDown(row.Id, reseller.Id, context, sight).Where(steps => steps > 0).Select(steps => (row, steps))).OrderBy(above => above.steps).ThenBy(above => Convert.ToHexString(above.row.Id.ToByteArray(bigEndian: true)), StringComparer.Ordinal).Select(above => above.row)];

    /// <summary>Now by the parents; of another time by the paths that are kept.</summary>
    static List<int> StepsDown(Guid from, Guid to, IResolveFieldContext context, Sight sight) => context.GetArgument<DateTime?>("asOf") is { } asOf
        ? [.. sight.Whole<ResellerClosure>().Where(path => path.AncestorId == from && path.DescendantId == to && path.ValidFrom <= asOf && (path.ValidTo is null || path.ValidTo > asOf)).Select(path => path.Depth)]
        : sight.StepsDown(from, to) is { } steps ? [steps] : [];

    static object? Node(string text, Sight sight) =>
        OracleValue.ReadId(text) is var (letter, key) && OracleType.Lettered(letter) is { } type ? sight.Rows(type.Entity).FirstOrDefault(row => OracleType.Key(row) == key) : null;

    /// <summary>Objects and lists are resolved further; anything else travels.</summary>
    static object? Plain(object? value) =>
        value is null or string || value.GetType() is { IsPrimitive: false, IsEnum: false, IsValueType: false } ? value : OracleValue.Travelling(value);
}

/// <summary>Who is asking, as <c>viewer</c> tells it.</summary>
sealed record OracleViewer(string Tenant, string Role, IReadOnlyList<string> Rights, OracleScope? Scope, string? Upline, OracleLimits Limits)
{
    public static OracleViewer Of(Sight sight)
    {
        var (viewer, tenant) = (sight.Viewer, sight.Tenant);
        var root = sight.AnyReseller(viewer.SubtreeRootId);
        return new OracleViewer(tenant.Slug, OracleValue.Name(viewer.Role), RightsOf(viewer.Role, viewer.SubtreeRootId is null),
            root is null ? null : new OracleScope(OracleValue.Id('R', root.Id), root.Name),
            root is null ? null : sight.AnyReseller(root.ParentId)?.Name ?? tenant.Name,
            new OracleLimits(Cost: int.MaxValue));
    }

    public static IReadOnlyList<string> RightsOf(Role role, bool wholeTenant) => (role, wholeTenant) switch
    {
        (Domain.Tenancy.Role.DistributorAdmin, true) => ["READ", "WRITE", "SEE_COSTS", "MANAGE_ACCESS", "READ_AUDIT_LOG"],
        (Domain.Tenancy.Role.DistributorAdmin or Domain.Tenancy.Role.ResellerAdmin, _) => ["READ", "WRITE", "MANAGE_ACCESS"],
        (Domain.Tenancy.Role.ResellerAnalyst, _) or (_, false) => ["READ"],
        _ => ["READ", "SEE_COSTS"],
    };
}

/// <summary>The limits as they are when nobody set another; what the arena sets is told.</summary>
sealed record OracleLimits(
    int Cost, int PageSize = 100, int Objects = 200_000, int Fields = 2_000_000, int Seconds = 30, int RequestBytes = 2_097_152,
    int DocumentLength = 100_000, int Tokens = 20_000, int SyntaxDepth = 128, int Depth = 25, int DocumentFields = 4_000, int Selections = 20_000, int FieldPairs = 5_000, int Aliases = 500,
    int Directives = 500, int DirectivesAtOnePlace = 10, int Fragments = 200, int FragmentSpreads = 1_000, int IntrospectionLists = 2,
    int ListItems = 10_000, int InputValues = 60_000, int InputDepth = 30, int Conditions = 100, int Quantifiers = 3, int SearchText = 1_000, int OrderTerms = 5, int Errors = 20)
{
    /// <summary>The arena's engine knows of no budget.</summary>
    public OracleBudgets Budgets { get; } = new(Client: null, Tenant: null);
}

sealed record OracleBudgets(object? Client, object? Tenant);

sealed record OracleScope(string Id, string Name);
