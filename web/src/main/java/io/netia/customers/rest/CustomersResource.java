package io.netia.customers.rest;

import io.netia.conversations.service.CustomerView;
import io.netia.customers.CustomerRequest;
import io.netia.customers.service.Customers;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.InParts;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.input.Input;
import io.netia.limits.rest.LargeResponses;
import io.netia.limits.service.Searches;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.CustomerSchemas.CustomerFull;
import io.netia.openapi.rest.CustomerSchemas.CustomerPage;
import io.netia.openapi.rest.CustomerSchemas.CustomersQuery;
import io.netia.openapi.rest.CustomerSchemas.ExpandQuery;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Customers, for agents. */
@Path("customers")
@Tag(name = Tags.CUSTOMERS)
@ApplicationScoped
public class CustomersResource {

  @Inject private Customers customers;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;
  @Inject private Searches searches;
  @Inject private LargeResponses largeResponses;

  /** A page, last seen first; with {@code format=csv} for a spreadsheet. */
  @GET
  @Authenticated
  @Operation(
      operationId = "listCustomers",
      summary = "List customers, last seen first",
      description = "With `format=csv` a table (`text/csv`), of all pages unless `page` is there.")
  @Takes(query = CustomersQuery.class)
  @Answer(value = CustomerPage.class, as = Wrapping.PLAIN, refusals = 422)
  public Response list() {
    Agent agent = current.agent();
    Input query = request.parameters().input();
    String address = request.limitedAddress();
    if (request.parameters().text("format").filter("csv"::equals).isPresent()) {
      // In this order: whoever waits for the turn of a spreadsheet keeps nobody from searching.
      return largeResponses.export(
          address, () -> searches.run(address, () -> table(customers.export(agent, query))));
    }
    return searches.run(
        address,
        () -> largeResponses.make(address, () -> Answers.plain(customers.list(agent, query))));
  }

  private static Response table(List<CustomerView> rows) {
    return Response.ok(CustomersCsv.of(rows).getBytes(StandardCharsets.UTF_8))
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", "attachment; filename=\"customers.csv\"")
        .build();
  }

  /** One, with what {@code expand[]} names. */
  @GET
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "getCustomer", summary = "Show a customer")
  @Takes(query = ExpandQuery.class)
  @Answer(CustomerFull.class)
  public Response show(@PathParam("id") UUID id) {
    Object expand = request.parameters().values().get("expand");
    List<String> names =
        expand instanceof Collection<?> many
            ? many.stream().map(String::valueOf).toList()
            : expand instanceof String one && !one.isBlank() ? List.of(one.split(",")) : List.of();
    Agent agent = current.agent();
    return largeResponses.make(
        request.limitedAddress(), () -> Answers.data(customers.show(agent, id, names)));
  }

  /** Changes what was sent. */
  @PUT
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "updateCustomer", summary = "Change a customer")
  @Answer(CustomerFull.class)
  public Response change(@PathParam("id") UUID id, CustomerRequest request) {
    return Answers.data(customers.change(current.agent(), id, request));
  }

  /** Removes one with all conversations. */
  @DELETE
  @Path("{id}")
  @Authenticated
  @Operation(
      operationId = "deleteCustomer",
      summary = "Delete a customer",
      description = "With all conversations, for good.")
  @Answer
  public Response delete(@PathParam("id") UUID id) {
    Agent agent = current.agent();
    InParts.run(() -> customers.deleteSomeMessages(agent, id), () -> customers.delete(agent, id));
    return Answers.nothing();
  }
}
