using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PartnerOfRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FurtherRegions",
                table: "Tenants",
                type: "varchar(600)",
                unicode: false,
                maxLength: 600,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<string>(
                name: "ProgrammeStatus",
                table: "Tenants",
                type: "varchar(48)",
                unicode: false,
                maxLength: 48,
                nullable: false,
                defaultValue: "Active",
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<bool>(
                name: "AwaitsConfirmation",
                table: "Subscriptions",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "OrderedAt",
                table: "Subscriptions",
                type: "datetime2(3)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PromotionId",
                table: "Subscriptions",
                type: "varchar(120)",
                unicode: false,
                maxLength: 120,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<string>(
                name: "AcceptanceMethod",
                table: "CustomerAgreements",
                type: "varchar(48)",
                unicode: false,
                maxLength: 48,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<string>(
                name: "TemplateId",
                table: "CustomerAgreements",
                type: "varchar(100)",
                unicode: false,
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.CreateTable(
                name: "CreditLimits",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Amount = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    SetAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CreditLimits", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_CreditLimits_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CreditLimits_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnerOfRecordPolicies",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RegionMatching = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    UnknownPasses = table.Column<bool>(type: "bit", nullable: false),
                    Treatments = table.Column<string>(type: "varchar(600)", unicode: false, maxLength: 600, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerOfRecordPolicies", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordPolicies_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnerOfRecordResults",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Rule = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Outcome = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    UpstreamCode = table.Column<string>(type: "varchar(100)", unicode: false, maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    UpstreamText = table.Column<string>(type: "varchar(4096)", unicode: false, maxLength: 4096, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Source = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    CheckedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    SupersededAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerOfRecordResults", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordResults_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordResults_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnerOfRecordStandings",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PlaId = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Outcome = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Since = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    CheckedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerOfRecordStandings", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordStandings_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordStandings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_PartnerOfRecordId_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "PartnerOfRecordId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_Unconfirmed",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CustomerId" },
                filter: "AwaitsConfirmation = 1");

            migrationBuilder.CreateIndex(
                name: "IX_CreditLimits_TenantId_ResellerId",
                table: "CreditLimits",
                columns: new[] { "TenantId", "ResellerId" },
                unique: true,
                filter: "[ResellerId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordPolicies_TenantId",
                table: "PartnerOfRecordPolicies",
                column: "TenantId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordResults_Current",
                table: "PartnerOfRecordResults",
                columns: new[] { "TenantId", "ResellerId", "Rule" },
                unique: true,
                filter: "SupersededAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordResults_TenantId_ResellerId_CheckedAt_Id",
                table: "PartnerOfRecordResults",
                columns: new[] { "TenantId", "ResellerId", "CheckedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordResults_TenantId_ResellerId_Id",
                table: "PartnerOfRecordResults",
                columns: new[] { "TenantId", "ResellerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordStandings_TenantId_ResellerId",
                table: "PartnerOfRecordStandings",
                columns: new[] { "TenantId", "ResellerId" },
                unique: true,
                filter: "[ResellerId] IS NOT NULL");

            // Whoever is there already was never looked at.
            migrationBuilder.SqlOfAllTenants("INSERT INTO [PartnerOfRecordStandings] ([TenantId], [Id], [ResellerId], [PlaId], [Outcome]) SELECT [TenantId], [Id], [Id], [PlaId], 'Unknown' FROM [Resellers]");
            foreach (var table in new[] { "CreditLimits", "PartnerOfRecordPolicies", "PartnerOfRecordResults", "PartnerOfRecordStandings" })
                migrationBuilder.AddToTenantPolicy(table);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "CreditLimits", "PartnerOfRecordPolicies", "PartnerOfRecordResults", "PartnerOfRecordStandings" })
                migrationBuilder.RemoveFromTenantPolicy(table);

            migrationBuilder.DropTable(
                name: "CreditLimits");

            migrationBuilder.DropTable(
                name: "PartnerOfRecordPolicies");

            migrationBuilder.DropTable(
                name: "PartnerOfRecordResults");

            migrationBuilder.DropTable(
                name: "PartnerOfRecordStandings");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_TenantId_PartnerOfRecordId_Id",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_Unconfirmed",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "FurtherRegions",
                table: "Tenants");

            migrationBuilder.DropColumn(
                name: "ProgrammeStatus",
                table: "Tenants");

            migrationBuilder.DropColumn(
                name: "AwaitsConfirmation",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "OrderedAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PromotionId",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "AcceptanceMethod",
                table: "CustomerAgreements");

            migrationBuilder.DropColumn(
                name: "TemplateId",
                table: "CustomerAgreements");
        }
    }
}
