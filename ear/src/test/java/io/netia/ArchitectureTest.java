package io.netia;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The borders between modules and between features. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {

  private static final String TENANT_DATABASE = "io.netia.tenancy.service.TenantDatabase";
  private static final String CONDITIONS = "io.netia.conversations.service.Conditions";
  private static final Set<String> WITHOUT_SQL = Set.of("disabledAccounts", "limit");

  private static final List<String> MODULES = List.of("domain", "ejb", "web", "websocket");

  private static final JavaClasses DOMAIN = classesOf("domain");
  private static final JavaClasses EJB = classesOf("ejb");
  private static final JavaClasses EDGES = classesOf("web", "websocket");
  private static final JavaClasses USE_CASES = classesOf("domain", "ejb");
  private static final JavaClasses ALL = classesOf("domain", "ejb", "web", "websocket");

  @Test
  void the_domain_knows_no_container_and_no_wire() {
    holds(
        DOMAIN,
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "jakarta.ejb..",
                "jakarta.inject..",
                "jakarta.ws.rs..",
                "jakarta.websocket..",
                "jakarta.json..",
                "java.net.http..",
                "java.sql..",
                "com.fasterxml.."));
  }

  /** They also lie in the server's library folder. */
  @Test
  void the_readers_of_settings_need_nothing_but_the_platform() {
    holds(
        DOMAIN,
        noClasses()
            .that()
            .resideInAPackage("io.netia.configuration")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "io.netia.configuration", "org.jspecify.."));
  }

  @Test
  void the_edges_know_no_database_and_no_transaction() {
    holds(
        EDGES,
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "jakarta.persistence..",
                "jakarta.transaction..",
                "javax.sql..",
                "org.postgresql.."));
  }

  /** Elsewhere nobody has entered an account. */
  @Test
  void entity_managers_are_reached_through_one_class_and_used_in_stores() {
    holds(
        ALL,
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .doNotHaveSimpleName("TenantEntities")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.persistence.EntityManager"));
    holds(
        ALL,
        noClasses()
            .that()
            .doNotHaveSimpleName("TenantEntities")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "jakarta\\.persistence\\.(PersistenceContext|PersistenceUnit|EntityManagerFactory|Persistence)"));
  }

  /**
   * Use cases have the rules, and may bound the time of their statements. What a list is filtered
   * by becomes conditions in filters, for stores.
   */
  @Test
  void sql_is_only_in_stores() {
    holds(
        EJB,
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .resideOutsideOfPackages(
                "io.netia.tenancy.service",
                "io.netia.migrations.service",
                "io.netia.operators.service")
            .should()
            .accessTargetWhere(
                describe(
                    "it is a method of TenantDatabase that takes SQL",
                    access ->
                        access.getTargetOwner().getName().equals(TENANT_DATABASE)
                            && !WITHOUT_SQL.contains(access.getTarget().getName())))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.netia.tenancy.service.Query"));
    holds(
        EJB,
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .haveSimpleNameNotEndingWith("Filter")
            .and()
            .doNotHaveFullyQualifiedName(CONDITIONS)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(CONDITIONS));
  }

  @Test
  void use_cases_know_no_edge() {
    holds(
        EJB,
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.netia..rest..",
                "io.netia..socket..",
                "jakarta.ws.rs..",
                "jakarta.websocket..",
                "jakarta.servlet.."));
  }

  /** Mail and the REST client come with the features that need them. */
  @ParameterizedTest
  @CsvSource({
    "jakarta.persistence, domain ejb",
    "org.eclipse.persistence, ejb",
    "jakarta.validation, domain ejb",
    "jakarta.ejb, ejb",
    "jakarta.transaction, ejb",
    "jakarta.enterprise.concurrent, ejb web websocket",
    "jakarta.ws.rs, web",
    "jakarta.servlet, web websocket",
    "jakarta.websocket, websocket",
    "org.eclipse.microprofile.config, ejb",
    "org.flywaydb, ejb",
    "org.postgresql, ejb"
  })
  void each_part_of_the_platform_has_its_modules(String name, String modules) {
    assertThat(MODULES.stream().filter(module -> dependsOn(classesOf(module), name)))
        .containsExactly(modules.split(" ", -1));
  }

  private static boolean dependsOn(JavaClasses classes, String name) {
    return classes.stream()
        .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
        .anyMatch(one -> one.getTargetClass().getPackageName().matches(name + "(\\..*)?"));
  }

  @Test
  void no_package_is_in_two_modules() {
    Map<String, String> modules = new HashMap<>();
    for (String module : MODULES) {
      classesOf(module).stream()
          .map(JavaClass::getPackageName)
          .distinct()
          .forEach(
              name ->
                  assertThat(modules.put(name, module))
                      .as("other module of package " + name)
                      .isIn(null, module));
    }
  }

  @Test
  void features_form_no_cycle() {
    slices().matching("io.netia.(*)..").should().beFreeOfCycles().check(USE_CASES);
    slices().matching("io.netia.(*)..").should().beFreeOfCycles().check(EDGES);
  }

  @Test
  void threads_belong_to_the_container() {
    holds(ALL, noClasses().should().callConstructor(Thread.class, Runnable.class));
    holds(ALL, noClasses().should().dependOnClassesThat().areAssignableTo(Executors.class));
  }

  @Test
  void time_comes_from_the_clock() {
    holds(
        ALL,
        noClasses()
            .that()
            .resideOutsideOfPackage("io.netia.time..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
    holds(ALL, noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.sql.Date"));
  }

  @Test
  void nothing_writes_to_the_standard_streams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ALL);
  }

  @Test
  void sockets_are_never_written_to_while_the_caller_waits() {
    holds(EDGES, noClasses().should().callMethod("jakarta.websocket.Session", "getBasicRemote"));
  }

  @Test
  void names_state_what_a_class_is() {
    holds(
        ALL,
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base)$|.*\\.Abstract[A-Z].*"));
  }

  private static void holds(JavaClasses classes, ArchRule rule) {
    rule.check(classes);
  }

  private static JavaClasses classesOf(String... modules) {
    return new ClassFileImporter()
        .importPaths(
            Arrays.stream(modules)
                .map(module -> Path.of("..", module, "target", "classes"))
                .toList());
  }
}
