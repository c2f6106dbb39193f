using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
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
                type: "varchar(2000)",
                unicode: false,
                maxLength: 2000,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<DateTime>(
                name: "TermKnownAt",
                table: "Subscriptions",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<bool>(
                name: "IsLate",
                table: "Events",
                type: "bit",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    SubjectKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Severity = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Outcome = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Threshold = table.Column<int>(type: "int", nullable: true),
                    Amount = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    Baseline = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    OpenedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    ToldAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Occurrences = table.Column<int>(type: "int", nullable: false),
                    Owner = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Notes = table.Column<string>(type: "varchar(max)", unicode: false, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    AcknowledgedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    ResolvedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Amount = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Thresholds = table.Column<string>(type: "varchar(100)", unicode: false, maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    SetAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Job = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Holder = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HeldUntil = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    DueAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    DataVersion = table.Column<long>(type: "bigint", nullable: false),
                    DataStamp = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EventNumber = table.Column<long>(type: "bigint", nullable: false)
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
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    SubjectKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Threshold = table.Column<int>(type: "int", nullable: false),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    SaidAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false)
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
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Since = table.Column<DateOnly>(type: "date", nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false)
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
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RenewalDays = table.Column<string>(type: "varchar(100)", unicode: false, maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    RenewalDaysSetAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    OvernightPercent = table.Column<int>(type: "int", nullable: false),
                    Sensitivity = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    MinimumAmount = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    WarmUpDays = table.Column<int>(type: "int", nullable: false),
                    MaxUsageAgeDays = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                unique: true,
                filter: "[Currency] IS NOT NULL");

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
            migrationBuilder.SqlOfAllTenants("UPDATE [Subscriptions] SET [TermKnownAt] = SYSUTCDATETIME()");
            migrationBuilder.SqlOfAllTenants("INSERT INTO [SeatCounts] ([TenantId], [Id], [SubscriptionId], [ResellerId], [Since], [Quantity]) SELECT [TenantId], [Id], [Id], [ResellerId], CAST([AsOf] AS date), [Quantity] FROM [Subscriptions]");
            migrationBuilder.AddToTenantPolicy("Alerts");
            migrationBuilder.AddToTenantPolicy("CustomerBudgets");
            migrationBuilder.AddToTenantPolicy("JobLeases");
            migrationBuilder.AddToTenantPolicy("Notices");
            migrationBuilder.AddToTenantPolicy("SeatCounts");
            migrationBuilder.AddToTenantPolicy("WatchPolicies");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RemoveFromTenantPolicy("Alerts");
            migrationBuilder.RemoveFromTenantPolicy("CustomerBudgets");
            migrationBuilder.RemoveFromTenantPolicy("JobLeases");
            migrationBuilder.RemoveFromTenantPolicy("Notices");
            migrationBuilder.RemoveFromTenantPolicy("SeatCounts");
            migrationBuilder.RemoveFromTenantPolicy("WatchPolicies");
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
