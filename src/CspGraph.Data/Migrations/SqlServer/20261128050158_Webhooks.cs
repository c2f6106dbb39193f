using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Webhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Webhooks",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "varchar(800)", unicode: false, maxLength: 800, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameFolded = table.Column<string>(type: "varchar(2400)", unicode: false, maxLength: 2400, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Url = table.Column<string>(type: "varchar(2000)", unicode: false, maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SeesCosts = table.Column<bool>(type: "bit", nullable: false),
                    TopicNames = table.Column<string>(type: "varchar(2000)", unicode: false, maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    UnderId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    MinimumSeverity = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Document = table.Column<string>(type: "varchar(max)", unicode: false, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Parallel = table.Column<bool>(type: "bit", nullable: false),
                    Secret = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    SecretCreatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    PreviousSecret = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PreviousSecretUntil = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Status = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    DisabledReason = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    DisabledAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    CreatedBy = table.Column<string>(type: "varchar(800)", unicode: false, maxLength: 800, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Webhooks", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Webhooks_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Webhooks_Resellers_TenantId_UnderId",
                        columns: x => new { x.TenantId, x.UnderId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Webhooks_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WebhookDeliveries",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    EventNumber = table.Column<long>(type: "bigint", nullable: false),
                    WebhookId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Topic = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    FirstAttemptAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    LastAttemptAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    ResponseStatus = table.Column<int>(type: "int", nullable: true),
                    Failure = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Response = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    DurationMs = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookDeliveries", x => new { x.TenantId, x.EventNumber, x.WebhookId });
                    table.ForeignKey(
                        name: "FK_WebhookDeliveries_Events_TenantId_EventNumber",
                        columns: x => new { x.TenantId, x.EventNumber },
                        principalTable: "Events",
                        principalColumns: new[] { "TenantId", "Number" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_WebhookDeliveries_Webhooks_TenantId_WebhookId",
                        columns: x => new { x.TenantId, x.WebhookId },
                        principalTable: "Webhooks",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WebhookProgress",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    WebhookId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EventNumber = table.Column<long>(type: "bigint", nullable: false),
                    FailingSince = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    LastAttemptAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    LastSuccessAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    WindowStart = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    PreviousAttempts = table.Column<int>(type: "int", nullable: false),
                    PreviousFailures = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookProgress", x => new { x.TenantId, x.WebhookId });
                    table.ForeignKey(
                        name: "FK_WebhookProgress_Webhooks_TenantId_WebhookId",
                        columns: x => new { x.TenantId, x.WebhookId },
                        principalTable: "Webhooks",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_FirstAttemptAt_Id",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "FirstAttemptAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_Id",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "Id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_WebhookId_EventNumber",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "WebhookId", "EventNumber" },
                filter: "NextAttemptAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_WebhookId_FirstAttemptAt_Id",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "WebhookId", "FirstAttemptAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_WebhookId_NextAttemptAt_EventNumber",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "WebhookId", "NextAttemptAt", "EventNumber" },
                filter: "NextAttemptAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_WebhookId_Status_FirstAttemptAt_Id",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "WebhookId", "Status", "FirstAttemptAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_TenantId_CreatedAt_Id",
                table: "Webhooks",
                columns: new[] { "TenantId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_TenantId_ResellerId",
                table: "Webhooks",
                columns: new[] { "TenantId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_TenantId_UnderId",
                table: "Webhooks",
                columns: new[] { "TenantId", "UnderId" });

            migrationBuilder.AddToTenantPolicy("WebhookDeliveries");
            migrationBuilder.AddToTenantPolicy("WebhookProgress");
            migrationBuilder.AddToTenantPolicy("Webhooks");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RemoveFromTenantPolicy("WebhookDeliveries");
            migrationBuilder.RemoveFromTenantPolicy("WebhookProgress");
            migrationBuilder.RemoveFromTenantPolicy("Webhooks");

            migrationBuilder.DropTable(
                name: "WebhookDeliveries");

            migrationBuilder.DropTable(
                name: "WebhookProgress");

            migrationBuilder.DropTable(
                name: "Webhooks");
        }
    }
}
