package io.netia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netia.conversations.service.Conversations;
import io.netia.conversations.service.Messages;
import io.netia.customers.CustomerRequest;
import io.netia.customers.service.Visitors;
import io.netia.errors.DomainException;
import io.netia.identity.service.Sessions;
import io.netia.identity.service.SignInOrigin;
import io.netia.identity.service.SignedIn;
import io.netia.input.Input;
import io.netia.live.service.Bus;
import io.netia.live.service.Topics;
import io.netia.registration.service.Registrations;
import io.netia.requests.service.RequestMapper;
import io.netia.security.Agent;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The EAR as it was built, in Payara Server, with this class beside it in a war of its own: what
 * only the container can show.
 */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeployedEarIT {

  private static final String APPLICATION_XML =
      """
      <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
        <application-name>netia</application-name>
        <module><web><web-uri>web.war</web-uri><context-root>/</context-root></web></module>
        <module><web><web-uri>inside.war</web-uri><context-root>/inside</context-root></web></module>
        <module><ejb>ejb.jar</ejb></module>
        <library-directory>lib</library-directory>
      </application>
      """;

  @Inject private Registrations registrations;
  @Inject private Sessions sessions;
  @Inject private Conversations conversations;
  @Inject private Messages messages;
  @Inject private RequestMapper requests;
  @Inject private Visitors visitors;
  @Inject private Bus bus;

  @Resource(lookup = "java:comp/UserTransaction")
  private UserTransaction transaction;

  @Resource(lookup = "jdbc/netia")
  private DataSource serving;

  @Resource(lookup = "concurrent/netia-events")
  private ManagedExecutorService events;

  @Deployment
  static EnterpriseArchive ear() {
    WebArchive inside =
        Testable.archiveToTest(
            ShrinkWrap.create(WebArchive.class, "inside.war")
                .addClass(DeployedEarIT.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"));
    EnterpriseArchive built =
        ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File("target/netia.ear"));
    built.delete("META-INF/application.xml");
    return built.addAsModule(inside).setApplicationXML(new StringAsset(APPLICATION_XML));
  }

  @Test
  void a_registered_agent_is_known_by_the_access_token() {
    SignedIn signedIn = register();

    Agent known = sessions.authenticate(signedIn.token());

    assertEquals(signedIn.agent().accountId(), known.accountId());
  }

  @Test
  void what_a_refused_use_case_did_is_rolled_back_by_the_container() {
    Agent agent = register().agent();
    long before = messages.count(agent);

    assertThrows(
        DomainException.class,
        () ->
            conversations.create(
                agent,
                Input.of(Map.of("customer_id", UUID.randomUUID().toString())),
                Optional.of(hello()),
                Optional.empty()));

    assertEquals(before, messages.count(agent));
  }

  @Test
  void M5_what_the_container_rolls_back_is_not_announced() throws Exception {
    Agent agent = register().agent();
    Queue<String> received = new ConcurrentLinkedQueue<>();
    bus.subscribe(
        event -> {
          if (event.topic().equals(Topics.notification(agent.accountId()))) {
            received.add(event.event());
          }
        });
    UUID conversation = begin(agent);
    received.clear();

    transaction.begin();
    messages.send(agent, conversation, hello());
    transaction.setRollbackOnly();
    assertThrows(RollbackException.class, transaction::commit);
    assertTrue(received.isEmpty(), () -> "announced: " + received);

    messages.send(agent, conversation, hello());
    assertTrue(received.contains("shout"));
  }

  @Test
  void a_connection_of_the_pool_sees_no_account_until_one_is_named() throws Exception {
    register();

    transaction.begin();
    try (var connection = serving.getConnection();
        var rows = connection.createStatement().executeQuery("select count(*) from accounts")) {
      assertTrue(rows.next());
      assertEquals(0, rows.getLong(1));
    } finally {
      transaction.rollback();
    }
  }

  @Test
  void the_executors_of_the_queues_are_there() throws Exception {
    assertEquals("done", events.submit(() -> "done").get());
  }

  private UUID begin(Agent agent) {
    UUID customer =
        visitors
            .create(
                agent.accountId(),
                requests.read(CustomerRequest.class, Map.of()),
                "127.0.0.1",
                Optional.empty(),
                Optional.empty())
            .customer()
            .id();
    return conversations
        .create(
            agent,
            Input.of(Map.of("customer_id", customer.toString())),
            Optional.empty(),
            Optional.empty())
        .id();
  }

  private static Input hello() {
    return Input.of(Map.of("body", "Hello"));
  }

  private SignedIn register() {
    String email = UUID.randomUUID() + "@example.com";
    return registrations.register(
        Input.of(
            Map.of(
                "company_name", "Example",
                "email", email,
                "password", "correct horse battery",
                "password_confirmation", "correct horse battery")),
        SignInOrigin.of("192.0.2.1"));
  }
}
