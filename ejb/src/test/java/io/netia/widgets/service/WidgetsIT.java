package io.netia.widgets.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.inboxes.service.Inboxes;
import io.netia.json.service.Json;
import io.netia.security.Agent;
import io.netia.security.SystemJob;
import io.netia.testing.TestServer;
import io.netia.widgets.WidgetReport;
import io.netia.widgets.WidgetSettingsChange;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WidgetsIT {

  /** Names the inbox, or is written only: no answer has it as it was sent. */
  private static final Set<String> NOT_ANSWERED = Set.of("inbox_id", "host", "pathname");

  /** Values of fields that take certain words only; each differs from what a new inbox has. */
  private static final Map<String, String> WORDS = Map.of("icon_variant", "filled");

  private final TestServer server = new TestServer();
  private final Widgets widgets = server.bean(Widgets.class);
  private final Agent agent = server.newAccount();

  private WidgetSettingsView change(Object... fields) {
    return server.tx(
        () -> widgets.change(agent, server.request(WidgetSettingsChange.class, fields)));
  }

  @Test
  void a_widget_is_changed_by_field_and_a_page_reports_only_where_it_runs() {
    WidgetSettingsView changed =
        change(
            "title",
            "Hello",
            "icon_variant",
            "filled",
            "inbox_id",
            "undefined",
            "id",
            UUID.randomUUID());
    assertThat(changed.title()).isEqualTo("Hello");
    assertThat(changed.iconVariant()).isEqualTo("filled");
    WidgetSettingsView reported =
        server.tx(
            () ->
                widgets.report(
                    new SystemJob(agent.accountId()),
                    Optional.empty(),
                    server.request(
                        WidgetReport.class,
                        "host",
                        "shop.example",
                        "title",
                        "Hacked",
                        "last_seen_at",
                        "9999-12-31T00:00:00Z")));
    assertThat(reported.title()).isEqualTo("Hello");
    assertThatThrownBy(() -> server.request(WidgetSettingsChange.class, "icon_variant", "round"))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void every_text_that_is_sent_is_answered_under_its_name() {
    Map<String, Object> texts =
        fields(type -> type != Boolean.class)
            .collect(Collectors.toMap(Function.identity(), WidgetsIT::valueOf));

    assertThat(texts).hasSizeGreaterThan(10);
    assertThat(answer(texts)).containsAllEntriesOf(texts);
  }

  /** Each switch is the only one that is on once, so that no two can be mistaken for each other. */
  @Test
  void every_switch_that_is_sent_is_answered_under_its_name() {
    Set<String> switches =
        fields(type -> type == Boolean.class).collect(Collectors.toUnmodifiableSet());

    assertThat(switches)
        .hasSizeGreaterThan(3)
        .allSatisfy(
            on -> {
              Map<String, Object> sent =
                  switches.stream().collect(Collectors.toMap(Function.identity(), on::equals));
              assertThat(answer(sent)).containsAllEntriesOf(sent);
            });
  }

  @Test
  void a_text_with_line_breaks_keeps_them() {
    assertThat(change("greeting", "Hello,\nhow are you?").greeting())
        .isEqualTo("Hello,\nhow are you?");
  }

  @Test
  void
      a_page_with_a_widget_costs_a_statement_to_read_and_one_to_report_and_foreign_inboxes_are_missing() {
    SystemJob account = new SystemJob(agent.accountId());
    assertThat(server.roundTrips(() -> widgets.show(account, Optional.empty())))
        .isLessThanOrEqualTo(2);
    WidgetReport report = server.request(WidgetReport.class, "host", "shop.example");
    assertThat(server.roundTrips(() -> widgets.report(account, Optional.empty(), report)))
        .isLessThanOrEqualTo(2);
    Agent stranger = server.newAccount();
    UUID foreign = server.tx(() -> server.bean(Inboxes.class).primary(stranger)).orElseThrow().id();
    assertThatThrownBy(() -> server.tx(() -> widgets.show(account, Optional.of(foreign))))
        .isInstanceOf(DomainException.class);
    assertThatThrownBy(
            () -> server.tx(() -> widgets.show(new SystemJob(UUID.randomUUID()), Optional.empty())))
        .isInstanceOf(DomainException.class);
  }

  /** The names on the wire of the fields of a change whose type is as asked for. */
  private static Stream<String> fields(Predicate<Class<?>> type) {
    return Arrays.stream(WidgetSettingsChange.class.getRecordComponents())
        .filter(component -> type.test(component.getType()))
        .map(component -> wireName(component.getName()))
        .filter(name -> !NOT_ANSWERED.contains(name));
  }

  private static String wireName(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Object valueOf(String name) {
    return WORDS.getOrDefault(name, "text of " + name);
  }

  private Map<String, Object> answer(Map<String, Object> sent) {
    Object[] namesAndValues =
        sent.entrySet().stream()
            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
            .toArray();
    return Json.mapper()
        .convertValue(
            change(namesAndValues), new TypeReference<LinkedHashMap<String, Object>>() {});
  }
}
