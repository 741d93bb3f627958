package io.netia.openapi.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of every refusal, in the two forms that clients know. */
@Schema(name = "Error")
record ErrorAnswer(
    @Schema(description = "The error; this is the half to read.") Details error,
    @Schema(
            description =
                "The same for older clients: `detail` with the status in words. When a visitor's conversation is"
                    + " refused with 422, the field errors themselves.")
        Map<String, Object> errors) {

  /** The half that clients of today read. */
  @Schema(name = "ErrorDetails")
  record Details(
      @Schema(description = "The status of HTTP.") int status,
      @Schema(description = "A sentence for people.", example = "Unprocessable Entity")
          String message,
      @Schema(
              description =
                  "What happened, as a word such as `not_found` or `stale`; with 401 the number 401.")
          Object code,
      @Schema(description = "With 401: what happened, as a word.")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String reason,
      @Schema(description = "To quote when you ask for help; also the header `x-request-id`.")
          String requestId,
      @Schema(
              description =
                  "With 422: what is wrong with each field. Lists inside a field have lists of such objects.")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Map<String, List<String>> errors,
      @Schema(description = "When the server is busy: seconds to wait.")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Integer retryAfter) {}
}
