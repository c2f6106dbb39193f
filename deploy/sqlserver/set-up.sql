-- What the database itself must be like, and the two roles: run it once as the database's owner, before `migrate`; again it changes nothing.
-- docs/sqlserver.md has the five commands of which this is the second.

-- Every request reads one state of the data, and blocks no writer. No migration can say so: it is no transaction's.
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

-- The server's own role: runtime-role.sql says what it may do, once there are tables.
IF DATABASE_PRINCIPAL_ID('cspgraph_runtime') IS NULL CREATE ROLE cspgraph_runtime;
GO

-- Who runs `migrate`: makes and alters tables, indexes, keys and triggers in dbo; makes the schema [Security], which is its own then, its function and the
-- policy that keeps tenants apart; and writes rows where a migration does. It is no owner of the database, and gives nobody rights.
IF DATABASE_PRINCIPAL_ID('cspgraph_migration') IS NULL CREATE ROLE cspgraph_migration;
GO

GRANT CREATE TABLE, CREATE SCHEMA, CREATE FUNCTION, ALTER ANY SECURITY POLICY TO cspgraph_migration;
GRANT ALTER, REFERENCES, SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO cspgraph_migration;
GO
