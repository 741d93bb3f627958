package io.netia.metrics.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.configuration.service.Settings;
import io.netia.metrics.rest.OperatorAccess.Decision;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OperatorAccessTest {

  private static final String TOKEN = "0123456789abcdef-token";

  @Test
  void without_a_token_production_shows_neither_metrics_nor_description() {
    OperatorAccess access = access(true, null, false);

    assertThat(access.metrics(null)).isEqualTo(Decision.CLOSED);
    assertThat(access.metrics("Bearer ")).isEqualTo(Decision.CLOSED);
    assertThat(access.description(null)).isEqualTo(Decision.CLOSED);
  }

  @Test
  void without_a_token_development_shows_both() {
    OperatorAccess access = access(false, null, false);

    assertThat(access.metrics(null)).isEqualTo(Decision.OPEN);
    assertThat(access.description(null)).isEqualTo(Decision.OPEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Bearer 0123456789abcdef", TOKEN, "Basic " + TOKEN})
  void with_a_token_every_other_one_is_refused(String authorization) {
    assertThat(access(true, TOKEN, false).metrics(authorization)).isEqualTo(Decision.TOKEN_NEEDED);
    assertThat(access(false, TOKEN, false).description(authorization))
        .isEqualTo(Decision.TOKEN_NEEDED);
  }

  @Test
  void the_token_opens_both() {
    assertThat(access(true, TOKEN, false).metrics("Bearer " + TOKEN)).isEqualTo(Decision.OPEN);
    assertThat(access(true, TOKEN, false).description("bearer " + TOKEN)).isEqualTo(Decision.OPEN);
  }

  @Test
  void a_public_description_leaves_the_metrics_closed() {
    OperatorAccess access = access(true, null, true);

    assertThat(access.description(null)).isEqualTo(Decision.OPEN);
    assertThat(access.metrics(null)).isEqualTo(Decision.CLOSED);
  }

  private static OperatorAccess access(
      boolean isProduction, String token, boolean isDescriptionPublic) {
    return new OperatorAccess(
        new Settings() {
          @Override
          public boolean isProduction() {
            return isProduction;
          }

          @Override
          public Optional<String> metricsToken() {
            return Optional.ofNullable(token);
          }

          @Override
          public boolean isOpenApiPublic() {
            return isDescriptionPublic;
          }
        });
  }
}
