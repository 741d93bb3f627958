package io.netia.api.rest;

import io.netia.openapi.rest.RecordSchemas;
import io.netia.openapi.rest.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes what the server has read from the annotations: schemas, who may call, and the refusals
 * that operations share. The server finds it by {@code META-INF/microprofile-config.properties}.
 */
public class ApiDescription implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI api) {
    RecordSchemas schemas = new RecordSchemas();
    OperationDescription operations = new OperationDescription(schemas);
    Map<String, PathItem> scanned = api.getPaths().getPathItems();
    Map<String, PathItem> described = new TreeMap<>();
    for (Route route : Route.all()) {
      PathItem item = Objects.requireNonNull(scanned.get(route.path()), route.path());
      Operation operation = item.getOperations().get(route.verb());
      operations.complete(Objects.requireNonNull(operation, route.path()), route);
      described.put(route.path(), item);
    }
    Paths paths = OASFactory.createPaths();
    described.forEach(paths::addPathItem);
    api.setPaths(paths);
    // Those of the resources are there once more, as bare names.
    api.setTags(api.getTags().stream().filter(tag -> tag.getDescription() != null).toList());
    api.setServers(List.of(OASFactory.createServer().url("/").description("This server")));
    Components components = api.getComponents();
    // The refusals have a schema, too.
    components.setResponses(refusals(schemas));
    components.setSchemas(schemas.components());
  }

  private static Map<String, APIResponse> refusals(RecordSchemas schemas) {
    Map<String, APIResponse> responses = new TreeMap<>();
    for (Refusal refusal : Refusal.values()) {
      responses.put(refusal.component(), refusal.response(schemas));
    }
    return responses;
  }
}
