package io.netia.customers.rest;

import io.netia.errors.DomainException.Kind;
import io.netia.errors.rest.DetailedFailure;
import io.netia.http.rest.Parameters;
import io.netia.input.Input;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who a page believes its visitor to be. */
record Identification(
    UUID account,
    String externalId,
    Optional<String> email,
    Optional<String> host,
    Optional<String> proof) {

  /** The account's own word for an {@code external_id}: a {@code user_hash}, or a signed token. */
  static Optional<String> proof(Parameters fields) {
    return fields.textOrNothing("user_hash").or(() -> fields.textOrNothing("user_token"));
  }

  /**
   * Reads it, beside each other or under {@code customer}.
   *
   * @throws DetailedFailure 422 that names what was received when the account or the external id is
   *     missing
   */
  static Identification of(Parameters parameters, Optional<UUID> agentsAccount) {
    Map<String, Object> fields = new LinkedHashMap<>(parameters.values());
    parameters.object("customer").ifPresent(fields::putAll);
    fields.remove("customer");
    Parameters flat = Parameters.of(null, fields);
    Optional<UUID> account =
        agentsAccount.or(() -> flat.textOrNothing("account_id").flatMap(Input::uuidOf));
    Optional<String> externalId = flat.textOrNothing("external_id");
    if (account.isEmpty() || externalId.isEmpty()) {
      throw new DetailedFailure(
          Kind.INVALID,
          "missing_parameter",
          "The parameters external_id and account_id are needed",
          Map.of("received", flat.values().keySet()));
    }
    return new Identification(
        account.get(),
        externalId.get(),
        flat.textOrNothing("email"),
        flat.textOrNothing("host"),
        proof(flat));
  }
}
