package io.netia.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/ping",
        "/api/customers/%F0%9F%92%AC",
        "/api/conversations/'%20or%201=1",
        "/conversations/all",
        "/assets/index-1a2b3c4d.js",
        "/.well-known/security.txt",
        "/a.b/..c/c..",
        "/...",
        "/api/x%3Cscript%3E",
        "/api/%21%22%24%26%28%29%2A%2B%2C%3A%3D%3F%40%5B%5D%5E%60%7B%7C%7D"
      })
  void a_path_with_one_meaning_is_plain(String path) {
    assertThat(Paths.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "api/ping",
        "//",
        "//evil.example/x",
        "/api//ping",
        "/api/..%2f",
        "/api/..%2F",
        "/api/%2e%2e/",
        "/api/%2E./x",
        "/api/../x",
        "/api/..",
        "/./x",
        "/x/.",
        "/api/..;/x",
        "/api/ping;a=b",
        "/api/ping%3ba=b",
        "/api\\ping",
        "/..%5c",
        "/%252f",
        "/%25",
        "/%00",
        "/%0d%0aset-cookie:x",
        "/%7f",
        "/api/%73ession",
        "/%41PI/me",
        "/api/%5Fx",
        "/api/customers%2Didentify",
        "/api/x%7e",
        "/api/%30",
        "/%ff",
        "/%c0%af",
        "/%e0%80%af",
        "/%ed%a0%80",
        "/%",
        "/%2",
        "/%zz",
        "/a b",
        "/\u00e9",
        "/\u0001"
      })
  void any_other_is_not(String path) {
    assertThat(Paths.isPlain(path)).isFalse();
  }
}
