-- What the server's own login may do, and what the server asks of the database at its start. Run it as the owner, behind `migrate`; again it changes
-- nothing. Then make a login that is no owner, and a user for it in this database:
--
--     CREATE USER cspgraph FOR LOGIN cspgraph;
--     ALTER ROLE cspgraph_runtime ADD MEMBER cspgraph;

IF DATABASE_PRINCIPAL_ID('cspgraph_runtime') IS NULL CREATE ROLE cspgraph_runtime;
GO

-- Tables are read and written, in bulk too, and nothing is made but temporary tables, which everybody may make.
-- Bulk copies check constraints, so they need no right to alter a table.
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO cspgraph_runtime;

-- The audit log only grows; which migrations were applied is the owner's to say.
DENY UPDATE, DELETE ON dbo.AuditEntries TO cspgraph_runtime;
DENY INSERT, UPDATE, DELETE ON dbo.__EFMigrationsHistory TO cspgraph_runtime;

-- The policy that keeps tenants apart is seen, so that the server can tell that it is there, and never changed.
GRANT VIEW DEFINITION ON SCHEMA::[Security] TO cspgraph_runtime;
DENY ALTER ANY SECURITY POLICY TO cspgraph_runtime;
GO

-- Every request reads one state of the data, and blocks no writer.
ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;
GO

-- Who writes reads what is committed, and waits for no other writer by that: whoever numbers events would hold up all others of the tenant. Azure SQL
-- has it so already. It ends other connections' transactions, once.
IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()) = 0
    ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO

-- The policy asks SESSION_CONTEXT, which may answer wrongly or break down in a parallel plan ("Known issues" in Microsoft's description of it). Rows
-- would be missing; other tenants' stay out of sight, for the statements' own filters hold too. Leave this out where trace flag 11042 is set, or
-- where Microsoft says of your version that it is mended.
ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 1;
GO
