package io.netia.http.rest;

import io.netia.json.service.Json;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Successful answers. Bodies are rendered here, so that a failure to render is an error and not
 * half an answer.
 */
public final class Answers {

  /** The type of every JSON answer. */
  public static final String JSON = "application/json; charset=utf-8";

  private Answers() {}

  /** 200 {@code {"data": …}}. */
  public static Response data(@Nullable Object view) {
    return plain(Collections.singletonMap("data", view));
  }

  /** 200 with the view itself as the body. */
  public static Response plain(Object view) {
    return json(200, view);
  }

  /** 201 {@code {"data": …}} and where the new thing is: a path under {@code /api}. */
  public static Response created(String path, Object view) {
    return createdPlain(path, Collections.singletonMap("data", view));
  }

  /** 201 with the view itself as the body. */
  public static Response createdPlain(String path, Object view) {
    // As a header and not as a URI: it is a path, which JAX-RS would make absolute.
    return Response.status(201)
        .header("location", path)
        .header("content-type", JSON)
        .entity(Json.bytes(view))
        .build();
  }

  /** 204. */
  public static Response nothing() {
    return Response.noContent().build();
  }

  /** Any status with a JSON body. */
  public static Response json(int status, Object view) {
    return Response.status(status).header("content-type", JSON).entity(Json.bytes(view)).build();
  }
}
