package io.netia.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.input.Input;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WidgetReportTest {

  @Test
  void a_page_says_where_the_widget_runs_and_not_when() {
    assertThat(
            WidgetSettingsFields.ofReport(
                Input.of(
                    Map.of(
                        "host", "shop.example",
                        "pathname", "/cart",
                        "last_seen_at", "9999-12-31T00:00:00Z",
                        "iframe_url_override", "https://elsewhere.example"))))
        .containsOnlyKeys("host", "pathname");
  }
}
