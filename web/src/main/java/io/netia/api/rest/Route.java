package io.netia.api.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * A resource method and where it is reached.
 *
 * @param path with the names of its parameters in braces
 */
record Route(Class<?> resource, Method method, String path, PathItem.HttpMethod verb) {

  private static final String BASE = "/api/";

  /** All of the API, in the same order each time. */
  static List<Route> all() {
    return new RestApplication()
        .getClasses().stream()
            .filter(type -> type.isAnnotationPresent(Path.class))
            .flatMap(Route::ofResource)
            .sorted(Comparator.comparing(Route::path).thenComparing(Route::verb))
            .toList();
  }

  private static Stream<Route> ofResource(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(method -> verbOf(method).stream().map(verb -> of(resource, method, verb)));
  }

  private static Route of(Class<?> resource, Method method, String verb) {
    Path inside = method.getAnnotation(Path.class);
    String root = BASE + resource.getAnnotation(Path.class).value();
    return new Route(
        resource,
        method,
        inside == null ? root : root + "/" + inside.value(),
        PathItem.HttpMethod.valueOf(verb));
  }

  private static Optional<String> verbOf(Method method) {
    return Arrays.stream(method.getAnnotations())
        .flatMap(
            annotation ->
                Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class))
                    .stream())
        .map(HttpMethod::value)
        .findFirst();
  }

  /** Whether the path names a thing. */
  boolean hasId() {
    return path.contains("{id}");
  }

  /** What the thing is called, such as {@code user invitation}. */
  String thing() {
    return path.substring(BASE.length())
        .replaceFirst("/.*", "")
        .replaceFirst("(?<=x)es$|s$", "")
        .replace('_', ' ');
  }
}
