package io.netia.widgets.rest;

import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.errors.rest.DetailedFailure;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.Parameters;
import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Administrator.Refusal;
import io.netia.identity.rest.CurrentActor;
import io.netia.identity.rest.Public;
import io.netia.input.Input;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.openapi.rest.WidgetSchemas.WidgetLocation;
import io.netia.openapi.rest.WidgetSchemas.WidgetQuery;
import io.netia.requests.service.RequestMapper;
import io.netia.security.SystemJob;
import io.netia.widgets.WidgetReport;
import io.netia.widgets.WidgetSettingsChange;
import io.netia.widgets.service.WidgetSettingsDetails;
import io.netia.widgets.service.WidgetSettingsView;
import io.netia.widgets.service.Widgets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The look and the texts of widgets. Pages ask for them with the id of an account, which identifies
 * the widget it is and grants nothing.
 */
@Path("widget_settings")
@Tag(name = Tags.WIDGETS)
@ApplicationScoped
public class WidgetSettingsResource {

  @Inject private Widgets settings;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;
  @Inject private RequestMapper requests;
  @Inject private HttpServletRequest servlet;
  @Inject private RateLimiter limits;

  /** What a widget needs to begin. */
  @GET
  @Public
  @Operation(operationId = "getWidgetSettings", summary = "Show what a widget needs to begin")
  @Takes(query = WidgetQuery.class)
  @Answer(
      value = WidgetSettingsDetails.class,
      refusals = {404, 422})
  public Response show() {
    SystemJob account = account();
    Optional<UUID> inbox = request.parameters().id("inbox_id");
    return known(() -> Answers.data(settings.show(account, inbox)));
  }

  /** Changes its look and its texts. */
  @PUT
  @Administrator(refusal = Refusal.FORBIDDEN)
  @Operation(
      operationId = "updateWidgetSettings",
      summary = "Change the look and the texts of a widget")
  @Answer(WidgetSettingsView.class)
  public Response change(WidgetSettingsChange change) {
    return Answers.data(settings.change(current.agent(), change));
  }

  /** A page reports where its widget runs. */
  @PUT
  @Path("metadata")
  @Public
  @Operation(operationId = "reportWidgetLocation", summary = "Report where a widget runs")
  @Takes(body = WidgetLocation.class)
  @Answer(value = WidgetSettingsView.class, refusals = 404)
  public Response report() {
    // The limit counts what is refused later, too.
    limits.acquire(Limit.DESCRIPTION, request.limitedAddress());
    SystemJob account = account();
    WidgetReport report =
        requests.read(WidgetReport.class, request.parameters().wrapped("metadata").values());
    Optional<UUID> inbox = request.parameters().id("inbox_id");
    return known(() -> Answers.data(settings.report(account, inbox, report)));
  }

  private SystemJob account() {
    Parameters parameters = request.parameters();
    return parameters
        .textOrNothing("account_id")
        .flatMap(Input::uuidOf)
        .map(SystemJob::new)
        .orElseThrow(
            () ->
                parameters.textOrNothing("account_id").isPresent()
                    ? unknown()
                    : missing(parameters));
  }

  private static DomainException missing(Parameters parameters) {
    return new DetailedFailure(
        Kind.INVALID,
        "missing_parameter",
        "The parameter account_id is missing",
        Map.of("received", parameters.values().keySet()));
  }

  private DomainException unknown() {
    String host = servlet.getHeader("host");
    return new DetailedFailure(
        Kind.NOT_FOUND, "not_found", "Not found", Map.of("host", host == null ? "" : host));
  }

  /**
   * Adds to "not found" which server was asked: the usual mistake is an id of another installation.
   */
  private Response known(Supplier<Response> answer) {
    try {
      return answer.get();
    } catch (DomainException failure) {
      throw failure.kind() == Kind.NOT_FOUND ? unknown() : failure;
    }
  }
}
