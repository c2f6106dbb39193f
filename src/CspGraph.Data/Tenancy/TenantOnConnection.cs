using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Data.Tenancy;

/// <summary>Sets every connection that a viewer's context opens on SQL Server to the viewer's tenant, before anything else is sent: the server's policy then shows and takes no other tenant's rows, whoever sends what over it.</summary>
/// <remarks>
/// Read-only: nothing that is sent later sets it to another tenant. Closing a pooled connection ends that: the server resets it before its next
/// use, which forgets the tenant, and whoever opens it next sets its own. A connection without a tenant sees nothing and writes nothing.
/// </remarks>
sealed class TenantOnConnection : DbConnectionInterceptor
{
    internal const string Text = "EXEC sys.sp_set_session_context @key = N'TenantId', @value = @tenant, @read_only = 1";

    public static readonly TenantOnConnection Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (TenantOf(eventData) is not { } tenant) return;
        using var command = Command(connection, tenant);
        try
        {
            command.ExecuteNonQuery();
        }
        catch
        {
            // Left open, it would count as set.
            connection.Close();
            throw;
        }
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (TenantOf(eventData) is not { } tenant) return;
        await using var command = Command(connection, tenant);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            await connection.CloseAsync();
            throw;
        }
    }

    /// <summary>Asked of the context itself each time; null for who makes the tables, and is no tenant.</summary>
    static int? TenantOf(ConnectionEndEventData opened) => ((CspGraphDb)opened.Context!).TenantId is not 0 and var tenant ? tenant : null;

    static DbCommand Command(DbConnection connection, int tenant)
    {
        var command = connection.CreateCommand();
        command.CommandText = Text;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@tenant", tenant);
        command.Parameters.Add(parameter);
        return command;
    }
}
