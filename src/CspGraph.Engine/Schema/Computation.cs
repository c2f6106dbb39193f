using System.Linq.Expressions;
using System.Reflection;
using CspGraph.Engine.Load;

namespace CspGraph.Engine.Schema;

/// <summary>A function of a row, restated over the columns that it names.</summary>
sealed class Computation(IReadOnlyList<PropertyInfo> columns, Func<RowBuffer, int[], int, object?, object?> function)
{
    /// <summary>The columns that must be read for it.</summary>
    public IReadOnlyList<PropertyInfo> Columns { get; } = columns;

    /// <param name="rows">The level's rows.</param>
    /// <param name="places">Where in the buffer each of <see cref="Columns"/> is.</param>
    /// <param name="row">Which row.</param>
    /// <param name="viewer">Who asks.</param>
    public object? Of(RowBuffer rows, int[] places, int row, object? viewer) => function(rows, places, row, viewer);

    public static Computation Compile(LambdaExpression function)
    {
        var restate = new Restate(function.Parameters[0], function.Parameters[1]);
        var body = Expression.Convert(restate.Visit(function.Body), typeof(object));
        return new(restate.Columns, Expression.Lambda<Func<RowBuffer, int[], int, object?, object?>>(
            body, restate.Rows, restate.Places, restate.Row, restate.Viewer).Compile());
    }

    sealed class Restate(ParameterExpression entity, ParameterExpression viewer) : ExpressionVisitor
    {
        static readonly MethodInfo Get = typeof(RowBuffer).GetMethod(nameof(RowBuffer.Get))!;

        public List<PropertyInfo> Columns { get; } = [];
        public ParameterExpression Rows { get; } = Expression.Parameter(typeof(RowBuffer), "rows");
        public ParameterExpression Places { get; } = Expression.Parameter(typeof(int[]), "places");
        public ParameterExpression Row { get; } = Expression.Parameter(typeof(int), "row");
        public ParameterExpression Viewer { get; } = Expression.Parameter(typeof(object), "viewer");

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression != entity) return base.VisitMember(node);
            var property = (PropertyInfo)node.Member;
            var index = Columns.IndexOf(property);
            if (index < 0)
            {
                index = Columns.Count;
                Columns.Add(property);
            }
            return Expression.Call(Rows, Get.MakeGenericMethod(property.PropertyType), Expression.ArrayIndex(Places, Expression.Constant(index)), Row);
        }

        protected override Expression VisitParameter(ParameterExpression node) => node == viewer
            ? Expression.Convert(Viewer, viewer.Type)
            : node == entity ? throw new NotSupportedException("A computed field reads columns, not the row as a whole.") : node;
    }
}
