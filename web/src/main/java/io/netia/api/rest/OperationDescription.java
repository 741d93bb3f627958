package io.netia.api.rest;

import io.netia.identity.rest.Administrator;
import io.netia.openapi.rest.JsonContent;
import io.netia.openapi.rest.RecordSchemas;
import io.netia.openapi.rest.Takes;
import io.netia.requests.RequestRecord;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/** Completes one operation by what its resource method declares. */
final class OperationDescription {

  private static final String ADMINISTRATORS = "Administrators only.";

  private final RecordSchemas schemas;
  private final OperationParameters parameters;
  private final OperationAnswers answers;

  OperationDescription(RecordSchemas schemas) {
    this.schemas = schemas;
    this.parameters = new OperationParameters(schemas);
    this.answers = new OperationAnswers(schemas);
  }

  /** Adds parameters, body, answers and who may call. */
  void complete(Operation operation, Route route) {
    Optional<Schema> body = body(route);
    operation.setParameters(parameters.of(route));
    operation.setRequestBody(body.map(OperationDescription::required).orElse(null));
    operation.setResponses(answers.of(route, body.isPresent()));
    operation.setSecurity(Security.of(route.method()));
    if (route.method().isAnnotationPresent(Administrator.class)) {
      String more = operation.getDescription();
      operation.setDescription(
          more == null || more.isEmpty() ? ADMINISTRATORS : ADMINISTRATORS + " " + more);
    }
  }

  private Optional<Schema> body(Route route) {
    Optional<Class<?>> record =
        Arrays.<Class<?>>stream(route.method().getParameterTypes())
            .filter(type -> type.isAnnotationPresent(RequestRecord.class))
            .findFirst();
    if (record.isPresent()) {
      String wrapper = record.get().getAnnotation(RequestRecord.class).wrapper();
      Schema fields = schemas.request(record.get());
      return Optional.of(wrapper.isEmpty() ? fields : RecordSchemas.wrapped(wrapper, fields));
    }
    return Optional.ofNullable(route.method().getAnnotation(Takes.class))
        .filter(takes -> takes.body() != Void.class)
        .map(takes -> schemas.request(takes.body()));
  }

  private static RequestBody required(Schema schema) {
    return OASFactory.createRequestBody().required(true).content(JsonContent.of(schema));
  }
}
