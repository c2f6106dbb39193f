using System.Linq.Expressions;
using System.Reflection;
using CspGraph.Engine.Load;

namespace CspGraph.Engine.Schema;

/// <summary>A function of a row, or of a row and one that it refers to, restated over the columns that it names.</summary>
sealed class Computation(IReadOnlyList<(bool OfTarget, PropertyInfo Property)> columns, Func<RowBuffer, int[], int, object?, object?> function)
{
    /// <summary>The columns that must be read for it.</summary>
    public IReadOnlyList<(bool OfTarget, PropertyInfo Property)> Columns { get; } = columns;

    /// <param name="rows">The level's rows.</param>
    /// <param name="places">Where in the buffer each of <see cref="Columns"/> is.</param>
    /// <param name="row">Which row.</param>
    /// <param name="viewer">Who asks.</param>
    public object? Of(RowBuffer rows, int[] places, int row, object? viewer) => function(rows, places, row, viewer);

    /// <param name="function">(row, viewer) or (row, the row that it refers to, viewer) → value.</param>
    public static Computation Compile(LambdaExpression function)
    {
        var restate = new Restate(function.Parameters[0], function.Parameters.Count > 2 ? function.Parameters[1] : null, function.Parameters[^1]);
        var body = Expression.Convert(restate.Visit(function.Body), typeof(object));
        return new(restate.Columns, Expression.Lambda<Func<RowBuffer, int[], int, object?, object?>>(
            body, restate.Rows, restate.Places, restate.Row, restate.Viewer).Compile());
    }

    sealed class Restate(ParameterExpression entity, ParameterExpression? target, ParameterExpression viewer) : ExpressionVisitor
    {
        static readonly MethodInfo Get = typeof(RowBuffer).GetMethod(nameof(RowBuffer.Get))!;

        public List<(bool OfTarget, PropertyInfo Property)> Columns { get; } = [];
        public ParameterExpression Rows { get; } = Expression.Parameter(typeof(RowBuffer), "rows");
        public ParameterExpression Places { get; } = Expression.Parameter(typeof(int[]), "places");
        public ParameterExpression Row { get; } = Expression.Parameter(typeof(int), "row");
        public ParameterExpression Viewer { get; } = Expression.Parameter(typeof(object), "viewer");

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is not ParameterExpression row || (row != entity && row != target)) return base.VisitMember(node);
            var property = (PropertyInfo)node.Member;
            var index = Columns.IndexOf((row == target, property));
            if (index < 0)
            {
                index = Columns.Count;
                Columns.Add((row == target, property));
            }
            return Expression.Call(Rows, Get.MakeGenericMethod(property.PropertyType), Expression.ArrayIndex(Places, Expression.Constant(index)), Row);
        }

        protected override Expression VisitParameter(ParameterExpression node) => node == viewer
            ? Expression.Convert(Viewer, viewer.Type)
            : node == entity || node == target ? throw new NotSupportedException("A computed field reads columns, not the row as a whole.") : node;
    }
}
