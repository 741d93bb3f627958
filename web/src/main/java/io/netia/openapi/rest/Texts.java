package io.netia.openapi.rest;

/** Descriptions that stand at several places. */
final class Texts {

  static final String WAIT =
      "Seconds (at most 25) to wait for something new before the answer is empty.";

  static final String TEAM_ONLY = "Ignored without an access token.";

  static final String USER_HASH =
      "Proof of `external_id`: its HMAC-SHA256 with the account's secret, in hexadecimal.";

  static final String USER_TOKEN =
      "Proof of `external_id`: a JSON Web Token (HS256) signed with the account's token secret.";

  private Texts() {}
}
