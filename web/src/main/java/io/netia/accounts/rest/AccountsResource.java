package io.netia.accounts.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.accounts.AccountChange;
import io.netia.accounts.service.AccountView;
import io.netia.accounts.service.Accounts;
import io.netia.http.rest.Answers;
import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Administrator.Refusal;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Tags;
import io.netia.security.Agent;
import io.netia.users.service.UserView;
import io.netia.users.service.Users;
import io.netia.widgets.service.WidgetSettingsView;
import io.netia.widgets.service.Widgets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The caller's own account; there is no way to name another one, so the id in a path means nothing.
 */
@Path("accounts")
@Tag(name = Tags.ACCOUNT)
@ApplicationScoped
public class AccountsResource {

  @Inject private Accounts accounts;
  @Inject private Users users;
  @Inject private Widgets widgets;
  @Inject private CurrentActor current;

  /** The API's {@code Account}, with its users and widgets. */
  private record AccountFull(
      @JsonUnwrapped AccountView account,
      List<UserView> users,
      List<WidgetSettingsView> widgetSettings) {}

  /** The account. */
  @GET
  @Path("me")
  @Authenticated
  @Operation(operationId = "getAccount", summary = "Show the account with its users and widgets")
  @Answer(AccountFull.class)
  public Response show() {
    return full(current.agent(), accounts.show(current.agent()));
  }

  /** Changes it. */
  @PUT
  @Path("{id}")
  @Administrator(refusal = Refusal.FORBIDDEN)
  @Operation(operationId = "updateAccount", summary = "Change the account")
  @Answer(AccountFull.class)
  public Response change(@PathParam("id") String ignored, AccountChange request) {
    return full(current.agent(), accounts.change(current.agent(), request));
  }

  /** Removes it with everything in it. */
  @DELETE
  @Path("{id}")
  @Administrator
  @Operation(
      operationId = "deleteAccount",
      summary = "Delete the account",
      description = "With everything in it, for good.")
  @Answer
  public Response delete(@PathParam("id") String ignored) {
    accounts.delete(current.agent());
    return Answers.nothing();
  }

  private Response full(Agent agent, AccountView account) {
    return Answers.data(new AccountFull(account, users.present(agent), widgets.list(agent)));
  }
}
