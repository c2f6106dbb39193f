using CspGraph.Api.Host;

namespace CspGraph.Api.Tests.Host;

/// <summary>A wrong or missing setting stops the start with one clear line.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Database:Provider is 'Oracle'; it must be Sqlite or SqlServer.", "--Database:Provider=Oracle")]
    [InlineData("Database:Provider is '1'; it must be Sqlite or SqlServer.", "--Database:Provider=1")]
    [InlineData("ConnectionStrings:CspGraph is missing; Database:Provider SqlServer needs it.", "--Database:Provider=SqlServer")]
    [InlineData("Database:MaximumBytes is '4 GB'; it must be a whole number from 1048576 to 9223372036854775807.", "--Database:MaximumBytes=4 GB")]
    [InlineData("Database:MaximumBytes is of the embedded database; how large one of SqlServer may grow is set there.", "--Database:Provider=SqlServer", "--ConnectionStrings:CspGraph=Server=x", "--Database:MaximumBytes=1048576")]
    [InlineData("ConnectionStrings:CspGraph is not a connection string for SqlServer.", "--Database:Provider=SqlServer", "--ConnectionStrings:CspGraph=Sorver=x;Password=secret")]
    [InlineData("ConnectionStrings:CspGraph is not a connection string for Sqlite.", "--ConnectionStrings:CspGraph=Server=x;Mode=Wrong")]
    [InlineData("ConnectionStrings:CspGraph names no data source.", "--ConnectionStrings:CspGraph=Cache=Shared")]
    [InlineData("GraphQL:MaxRequestBytes is '1 MiB'; it must be a whole number from 1 to 2147483647.", "--GraphQL:MaxRequestBytes=1 MiB")]
    [InlineData("GraphQL:MaxRequestBytes is '0'; it must be a whole number from 1 to 2147483647.", "--GraphQL:MaxRequestBytes=0")]
    [InlineData("GraphQL:Limits:Cost is 'none'; it must be a whole number from 1 to 2147483647.", "--GraphQL:Limits:Cost=none")]
    [InlineData("GraphQL:Limits:Depth is '257'; it must be a whole number from 1 to 256.", "--GraphQL:Limits:Depth=257")]
    [InlineData("GraphQL:Limits:Seconds is '0'; it must be a whole number from 1 to 3600.", "--GraphQL:Limits:Seconds=0")]
    [InlineData("Imports:MaxRequestBytes is '2 GiB'; it must be a whole number from 1 to 9223372036854775807.", "--Imports:MaxRequestBytes=2 GiB")]
    [InlineData("Imports:MaxRequestBytes is '0'; it must be a whole number from 1 to 9223372036854775807.", "--Imports:MaxRequestBytes=0")]
    [InlineData("Imports:MaxConcurrent is '-1'; it must be a whole number from 1 to 1000.", "--Imports:MaxConcurrent=-1")]
    [InlineData("Events:RetentionDays is '0'; it must be a whole number from 1 to 3650.", "--Events:RetentionDays=0")]
    [InlineData("Events:RetentionDays is '3651'; it must be a whole number from 1 to 3650.", "--Events:RetentionDays=3651")]
    [InlineData("ConnectionStrings:Redis is not a connection string for Redis.", "--ConnectionStrings:Redis=localhost,pasword=secret")]
    [InlineData("ConnectionStrings:Redis is not a connection string for Redis.", "--ConnectionStrings:Redis=localhost,password=secret,connectTimeout=soon")]
    [InlineData("ConnectionStrings:Redis names no server.", "--ConnectionStrings:Redis=password=secret")]
    [InlineData("Redis:KeyPrefix is '{a}'; it must be up to 100 visible ASCII characters without braces.", "--Redis:KeyPrefix={a}")]
    [InlineData("GraphQL:Budget:ClientCapacity is '-1'; it must be a whole number from 0 to 2000000000.", "--GraphQL:Budget:ClientCapacity=-1")]
    [InlineData("GraphQL:Budget:TenantCapacity is '2000000001'; it must be a whole number from 0 to 2000000000.", "--GraphQL:Budget:TenantCapacity=2000000001")]
    [InlineData("GraphQL:Budget:ClientRefillPerSecond is '0'; it must be a whole number from 1 to 2000000000.", "--GraphQL:Budget:ClientRefillPerSecond=0")]
    [InlineData("GraphQL:Budget:TenantRefillPerSecond is 'ten'; it must be a whole number from 1 to 2000000000.", "--GraphQL:Budget:TenantRefillPerSecond=ten")]
    [InlineData("GraphQL:Cache:Enabled is 'on'; it must be true or false.", "--GraphQL:Cache:Enabled=on")]
    [InlineData("GraphQL:Cache:MaximumPayloadBytes is '0'; it must be a whole number from 1 to 1073741824.", "--GraphQL:Cache:MaximumPayloadBytes=0")]
    [InlineData("GraphQL:Cache:MemoryBytes is '1 GB'; it must be a whole number from 1 to 9223372036854775807.", "--GraphQL:Cache:MemoryBytes=1 GB")]
    [InlineData("GraphQL:Cache:ExpirationSeconds is '86401'; it must be a whole number from 1 to 86400.", "--GraphQL:Cache:ExpirationSeconds=86401")]
    [InlineData("GraphQL:PersistedDocuments:Only is 'yes'; it must be true or false.", "--GraphQL:PersistedDocuments:Only=yes")]
    [InlineData("GraphQL:PersistedDocuments:Only is true, but GraphQL:PersistedDocuments:File is missing: nothing could be asked.", "--GraphQL:PersistedDocuments:Only=true")]
    [InlineData("GraphQL:Introspection names 'ADMIN'; it must be a list of DISTRIBUTOR_ADMIN, DISTRIBUTOR_ANALYST, RESELLER_ADMIN, RESELLER_ANALYST, INTEGRATION.", "--GraphQL:Introspection=INTEGRATION,ADMIN")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317'; it must be an http or https address.", "--OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL is 'htpp/protobuf'; it must be grpc or http/protobuf.", "--OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "--OTEL_EXPORTER_OTLP_PROTOCOL=htpp/protobuf")]
    [InlineData("Https:Required is 'always'; it must be true or false.", "--Https:Required=always")]
    [InlineData("Cors:Origins names '*'; a star would let in pages that nobody has looked at: name each origin.", "--Cors:Origins=*")]
    [InlineData("Cors:Origins names 'https://*.example.com'; a star would let in pages that nobody has looked at: name each origin.", "--Cors:Origins=https://a.example.com,https://*.example.com")]
    [InlineData("Cors:Origins names 'https://example.com/'; it must be a list of origins as browsers send them: https://app.example.com, without a path, in lower case.", "--Cors:Origins:0=https://example.com/")]
    [InlineData("Cors:Origins names 'https://Example.com'; it must be a list of origins as browsers send them: https://app.example.com, without a path, in lower case.", "--Cors:Origins=https://Example.com")]
    [InlineData("Cors:Origins names 'https://example.com:443'; it must be a list of origins as browsers send them: https://app.example.com, without a path, in lower case.", "--Cors:Origins=https://example.com:443")]
    [InlineData("Cors:Origins names 'https://me@example.com'; it must be a list of origins as browsers send them: https://app.example.com, without a path, in lower case.", "--Cors:Origins=https://me@example.com")]
    [InlineData("Cors:Origins names 'example.com'; it must be a list of origins as browsers send them: https://app.example.com, without a path, in lower case.", "--Cors:Origins=example.com")]
    [InlineData("Cors:Origins names 'null'; it must be a list of origins as browsers send them: https://app.example.com, without a path, in lower case.", "--Cors:Origins=null")]
    [InlineData("Cors:Origins names 'file://x'; it must be a list of origins as browsers send them: https://app.example.com, without a path, in lower case.", "--Cors:Origins=file://x")]
    [InlineData("ForwardedHeaders:KnownProxies names 'ingress'; it must be a list of addresses (10.0.0.5) and networks (10.0.0.0/8, fd00::/8).", "--ForwardedHeaders:KnownProxies=ingress")]
    [InlineData("ForwardedHeaders:KnownProxies names '10'; it must be a list of addresses (10.0.0.5) and networks (10.0.0.0/8, fd00::/8).", "--ForwardedHeaders:KnownProxies=10")]
    [InlineData("ForwardedHeaders:KnownProxies names '[::1]:80'; it must be a list of addresses (10.0.0.5) and networks (10.0.0.0/8, fd00::/8).", "--ForwardedHeaders:KnownProxies=10.0.0.5,[::1]:80")]
    [InlineData("ForwardedHeaders:KnownProxies names '0.0.0.0/0', which lets every client say who it is.", "--ForwardedHeaders:KnownProxies=0.0.0.0/0")]
    [InlineData("ForwardedHeaders:KnownProxies names '::/0', which lets every client say who it is.", "--ForwardedHeaders:KnownProxies:0=::/0")]
    [InlineData("ForwardedHeaders_Enabled is true, which lets every client say who it is; name the proxies in ForwardedHeaders:KnownProxies instead.", "--ForwardedHeaders_Enabled=true")]
    [InlineData("Authentication:Failures:Capacity is '-1'; it must be a whole number from 0 to 1000000.", "--Authentication:Failures:Capacity=-1")]
    [InlineData("Authentication:Failures:RefillPerMinute is '0'; it must be a whole number from 1 to 1000000.", "--Authentication:Failures:RefillPerMinute=0")]
    [InlineData("PartnerCenter:Tenants:contoso:ClientSecret is missing.", "--PartnerCenter:Tenants:contoso:ClientId=11111111-2222-4333-8444-555555555555")]
    [InlineData("Authentication:Development is 'yes'; it must be true or false.", "--Authentication:Development=yes")]
    [InlineData("Authentication:Development is true, which only the Development environment allows; this is Production.", "--environment=Production")]
    [InlineData("No authentication is configured: set AzureAd:ClientId, or in the Development environment Authentication:Development to true.", "--environment=Production", "--Authentication:Development=false")]
    [InlineData("No authentication is configured: set AzureAd:ClientId, or in the Development environment Authentication:Development to true.", "--Authentication:Development=false")]
    [InlineData("AzureAd:ClientId is missing.", "--AzureAd:TenantId=common")]
    [InlineData("AzureAd:ClientId is 'cspgraph'; it must be a GUID.", "--AzureAd:ClientId=cspgraph")]
    [InlineData("AzureAd:Instance is 'login'; it must be an https address.", "--AzureAd:ClientId=11111111-2222-4333-8444-555555555555", "--AzureAd:Instance=login")]
    [InlineData("AzureAd:Instance is 'http://127.0.0.1/'; it must be an https address.", "--environment=Production", "--Authentication:Development=false", "--AzureAd:ClientId=11111111-2222-4333-8444-555555555555", "--AzureAd:Instance=http://127.0.0.1/")]
    [InlineData("AzureAd:TenantId is 'a/b'; it must be organizations, common, or one tenant's GUID or domain.", "--AzureAd:ClientId=11111111-2222-4333-8444-555555555555", "--AzureAd:TenantId=a/b")]
    public void A_wrong_setting_is_named_with_what_it_must_be(string line, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("cspgraph-settings-");
        string[] args = ["--environment=Development", "--Authentication:Development=true", $"--contentRoot={folder.FullName}", .. settings];

        var refused = Assert.Throws<StartRefusedException>(() => Server.Build(args, TimeProvider.System));

        Assert.Equal(line, refused.Message);
        Assert.Empty(folder.GetFileSystemInfos());
        folder.Delete();
    }
}
