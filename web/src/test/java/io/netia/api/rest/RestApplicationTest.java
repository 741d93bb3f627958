package io.netia.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.Public;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RestApplicationTest {

  private static final List<Class<? extends Annotation>> ACCESS =
      List.of(Public.class, Authenticated.class, Administrator.class);

  private static Stream<Method> resourceMethods(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .filter(method -> httpMethod(method) != null);
  }

  private static String httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(found -> found != null)
        .map(HttpMethod::value)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Class<?>> resources() {
    return new RestApplication()
        .getClasses().stream().filter(type -> type.isAnnotationPresent(Path.class));
  }

  private static String route(Class<?> resource, Method method) {
    Path path = method.getAnnotation(Path.class);
    String access =
        ACCESS.stream()
            .filter(method::isAnnotationPresent)
            .map(Class::getSimpleName)
            .collect(Collectors.joining("+"));
    Public open = method.getAnnotation(Public.class);
    if (open != null && open.ignoresToken()) {
      access += " whatever token comes with it";
    }
    Administrator rule = method.getAnnotation(Administrator.class);
    if (rule != null && rule.refusal() == Administrator.Refusal.FORBIDDEN) {
      access += " 403";
    }
    return httpMethod(method)
        + " /api/"
        + resource.getAnnotation(Path.class).value()
        + (path == null ? "" : "/" + path.value())
        + " "
        + access;
  }

  @Test
  void every_resource_method_declares_once_who_may_call_it() {
    assertThat(resources().flatMap(RestApplicationTest::resourceMethods))
        .isNotEmpty()
        .allSatisfy(
            method ->
                assertThat(ACCESS.stream().filter(method::isAnnotationPresent))
                    .as("%s", method)
                    .hasSize(1));
  }

  @Test
  void the_routes_and_who_may_call_them_are_those_of_the_table() throws IOException {
    String table =
        new String(
            RestApplicationTest.class.getResourceAsStream("routes.txt").readAllBytes(),
            java.nio.charset.StandardCharsets.UTF_8);
    TreeSet<String> served =
        resources()
            .flatMap(resource -> resourceMethods(resource).map(method -> route(resource, method)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(String.join("\n", served)).isEqualTo(table.strip());
  }

  @Test
  void the_limits_of_every_route_that_a_stranger_can_reach_are_documented() throws IOException {
    String limits = Files.readString(java.nio.file.Path.of("..", "docs", "limits.md"));
    List<String> open =
        resources()
            .flatMap(
                resource ->
                    resourceMethods(resource)
                        .filter(method -> method.isAnnotationPresent(Public.class))
                        .map(method -> route(resource, method).replaceFirst(" Public.*$", "")))
            .toList();
    assertThat(open)
        .isNotEmpty()
        .allSatisfy(route -> assertThat(limits).contains("`" + route + "`"));
  }

  @Test
  void no_resource_is_forgotten_in_the_list() throws IOException {
    java.nio.file.Path classes = java.nio.file.Path.of("target/classes");
    try (Stream<java.nio.file.Path> files = Files.walk(classes)) {
      List<String> found =
          files
              .filter(file -> file.toString().endsWith("Resource.class"))
              .map(
                  file ->
                      classes
                          .relativize(file)
                          .toString()
                          .replace('/', '.')
                          .replaceAll("\\.class$", ""))
              .toList();
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(resources().map(Class::getName).toList());
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }
}
