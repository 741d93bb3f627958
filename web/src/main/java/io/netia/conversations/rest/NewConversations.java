package io.netia.conversations.rest;

import io.netia.conversations.service.ConversationView;
import io.netia.conversations.service.Conversations;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.errors.rest.ProblemMapper;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.Parameters;
import io.netia.http.rest.PublicFields;
import io.netia.http.rest.ReadBody;
import io.netia.identity.rest.CurrentActor;
import io.netia.identityverification.service.VisitorAccess;
import io.netia.input.Input;
import io.netia.limits.Budget;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.security.Agent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Begins the conversation that a request asks for. The first message may stand inside {@code
 * conversation} or beside it.
 */
@RequestScoped
public class NewConversations {

  @Inject private Conversations conversations;
  @Inject private VisitorAccess access;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;
  @Inject private HttpServletRequest servlet;
  @Inject private RateLimiter limits;

  /**
   * Begins it.
   *
   * @throws ValidationException field errors; for visitors they stand directly under {@code errors}
   */
  ConversationView begin() {
    Parameters parameters = request.parameters();
    Map<String, Object> conversation =
        parameters
            .object("conversation")
            .orElseThrow(() -> DomainException.badRequest("The field conversation is missing"));
    Optional<Map<String, Object>> message = message(parameters, conversation);
    Optional<Agent> agent = current.agentIfAny();
    if (agent.isPresent()) {
      return conversations.create(
          agent.get(), Input.of(conversation), message.map(Input::of), request.idempotencyKey());
    }
    servlet.setAttribute(ProblemMapper.FLAT_ERRORS, true);
    limits.acquire(Limit.CONVERSATION, request.limitedAddress(), weight(bodyLength()));
    Input fields = PublicFields.of(conversation);
    Optional<UUID> account = fields.uuid("account_id");
    if (account.isEmpty()) {
      fields.require("account_id");
      fields.check();
    }
    checkVisitor(account.orElseThrow(), fields);
    return conversations.createAsVisitor(
        account.orElseThrow(), fields, message.map(Input::of), request.idempotencyKey());
  }

  /** A first message goes to every user of the team, so a long one counts as several. */
  static int weight(int bodyBytes) {
    return 1 + bodyBytes / Budget.Requests.BEGINNING_BYTES;
  }

  private int bodyLength() {
    return servlet.getAttribute(ReadBody.ATTRIBUTE) instanceof byte[] body ? body.length : 0;
  }

  /** Somebody else's customer is refused as one who does not exist. */
  private void checkVisitor(UUID account, Input fields) {
    Optional<UUID> customer = fields.uuid("customer_id");
    if (customer.isPresent() && !access.mayBe(account, customer.get(), request.visitorToken())) {
      throw ValidationException.field("customer_id", "does not exist");
    }
  }

  @SuppressWarnings("unchecked")
  private static Optional<Map<String, Object>> message(
      Parameters parameters, Map<String, Object> conversation) {
    return conversation.get("message") instanceof Map<?, ?> inside
        ? Optional.of((Map<String, Object>) inside)
        : parameters.object("message");
  }
}
