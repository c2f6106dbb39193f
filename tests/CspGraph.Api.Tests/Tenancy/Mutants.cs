using System.Linq.Expressions;
using System.Reflection;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Products that are broken at one place.</summary>
static class Mutants
{
    /// <summary>With a model that something is taken from.</summary>
    public static void OfDatabase<TModel>(WebApplicationBuilder builder, TestDatabase data) where TModel : class, IModelCustomizer => builder.Services.AddSingleton(provider =>
        data.Open(provider.GetRequiredService<TimeProvider>(), WithModel<TModel>));

    /// <summary>With services of its own, of which EF takes many for a mistake.</summary>
    static void WithModel<TModel>(DbContextOptionsBuilder options) where TModel : class, IModelCustomizer =>
        options.ReplaceService<IModelCustomizer, TModel>().ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));

    /// <summary>A name of the other tenant.</summary>
    public static string Hidden => Marks.Of(new(2, Zone.Whole, 0), isOther: false);

    /// <summary>With something done before each request.</summary>
    public static void Before(WebApplicationBuilder builder, Action<HttpContext> act) => builder.Services.AddSingleton<IStartupFilter>(new Filter(act));

    public static void Log(HttpContext http) => http.RequestServices.GetRequiredService<ILogger<Filter>>().LogTrace("Read {Name}", Hidden);

    /// <summary>With one field that shows its cost to everybody.</summary>
    public static void OfUnitPrice(WebApplicationBuilder builder, TestDatabase data)
    {
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);
        var schema = (GraphSchema)engine.GetType().GetField("schema", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(engine)!;
        var fields = schema.Entity(typeof(CspSubscription)).Fields;
        Expression<Func<CspSubscription, Viewer, Figure>> shown = (subscription, viewer) => Figure.OfCost(subscription.UnitPrice, subscription.Currency, subscription.AsOf, true, 0);
        fields[fields.FindIndex(field => field.Name == "unitPrice")] = new ComputedField("unitPrice", "", shown, nullable: false);
        builder.Services.AddSingleton(engine);
    }

    sealed class Filter(Action<HttpContext> act) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                act(http);
                return following(http);
            });
            next(app);
        };
    }
}

/// <summary>The product's model without one of its filters: of all tables, or of one.</summary>
abstract class WithoutFilter(ModelCustomizerDependencies dependencies, string filter, Type? table = null) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => table is null || entity.ClrType == table).ToList())
            if (entity.FindDeclaredQueryFilter(filter) is not null) modelBuilder.Entity(entity.ClrType).HasQueryFilter(filter, null);
    }
}

sealed class WithoutTenantFilter(ModelCustomizerDependencies dependencies) : WithoutFilter(dependencies, CspGraphDb.TenantFilter);

sealed class WithoutSubtreeFilter(ModelCustomizerDependencies dependencies) : WithoutFilter(dependencies, CspGraphDb.SubtreeFilter);

sealed class WithoutSubtreeFilterOfMinimums(ModelCustomizerDependencies dependencies) : WithoutFilter(dependencies, CspGraphDb.SubtreeFilter, typeof(ContractedMinimum));

sealed class WithoutCompleteFilter(ModelCustomizerDependencies dependencies) : WithoutFilter(dependencies, CspGraphDb.CompleteFilter);

sealed class WithoutRightFilter(ModelCustomizerDependencies dependencies) : WithoutFilter(dependencies, CspGraphDb.RightFilter);

/// <summary>The product's model with one half of the rule by which events are seen.</summary>
abstract class WithHalfOfEvents(ModelCustomizerDependencies dependencies, Func<BinaryExpression, Expression> half) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        var events = modelBuilder.Entity<EventRecord>();
        var filter = events.Metadata.FindDeclaredQueryFilter(CspGraphDb.SubtreeFilter)!.Expression!;
        events.HasQueryFilter(CspGraphDb.SubtreeFilter, Expression.Lambda<Func<EventRecord, bool>>(half((BinaryExpression)filter.Body), filter.Parameters));
    }
}

/// <summary>Events are seen by who has their subjects now.</summary>
sealed class WithoutThen(ModelCustomizerDependencies dependencies) : WithHalfOfEvents(dependencies, both => both.Right);

/// <summary>Events are seen by who had their subjects then.</summary>
sealed class WithoutNow(ModelCustomizerDependencies dependencies) : WithHalfOfEvents(dependencies, both => both.Left);

/// <summary>Names the same for every tenant.</summary>
sealed class KeysWithoutTenant(RedisSettings settings) : ViewerKeys(settings)
{
    protected override string Tenant(Viewer viewer) => "";
}
