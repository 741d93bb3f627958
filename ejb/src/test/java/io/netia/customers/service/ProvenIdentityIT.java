package io.netia.customers.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.customers.CustomerReport;
import io.netia.customers.CustomerRequest;
import io.netia.customers.service.Visitors.Proofs;
import io.netia.customers.service.Visitors.Recognised;
import io.netia.errors.ValidationException;
import io.netia.identityverification.service.VisitorIdentity;
import io.netia.identityverification.service.VisitorTokens;
import io.netia.security.Agent;
import io.netia.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProvenIdentityIT {

  private static final String ANN = "user-17";
  private static final Proofs NOTHING = new Proofs(Optional.empty(), Optional.empty());

  private final TestServer server = new TestServer();
  private final Visitors visitors = server.bean(Visitors.class);
  private final Agent admin = server.newAccount();
  private final String secret = newSecret(admin);

  private String newSecret(Agent of) {
    return server.tx(() -> server.bean(VisitorIdentity.class).rotate(of)).secret();
  }

  private void verify(boolean isOn) {
    server.tx(
        () -> server.bean(VisitorIdentity.class).change(admin, input("verify_identity", isOn)));
  }

  private static String hash(String externalId, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(externalId.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Proofs proof(String externalId) {
    return new Proofs(Optional.empty(), Optional.of(hash(externalId, secret)));
  }

  private Proofs with(UUID customer, Proofs proofs) {
    return new Proofs(Optional.of(token(customer)), proofs.identity());
  }

  private String token(UUID customer) {
    return server.bean(VisitorTokens.class).issue(admin.accountId(), customer);
  }

  private UUID create(Proofs proofs, Object... fields) {
    return server
        .tx(
            () ->
                visitors.create(
                    admin.accountId(),
                    server.request(CustomerRequest.class, fields),
                    "",
                    Optional.empty(),
                    Optional.of(proofs)))
        .customer()
        .id();
  }

  private Recognised identify(String externalId, Proofs proofs) {
    return server.tx(
        () ->
            visitors.identify(
                admin.accountId(), externalId, Optional.empty(), Optional.empty(), proofs));
  }

  private String describe(UUID customer, Proofs proofs, Object... fields) {
    return server
        .tx(
            () ->
                visitors.describe(
                    customer,
                    Optional.empty(),
                    server.request(CustomerReport.class, fields),
                    "",
                    proofs))
        .customer()
        .externalId();
  }

  @Test
  void who_took_an_id_before_proof_was_required_is_nobody_afterwards() {
    UUID eve = create(NOTHING, "external_id", ANN);
    verify(true);

    assertThat(identify(ANN, proof(ANN)))
        .isEqualTo(new Recognised(Optional.empty(), Optional.empty()));
    UUID ann = create(proof(ANN), "external_id", ANN);
    assertThat(ann).isNotEqualTo(eve);
    // The other one is the newer row again, and still nobody.
    describe(eve, with(eve, NOTHING), "browser", "Firefox");
    assertThat(identify(ANN, proof(ANN)))
        .isEqualTo(new Recognised(Optional.of(ann), Optional.of(token(ann))));
    assertThat(identify(ANN, NOTHING).customer()).isEmpty();
  }

  @Test
  void a_proof_hands_out_no_token_of_a_customer_for_whom_nobody_vouched() {
    UUID eve = create(NOTHING, "external_id", ANN);
    assertThat(identify(ANN, proof(ANN)))
        .isEqualTo(new Recognised(Optional.of(eve), Optional.empty()));
    describe(eve, proof(ANN), "external_id", ANN, "name", "Ann");
    verify(true);
    assertThat(identify(ANN, proof(ANN)).customer()).isEmpty();
  }

  @Test
  void switching_proofs_off_and_on_again_changes_nothing_about_who_was_proven() {
    verify(true);
    UUID ann = create(proof(ANN), "external_id", ANN);
    verify(false);
    UUID eve = create(NOTHING, "external_id", ANN);
    assertThat(identify(ANN, NOTHING).customer()).hasValue(ann);
    describe(ann, NOTHING, "external_id", "eve", "name", "Eve");
    assertThat(describe(ann, with(ann, NOTHING), "external_id", "eve")).isEqualTo(ANN);
    describe(eve, with(eve, NOTHING), "external_id", ANN);
    verify(true);
    assertThat(identify(ANN, proof(ANN)).customer()).hasValue(ann);
  }

  @Test
  void the_browser_that_has_the_customers_token_keeps_its_customer_when_it_proves_who_it_is() {
    UUID ann = create(NOTHING, "external_id", ANN);
    UUID eve = create(NOTHING, "external_id", ANN);
    verify(true);
    assertThat(identify(ANN, with(ann, proof(ANN))).customer()).hasValue(ann);
    assertThat(identify(ANN, proof(ANN)).customer()).hasValue(ann);
    assertThat(identify(ANN, with(eve, proof(ANN))).customer()).hasValue(ann);
  }

  @Test
  void an_anonymous_customer_becomes_who_is_proven_and_then_nobody_else() {
    verify(true);
    UUID customer = create(NOTHING);
    assertThat(describe(customer, with(customer, proof(ANN)), "external_id", ANN)).isEqualTo(ANN);
    assertThat(identify(ANN, proof(ANN)).customer()).hasValue(customer);
    assertThat(describe(customer, with(customer, proof("user-18")), "external_id", "user-18"))
        .isEqualTo(ANN);
    assertThat(identify("user-18", proof("user-18")).customer()).isEmpty();
    assertThatThrownBy(() -> describe(customer, NOTHING, "external_id", "user-18"))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void who_is_proven_is_the_same_with_another_address() {
    UUID ann = create(proof(ANN), "external_id", ANN, "email", "ann@example.com");
    create(NOTHING, "external_id", ANN, "email", "new@example.com");
    assertThat(
            server
                .tx(
                    () ->
                        visitors.identify(
                            admin.accountId(),
                            ANN,
                            Optional.of("new@example.com"),
                            Optional.empty(),
                            proof(ANN)))
                .customer())
        .hasValue(ann);
  }

  @Test
  void who_is_proven_does_not_move_to_another_company_nor_lose_what_is_not_sent() {
    UUID ann = create(proof(ANN), "external_id", ANN, "profile_photo_url", "https://a.test/1.png");
    Object[] nothing = {
      "external_id", ANN, "profile_photo_url", null, "company_id", UUID.randomUUID().toString()
    };
    Visitors.Created again =
        server.tx(
            () ->
                visitors.create(
                    admin.accountId(),
                    server.request(CustomerRequest.class, nothing),
                    "",
                    Optional.empty(),
                    Optional.of(proof(ANN))));
    assertThat(again.customer().id()).isEqualTo(ann);
    assertThat(again.customer().companyId()).isNull();
    assertThat(again.customer().profilePhotoUrl()).isEqualTo("https://a.test/1.png");
  }

  @Test
  void a_proof_of_ones_own_makes_nobody_elses_customer_ones_own() {
    UUID victim = create(NOTHING);
    describe(victim, proof("mallory"), "external_id", "mallory");
    assertThat(identify("mallory", proof("mallory")).visitorToken()).isEmpty();
    verify(true);
    assertThat(identify("mallory", proof("mallory")))
        .isEqualTo(new Recognised(Optional.empty(), Optional.empty()));
    // Whoever shows the customer's token is believed sooner than who only knew its id.
    assertThat(describe(victim, with(victim, proof(ANN)), "external_id", ANN)).isEqualTo(ANN);
    assertThat(identify(ANN, proof(ANN)).visitorToken()).hasValue(token(victim));
  }

  @Test
  void a_proof_counts_for_its_account_and_its_user_only() {
    verify(true);
    create(proof(ANN), "external_id", ANN);
    Proofs foreign =
        new Proofs(Optional.empty(), Optional.of(hash(ANN, newSecret(server.newAccount()))));
    assertThat(identify(ANN, foreign).customer()).isEmpty();
    assertThat(identify(ANN, proof("user-18")).customer()).isEmpty();
    assertThatThrownBy(() -> create(foreign, "external_id", ANN))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void the_team_vouches_for_what_it_gives_and_not_for_what_it_finds_there() {
    UUID eve = create(NOTHING, "external_id", ANN);
    change(eve, "external_id", ANN, "name", "Eve");
    UUID known = create(NOTHING);
    verify(true);
    assertThat(identify(ANN, proof(ANN)).customer()).isEmpty();
    change(known, "external_id", ANN);
    assertThat(identify(ANN, proof(ANN)).customer()).hasValue(known);
    // Twice the same is allowed, as it always was; the first stays the one.
    change(eve, "external_id", "");
    change(eve, "external_id", ANN);
    assertThat(identify(ANN, proof(ANN)).customer()).hasValue(known);
    change(known, "external_id", "");
    assertThat(identify(ANN, proof(ANN)).customer()).isEmpty();
  }

  private void change(UUID customer, Object... fields) {
    CustomerRequest request = server.request(CustomerRequest.class, fields);
    server.tx(() -> server.bean(Customers.class).change(admin, customer, request));
  }

  @Test
  void pages_of_one_person_that_open_at_once_make_one_customer() throws Exception {
    verify(true);
    identify(ANN, proof(ANN));
    ExecutorService pages = Executors.newFixedThreadPool(4);
    try {
      List<Future<UUID>> made = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        made.add(pages.submit(() -> create(proof(ANN), "external_id", ANN)));
      }
      List<UUID> ids = new ArrayList<>();
      for (Future<UUID> id : made) {
        ids.add(id.get());
      }
      assertThat(Set.copyOf(ids)).hasSize(1);
    } finally {
      pages.shutdown();
    }
  }
}
