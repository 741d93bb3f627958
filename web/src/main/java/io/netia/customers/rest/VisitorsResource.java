package io.netia.customers.rest;

import io.netia.conversations.service.IdempotencyKey;
import io.netia.customers.CustomerReport;
import io.netia.customers.CustomerRequest;
import io.netia.customers.OwningAccount;
import io.netia.customers.service.Visitors;
import io.netia.customers.service.Visitors.Created;
import io.netia.customers.service.Visitors.Proofs;
import io.netia.customers.service.Visitors.Recognised;
import io.netia.errors.DomainException;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.Parameters;
import io.netia.identity.rest.CurrentActor;
import io.netia.identity.rest.Public;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.CustomerSchemas.CustomerFull;
import io.netia.openapi.rest.CustomerSchemas.CustomerStart;
import io.netia.openapi.rest.CustomerSchemas.ExistsQuery;
import io.netia.openapi.rest.CustomerSchemas.Identified;
import io.netia.openapi.rest.CustomerSchemas.Identify;
import io.netia.openapi.rest.CustomerSchemas.NewCustomerAnswer;
import io.netia.openapi.rest.CustomerSchemas.VisitorReport;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.requests.service.RequestMapper;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Customers, for widgets: nobody is signed in here. */
@Path("customers")
@Tag(name = Tags.VISITORS)
@ApplicationScoped
public class VisitorsResource {

  @Inject private Visitors visitors;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;
  @Inject private RequestMapper requests;
  @Inject private RateLimiter limits;

  /**
   * A new customer, of the account that is named, or of the agent's whose token comes with the
   * request.
   */
  @POST
  @Public
  @Operation(
      operationId = "createCustomer",
      summary = "Make a customer",
      description = "Of the account that is named, or of the caller.")
  @Takes(body = CustomerStart.class, idempotencyKey = true, visitorToken = true)
  @Answer(value = NewCustomerAnswer.class, as = Wrapping.PLAIN, status = 201)
  public Response create() {
    Map<String, Object> customer =
        request
            .parameters()
            .object("customer")
            .orElseThrow(() -> DomainException.badRequest("The field customer is missing"));
    Optional<Agent> agent = current.agentIfAny();
    UUID account = agent.map(Agent::accountId).orElseGet(() -> accountOfStranger(customer));
    Optional<Proofs> proofs =
        agent.isPresent() ? Optional.empty() : Optional.of(proofs(Parameters.of(null, customer)));
    Optional<IdempotencyKey> key = idempotencyKey(agent);
    CustomerRequest described = requests.read(CustomerRequest.class, customer);
    Created created = visitors.create(account, described, request.clientIp(), key, proofs);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("data", created.customer());
    created.visitorToken().ifPresent(token -> body.put("visitor_token", token));
    return Answers.createdPlain("/api/customers/" + created.customer().id(), body);
  }

  private Optional<IdempotencyKey> idempotencyKey(Optional<Agent> agent) {
    return request
        .idempotencyKey()
        .map(
            key ->
                agent.isPresent()
                    ? IdempotencyKey.of(agent.get(), key)
                    : IdempotencyKey.ofStranger(request.limitedAddress(), key));
  }

  /** The account's own word stands beside the field that it proves, or beside the whole. */
  private Proofs proofs(Parameters described) {
    return new Proofs(
        request.visitorToken(),
        Identification.proof(described).or(() -> Identification.proof(request.parameters())));
  }

  private UUID accountOfStranger(Map<String, Object> customer) {
    // The limit counts what is refused later, too.
    limits.acquire(Limit.CUSTOMER, request.limitedAddress());
    return requests.read(OwningAccount.class, customer).accountId();
  }

  /** The page describes its visitor. */
  @PUT
  @Path("{id}/metadata")
  @Public
  @Operation(
      operationId = "describeCustomer",
      summary = "Report what a page knows of its visitor",
      description =
          "Fields that say who it is are only filled in where nothing is yet, unless the visitor token comes along.")
  @Takes(body = VisitorReport.class, visitorToken = true)
  @Answer(CustomerFull.class)
  public Response describe(@PathParam("id") UUID id) {
    limits.acquire(Limit.DESCRIPTION, request.limitedAddress());
    Parameters parameters = request.parameters();
    Map<String, ?> described = parameters.wrapped("metadata").values();
    Proofs proofs = proofs(Parameters.of(null, parameters.object("metadata").orElse(Map.of())));
    Optional<UUID> account = parameters.id("account_id");
    CustomerReport report = requests.read(CustomerReport.class, described);
    return Answers.data(visitors.describe(id, account, report, request.clientIp(), proofs));
  }

  /** Whether a remembered id is still somebody's. */
  @GET
  @Path("{id}/exists")
  @Public
  @Operation(
      operationId = "customerExists",
      summary = "Ask whether a remembered customer is still there")
  @Takes(query = ExistsQuery.class, visitorToken = true)
  @Answer(Boolean.class)
  public Response exists(@PathParam("id") UUID id) {
    return Answers.data(
        visitors.exists(id, request.parameters().id("account_id"), request.visitorToken()));
  }

  /** Recognises a visitor by the id of the page's own system. */
  @GET
  @Path("identify")
  @Public
  @Operation(
      operationId = "identifyCustomer",
      summary = "Find a customer by the id of the account's own system")
  @Takes(query = Identify.class, visitorToken = true)
  @Answer(
      value = Identified.class,
      refusals = {404, 422})
  public Response identify() {
    limits.acquire(Limit.IDENTIFY, request.limitedAddress());
    Identification asked =
        Identification.of(request.parameters(), current.agentIfAny().map(Agent::accountId));
    Recognised recognised =
        visitors.identify(
            asked.account(),
            asked.externalId(),
            asked.email(),
            asked.host(),
            new Proofs(request.visitorToken(), asked.proof()));
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("customer_id", recognised.customer().orElse(null));
    recognised.visitorToken().ifPresent(token -> found.put("visitor_token", token));
    return Answers.data(found);
  }

  /**
   * As {@link #identify}, with the fields in the body, where they may stand under {@code customer}.
   */
  @POST
  @Path("identify")
  @Public
  @Operation(
      operationId = "identifyCustomerByBody",
      summary = "The same with the fields in the body")
  @Takes(body = Identify.class, visitorToken = true)
  @Answer(value = Identified.class, refusals = 404)
  public Response identifyPosted() {
    return identify();
  }
}
