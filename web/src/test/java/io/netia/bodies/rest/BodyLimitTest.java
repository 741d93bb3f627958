package io.netia.bodies.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BodyLimitTest {

  @ParameterizedTest
  @CsvSource({
    "POST,/api/ping,SMALL",
    "POST,/api/session,SMALL",
    "POST,/api/session/renew,SMALL",
    "POST,/api/sessions,API",
    "POST,/api/registration,SMALL",
    "POST,/api/customers/identify,SMALL",
    "PUT,/api/customers/5f0c8c1e-0000-4000-8000-000000000000/metadata,SMALL",
    "PUT,/api/widget_settings/metadata,SMALL",
    "PUT,/api/widget_settings/metadata/,SMALL",
    "POST,/api/session/,SMALL",
    "GET,/api/conversations,SMALL",
    "DELETE,/api/conversations/1,SMALL",
    "POST,/api/conversations,API",
    "POST,/api/messages,API",
    "PATCH,/api/profile,API",
    "POST,/socket/longpoll,LONG_POLL"
  })
  void each_route_has_its_limit(String method, String path, BodyLimit limit) {
    assertThat(BodyLimit.of(method, path)).isEqualTo(limit);
  }
}
