namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>Bodies as Microsoft documents them.</summary>
static class Bodies
{
    public const string NotLinked = "The PLA ID (formerly MPN ID) is not linked to any active reseller tenant.";
    public const string NotAuthorised = "The requested indirect reseller with PLA ID (formerly MPN ID) is not currently authorized to be associated with this transaction.";

    public const string Validations = $$"""
        {"validationResults":[
          {"partnerId":"12345","isValidPartnerIdOnRecord":true},
          {"partnerId":"234567","isValidPartnerIdOnRecord":false,"errorCode":900400,"errorDescription":"{{NotLinked}}"},
          {"partnerId":"3456789","isValidPartnerIdOnRecord":false,"errorCode":900414,"errorDescription":"{{NotAuthorised}}"}]}
        """;

    public const string Valid = """{"validationResults":[{"partnerId":"12345","isValidPartnerIdOnRecord":true}]}""";

    public const string Throttled = """{"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."}""";

    public const string Resellers = """
        {"totalCount":2,"items":[
          {"id":"484e548c-f5f3-4528-93a9-c16c6373cb59","name":"First Up Consultants","relationshipType":"is_indirect_cloud_solution_provider_of","state":"Active","mpnId":"4847383","location":"US","attributes":{"objectType":"PartnerRelationship"}},
          {"id":"b01b1487-b36e-4e6d-9b5e-0b58974c4b28","name":"ReleCloud","relationshipType":"is_indirect_cloud_solution_provider_of","state":"Active","mpnId":"4847433","location":"BR","attributes":{"objectType":"PartnerRelationship"}}],
         "attributes":{"objectType":"Collection"}}
        """;

    public const string NoResellers = """{"totalCount":0,"items":[],"attributes":{"objectType":"Collection"}}""";

    public const string Profile = """{"partnerName":"Microsoft Partner","mpnId":"4391507","profileType":"MpnProfile","links":{"self":{"uri":"/profiles/mpn","method":"GET","headers":[]}},"attributes":{"objectType":"MpnProfile"}}""";

    public const string NoProfile = """{"code":3000,"description":"Partner Organization with partner_id 9999999 could not be found","data":[],"source":"PartnerFD"}""";

    public const string NotSigned = """{"code":2203,"description":"MPN Id 123456 has not signed Microsoft Partner Agreement (MPA) for the CSP region where the order is being placed.","data":[],"source":"PartnerFD"}""";

    /// <summary>One answer of validating: not valid, for this reason.</summary>
    public static string Invalid(string plaId, int? code) =>
        $$"""{"validationResults":[{"partnerId":"{{plaId}}","isValidPartnerIdOnRecord":false,"errorCode":{{(code is { } number ? $"{number}" : "null")}},"errorDescription":"As Microsoft says."}]}""";
}
