using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.Sqlite
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    NameFolded = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SeesCosts = table.Column<bool>(type: "INTEGER", nullable: false),
                    TopicNames = table.Column<string>(type: "TEXT", unicode: false, maxLength: 2000, nullable: false),
                    UnderId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    MinimumSeverity = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: true),
                    Document = table.Column<string>(type: "TEXT", nullable: false),
                    Parallel = table.Column<bool>(type: "INTEGER", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", unicode: false, maxLength: 500, nullable: false),
                    SecretCreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PreviousSecret = table.Column<string>(type: "TEXT", unicode: false, maxLength: 500, nullable: true),
                    PreviousSecretUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    DisabledReason = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: true),
                    DisabledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    EventNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    WebhookId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EventId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DeliveredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ResponseStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: true),
                    Response = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DurationMs = table.Column<int>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    WebhookId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    EventNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    LastAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastSuccessAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WindowStart = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    PreviousAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    PreviousFailures = table.Column<int>(type: "INTEGER", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "WebhookDeliveries");

            migrationBuilder.DropTable(
                name: "WebhookProgress");

            migrationBuilder.DropTable(
                name: "Webhooks");
        }
    }
}
