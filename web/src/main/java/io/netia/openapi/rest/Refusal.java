package io.netia.openapi.rest;

import java.util.Arrays;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The refusals that operations share, each with one response among the components. */
public enum Refusal {
  /** 400. */
  BAD_REQUEST(
      400, "BadRequest", "Cannot be read: an id, a filter, the body, or the object around fields."),
  /** 401. */
  UNAUTHORIZED(
      401,
      "Unauthorized",
      "No token, one that is over or was ended; of some operations: the caller is no administrator."),
  /** 403. */
  FORBIDDEN(403, "Forbidden", "A rule refuses it; the message has the reason."),
  /** 404. */
  NOT_FOUND(404, "NotFound", "There is no such thing in the caller's account."),
  /** 409. */
  CONFLICT(409, "Conflict", "It was changed by somebody else meanwhile: read it and try again."),
  /** 413. */
  TOO_LARGE(413, "TooLarge", "The body is too large."),
  /** 422. */
  INVALID(422, "Invalid", "A value is not acceptable; `error.errors` has the reasons by field."),
  /** 429. */
  TOO_MANY(429, "TooMany", "More than one address may ask for; wait as `Retry-After` says."),
  /** 503. */
  UNAVAILABLE(503, "Unavailable", "Busy, or without database; wait as `Retry-After` says.");

  private final int status;
  private final String component;
  private final String description;

  Refusal(int status, String component, String description) {
    this.status = status;
    this.component = component;
    this.description = description;
  }

  /** The refusal with a status. */
  public static Refusal of(int status) {
    return Arrays.stream(values())
        .filter(refusal -> refusal.status == status)
        .findFirst()
        .orElseThrow();
  }

  /** The name of the shared response. */
  public String component() {
    return component;
  }

  /** A reference to the shared response. */
  public APIResponse reference() {
    return OASFactory.createAPIResponse().ref("#/components/responses/" + component);
  }

  /** The shared response. */
  public APIResponse response(RecordSchemas schemas) {
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(description)
            .content(JsonContent.of(schemas.answer(ErrorAnswer.class)));
    if (this == TOO_MANY || this == UNAVAILABLE) {
      Schema seconds = OASFactory.createSchema().type(Schema.SchemaType.INTEGER);
      response.addHeader(
          "Retry-After", OASFactory.createHeader().description("Seconds to wait.").schema(seconds));
    }
    return response;
  }
}
