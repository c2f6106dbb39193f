using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Watches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ScheduledActions",
                table: "Subscriptions",
                type: "TEXT",
                unicode: false,
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TermKnownAt",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "IsLate",
                table: "Events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    SubjectKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EntitlementId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    LastDay = table.Column<int>(type: "INTEGER", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SubscriptionId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    Severity = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: true),
                    Threshold = table.Column<int>(type: "INTEGER", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Baseline = table.Column<long>(type: "INTEGER", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Occurrences = table.Column<int>(type: "INTEGER", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Notes = table.Column<string>(type: "TEXT", nullable: false),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ResolvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Alerts_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Alerts_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CustomerBudgets",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Thresholds = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerBudgets", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_CustomerBudgets_Customers_TenantId_CustomerId",
                        columns: x => new { x.TenantId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CustomerBudgets_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CustomerBudgets_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "JobLeases",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Job = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    Holder = table.Column<byte[]>(type: "BLOB", nullable: false),
                    HeldUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DataVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    DataStamp = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EventNumber = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobLeases", x => new { x.TenantId, x.Job });
                    table.ForeignKey(
                        name: "FK_JobLeases_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    SubjectKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EntitlementId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Threshold = table.Column<int>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", unicode: false, maxLength: 3, nullable: false),
                    SaidAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => new { x.TenantId, x.Kind, x.Day, x.SubjectKey, x.EntitlementId, x.Threshold, x.Currency });
                    table.ForeignKey(
                        name: "FK_Notices_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SeatCounts",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SubscriptionId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Since = table.Column<int>(type: "INTEGER", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeatCounts", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_SeatCounts_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SeatCounts_Subscriptions_TenantId_SubscriptionId",
                        columns: x => new { x.TenantId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SeatCounts_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WatchPolicies",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RenewalDays = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    RenewalDaysSetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OvernightPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    Sensitivity = table.Column<long>(type: "INTEGER", nullable: false),
                    MinimumAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    WarmUpDays = table.Column<int>(type: "INTEGER", nullable: false),
                    MaxUsageAgeDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WatchPolicies", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_WatchPolicies_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_CancellationAllowedUntil_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CancellationAllowedUntil", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_CustomerId_Day_Id",
                table: "Alerts",
                columns: new[] { "TenantId", "CustomerId", "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_CustomerId_ToldAt_Id",
                table: "Alerts",
                columns: new[] { "TenantId", "CustomerId", "ToldAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_Day_Id",
                table: "Alerts",
                columns: new[] { "TenantId", "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_Kind_Status_Day",
                table: "Alerts",
                columns: new[] { "TenantId", "Kind", "Status", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_ResellerId_ToldAt_Id",
                table: "Alerts",
                columns: new[] { "TenantId", "ResellerId", "ToldAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_SubjectKey_Kind_EntitlementId_Day_Currency",
                table: "Alerts",
                columns: new[] { "TenantId", "SubjectKey", "Kind", "EntitlementId", "Day", "Currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_SubscriptionId_Day_Id",
                table: "Alerts",
                columns: new[] { "TenantId", "SubscriptionId", "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_SubscriptionId_ToldAt_Id",
                table: "Alerts",
                columns: new[] { "TenantId", "SubscriptionId", "ToldAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TenantId_ToldAt_Id",
                table: "Alerts",
                columns: new[] { "TenantId", "ToldAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerBudgets_TenantId_CustomerId",
                table: "CustomerBudgets",
                columns: new[] { "TenantId", "CustomerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CustomerBudgets_TenantId_ResellerId",
                table: "CustomerBudgets",
                columns: new[] { "TenantId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_SeatCounts_TenantId_ResellerId",
                table: "SeatCounts",
                columns: new[] { "TenantId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_SeatCounts_TenantId_SubscriptionId_Id",
                table: "SeatCounts",
                columns: new[] { "TenantId", "SubscriptionId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SeatCounts_TenantId_SubscriptionId_Since",
                table: "SeatCounts",
                columns: new[] { "TenantId", "SubscriptionId", "Since" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SeatCounts_TenantId_SubscriptionId_Since_Id",
                table: "SeatCounts",
                columns: new[] { "TenantId", "SubscriptionId", "Since", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_WatchPolicies_TenantId",
                table: "WatchPolicies",
                column: "TenantId",
                unique: true);

            // What was known of terms is taken to be known since now, and seats to be as they are since they were last stated.
            migrationBuilder.Sql("UPDATE \"Subscriptions\" SET \"TermKnownAt\" = CAST(strftime('%s', 'now') AS INTEGER) * 1000");
            migrationBuilder.Sql("INSERT INTO \"SeatCounts\" (\"TenantId\", \"Id\", \"SubscriptionId\", \"ResellerId\", \"Since\", \"Quantity\") SELECT \"TenantId\", \"Id\", \"Id\", \"ResellerId\", MAX(0, \"AsOf\" / 86400000 + 719162), \"Quantity\" FROM \"Subscriptions\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Alerts");

            migrationBuilder.DropTable(
                name: "CustomerBudgets");

            migrationBuilder.DropTable(
                name: "JobLeases");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "SeatCounts");

            migrationBuilder.DropTable(
                name: "WatchPolicies");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_TenantId_CancellationAllowedUntil_Id",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "ScheduledActions",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "TermKnownAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "IsLate",
                table: "Events");
        }
    }
}
