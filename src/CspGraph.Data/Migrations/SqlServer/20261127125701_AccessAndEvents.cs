using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AccessAndEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LastEventNumber",
                table: "Tenants",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "varchar(800)", unicode: false, maxLength: 800, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameFolded = table.Column<string>(type: "varchar(2400)", unicode: false, maxLength: 2400, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    SecretHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Hint = table.Column<string>(type: "varchar(8)", unicode: false, maxLength: 8, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RightNames = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    CreatedBy = table.Column<string>(type: "varchar(800)", unicode: false, maxLength: 800, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ApiKeys_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ApiKeys_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    ActorKind = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ActorId = table.Column<string>(type: "varchar(100)", unicode: false, maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ActorIdFolded = table.Column<string>(type: "varchar(300)", unicode: false, maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ActorName = table.Column<string>(type: "varchar(800)", unicode: false, maxLength: 800, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ActorRole = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ActorResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Action = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ActionFolded = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Outcome = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    IsDryRun = table.Column<bool>(type: "bit", nullable: false),
                    Code = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    SubjectId = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Input = table.Column<string>(type: "varchar(max)", unicode: false, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Before = table.Column<string>(type: "varchar(max)", unicode: false, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    After = table.Column<string>(type: "varchar(max)", unicode: false, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    CorrelationId = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_AuditEntries_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Events",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    OccurredAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    SubjectId = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Details = table.Column<string>(type: "varchar(max)", unicode: false, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Events", x => new { x.TenantId, x.Number });
                    table.ForeignKey(
                        name: "FK_Events_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyRecords",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Client = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Key = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    InputHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    SelectionHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Payload = table.Column<string>(type: "varchar(max)", unicode: false, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Result = table.Column<string>(type: "varchar(max)", unicode: false, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyRecords", x => new { x.TenantId, x.Client, x.Key });
                    table.ForeignKey(
                        name: "FK_IdempotencyRecords_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EntraTenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PrincipalKind = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    PrincipalId = table.Column<string>(type: "varchar(100)", unicode: false, maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    PrincipalIdFolded = table.Column<string>(type: "varchar(300)", unicode: false, maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Name = table.Column<string>(type: "varchar(800)", unicode: false, maxLength: 800, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameFolded = table.Column<string>(type: "varchar(2400)", unicode: false, maxLength: 2400, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Role = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RightNames = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Memberships_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memberships_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_SecretHash",
                table: "ApiKeys",
                column: "SecretHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_TenantId_CreatedAt_Id",
                table: "ApiKeys",
                columns: new[] { "TenantId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_TenantId_ExpiresAt_Id",
                table: "ApiKeys",
                columns: new[] { "TenantId", "ExpiresAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_TenantId_ResellerId",
                table: "ApiKeys",
                columns: new[] { "TenantId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_TenantId_ActorIdFolded_Id",
                table: "AuditEntries",
                columns: new[] { "TenantId", "ActorIdFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_TenantId_RecordedAt_Id",
                table: "AuditEntries",
                columns: new[] { "TenantId", "RecordedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_TenantId_SubjectId_Id",
                table: "AuditEntries",
                columns: new[] { "TenantId", "SubjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Events_TenantId_Id",
                table: "Events",
                columns: new[] { "TenantId", "Id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyRecords_TenantId_CreatedAt",
                table: "IdempotencyRecords",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_EntraTenantId_PrincipalId",
                table: "Memberships",
                columns: new[] { "EntraTenantId", "PrincipalId" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_OfReseller",
                table: "Memberships",
                columns: new[] { "TenantId", "EntraTenantId", "PrincipalKind", "PrincipalId", "ResellerId" },
                unique: true,
                filter: "ResellerId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_OfTenant",
                table: "Memberships",
                columns: new[] { "TenantId", "EntraTenantId", "PrincipalKind", "PrincipalId" },
                unique: true,
                filter: "ResellerId IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_TenantId_CreatedAt_Id",
                table: "Memberships",
                columns: new[] { "TenantId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_TenantId_ResellerId",
                table: "Memberships",
                columns: new[] { "TenantId", "ResellerId" });

            // What throws within a trigger undoes the whole transaction.
            migrationBuilder.SqlApart("CREATE TRIGGER [AuditEntries_NeverChanged] ON [AuditEntries] AFTER UPDATE, DELETE AS THROW 51000, 'The audit log is never changed or deleted from.', 1;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "Events");

            migrationBuilder.DropTable(
                name: "IdempotencyRecords");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropColumn(
                name: "LastEventNumber",
                table: "Tenants");
        }
    }
}
