using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>A connection to no server: it opens, notes what is sent over it, and answers one row of nothing in particular.</summary>
sealed class NoServer : DbConnection
{
    ConnectionState state;

    /// <summary>What was done and sent, in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>The statements that were sent, but for what sets the connection.</summary>
    public List<Recorded> Sent { get; } = [];

    /// <summary>Which statement fails; by default none.</summary>
    public Func<string, bool> Fails { get; init; } = _ => false;

    /// <summary>What is read; by default one row of nothing in particular.</summary>
    public Func<DbDataReader> Answer { get; init; } = () => new OneRow();

    /// <summary>A database whose connections are all this one.</summary>
    public Database OpenDatabase() => new(DatabaseProvider.SqlServer, ConnectionString, TimeProvider.System, options => options.AddInterceptors(new InPlace(this)));

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=nowhere;Database=none";

    public override string Database => "none";
    public override string DataSource => "nowhere";
    public override string ServerVersion => "16.0";
    public override ConnectionState State => state;

    public override void Open()
    {
        state = ConnectionState.Open;
        Log.Add("open");
    }

    public override void Close()
    {
        if (state is ConnectionState.Open) Log.Add("close");
        state = ConnectionState.Closed;
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new Command(this);

    sealed class Transaction : DbTransaction
    {
        readonly NoServer server;
        bool hasEnded;

        public Transaction(NoServer server, IsolationLevel isolationLevel)
        {
            (this.server, IsolationLevel) = (server, isolationLevel);
            server.Log.Add($"begin {isolationLevel}");
        }

        public override IsolationLevel IsolationLevel { get; }

        protected override DbConnection DbConnection => server;

        public override void Commit() => End("commit");

        public override void Rollback() => End("rollback");

        protected override void Dispose(bool disposing)
        {
            if (!hasEnded) Rollback();
        }

        void End(string how)
        {
            hasEnded = true;
            server.Log.Add(how);
        }
    }

    /// <summary>With the parameters that the real one would have.</summary>
    sealed class Command(NoServer server) : DbCommand
    {
        readonly SqlCommand inner = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; } = server;
        protected override DbTransaction? DbTransaction { get; set; }
        protected override DbParameterCollection DbParameterCollection => inner.Parameters;

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            Send();
            return 1;
        }

        public override object? ExecuteScalar()
        {
            Send();
            return null;
        }

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            Send();
            return server.Answer();
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        void Send()
        {
            if (server.state is not ConnectionState.Open) throw new InvalidOperationException("The connection is closed.");
            if (CommandText == TenantOnConnection.Text)
            {
                server.Log.Add(CommandText.Replace("@tenant", $"{inner.Parameters["@tenant"].Value}", StringComparison.Ordinal));
            }
            else
            {
                server.Log.Add(CommandText);
                server.Sent.Add(new($"statement {server.Sent.Count + 1}", CommandText, [.. inner.Parameters.Cast<DbParameter>()]));
            }
            if (server.Fails(CommandText)) throw new RefusedException();
        }
    }

    sealed class InPlace(NoServer server) : DbConnectionInterceptor
    {
        public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
            InterceptionResult<DbConnection>.SuppressWithResult(server);
    }

    /// <summary>What a server that refuses says.</summary>
    public sealed class RefusedException() : DbException("Refused.");
}
