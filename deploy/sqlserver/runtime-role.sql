-- What the server's own login may do. Run it as the database's owner behind the first `migrate`; again it changes nothing. The role is made by set-up.sql.

-- Whichever login made it: the schema of the policy is the migration role's. Handing it over forgets who may see it, so this comes first.
ALTER AUTHORIZATION ON SCHEMA::[Security] TO cspgraph_migration;

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
