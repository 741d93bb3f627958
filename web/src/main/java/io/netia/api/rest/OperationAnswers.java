package io.netia.api.rest;

import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Public;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.JsonContent;
import io.netia.openapi.rest.RecordSchemas;
import io.netia.openapi.rest.Refusal;
import io.netia.openapi.rest.Takes;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** The answers of operations: the one of success, and the refusals. */
final class OperationAnswers {

  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final RecordSchemas schemas;

  OperationAnswers(RecordSchemas schemas) {
    this.schemas = schemas;
  }

  /** All of one operation. */
  APIResponses of(Route route, boolean hasBody) {
    Answer answer = route.method().getAnnotation(Answer.class);
    APIResponses responses = OASFactory.createAPIResponses();
    responses.addAPIResponse(String.valueOf(status(answer)), success(answer));
    for (int status : refusals(route, answer, hasBody)) {
      responses.addAPIResponse(String.valueOf(status), Refusal.of(status).reference());
    }
    return responses;
  }

  private static int status(Answer answer) {
    return answer.value() == Void.class ? NO_CONTENT : answer.status();
  }

  private APIResponse success(Answer answer) {
    APIResponse response = OASFactory.createAPIResponse();
    if (answer.value() == Void.class) {
      return response.description("Done.");
    }
    response.description("Success.").content(JsonContent.of(inPlace(answer)));
    if (answer.status() == CREATED) {
      response.addHeader(
          "Location",
          OASFactory.createHeader()
              .description("Path of the new resource.")
              .schema(OASFactory.createSchema().type(SchemaType.STRING)));
    }
    return response;
  }

  private Schema inPlace(Answer answer) {
    Schema value = schemas.answer(answer.value());
    return switch (answer.as()) {
      case PLAIN -> value;
      case DATA -> RecordSchemas.wrapped("data", value);
      case LIST ->
          RecordSchemas.wrapped(
              "data", OASFactory.createSchema().type(SchemaType.ARRAY).items(value));
      case DATA_OR_NULL ->
          RecordSchemas.wrapped(
              "data",
              OASFactory.createSchema().type(SchemaType.OBJECT).nullable(true).addAllOf(value));
    };
  }

  private static Set<Integer> refusals(Route route, Answer answer, boolean hasBody) {
    Set<Integer> statuses = new TreeSet<>(Set.of(429, 503));
    Arrays.stream(answer.refusals()).forEach(statuses::add);
    Takes takes = route.method().getAnnotation(Takes.class);
    boolean hasQuery = takes != null && takes.query() != Void.class;
    Public open = route.method().getAnnotation(Public.class);
    Administrator administrator = route.method().getAnnotation(Administrator.class);
    if (open == null || !open.ignoresToken()) {
      statuses.add(401);
    }
    if (administrator != null && administrator.refusal() == Administrator.Refusal.FORBIDDEN) {
      statuses.add(403);
    }
    if (hasBody || hasQuery || route.hasId()) {
      statuses.add(400);
    }
    if (route.hasId() && !route.thing().equals("account")) {
      statuses.add(404);
    }
    if (hasBody) {
      statuses.addAll(Set.of(413, 422));
    }
    // Entities have a version; a change that meets another one is refused.
    if (route.verb() == PathItem.HttpMethod.PUT && open == null) {
      statuses.add(409);
    }
    return statuses;
  }
}
