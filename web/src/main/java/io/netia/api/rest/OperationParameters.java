package io.netia.api.rest;

import io.netia.openapi.rest.RecordSchemas;
import io.netia.openapi.rest.Takes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The parameters of operations: of the path, of the query and of the head. */
final class OperationParameters {

  private final RecordSchemas schemas;

  OperationParameters(RecordSchemas schemas) {
    this.schemas = schemas;
  }

  /** All of one operation. */
  List<Parameter> of(Route route) {
    List<Parameter> parameters = new ArrayList<>();
    if (route.hasId()) {
      parameters.add(id(route));
    }
    Takes takes = route.method().getAnnotation(Takes.class);
    if (takes != null) {
      if (takes.query() != Void.class) {
        parameters.addAll(schemas.query(takes.query()));
      }
      if (takes.idempotencyKey()) {
        parameters.add(
            header(
                "Idempotency-Key",
                "Any text of yours, for this request alone; a repeat is answered with the first one's result."));
      }
      if (takes.visitorToken()) {
        parameters.add(
            header(
                "x-visitor-token",
                "The `visitor_token` of the customer; needed where the account requires it."));
      }
    }
    return parameters;
  }

  private static Parameter header(String name, String description) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.HEADER)
        .description(description)
        .schema(OASFactory.createSchema().type(SchemaType.STRING));
  }

  /**
   * Users have numbers, everything else has UUIDs; the account in a path is always the caller's.
   */
  private static Parameter id(Route route) {
    Schema schema = OASFactory.createSchema().type(SchemaType.STRING);
    String description = "Id of the " + route.thing() + ".";
    switch (route.thing()) {
      case "user" -> schema.type(SchemaType.INTEGER).format("int64");
      case "account" -> description = "Not read: it is always the caller's account. Use `me`.";
      default -> schema.format("uuid");
    }
    return OASFactory.createParameter()
        .name("id")
        .in(Parameter.In.PATH)
        .required(true)
        .description(description)
        .schema(schema);
  }
}
