package io.netia.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TrustedProxiesTest {

  private static final TrustedProxies PROXIES =
      TrustedProxies.of("127.0.0.0/8, 10.0.0.0/8 2001:db8:ffff::/48,::1");

  private static String client(String peer, String... lines) {
    return PROXIES.clientOf(peer, Arrays.asList(lines)).text();
  }

  @Test
  void the_client_is_the_last_address_that_is_no_proxy() {
    assertThat(client("10.0.0.2", "1.1.1.1, 8.8.8.8, 10.0.0.1")).isEqualTo("8.8.8.8");
    assertThat(client("10.0.0.2", "1.1.1.1", "8.8.8.8", "10.0.0.1")).isEqualTo("8.8.8.8");
    assertThat(client("10.0.0.2", "1.1.1.1,\t8.8.8.8\t,10.0.0.1")).isEqualTo("8.8.8.8");
    assertThat(client("0:0:0:0:0:0:0:1", "2001:DB8:0::1")).isEqualTo("2001:db8::1");
    assertThat(client("10.0.0.2")).isEqualTo("10.0.0.2");
    assertThat(client("10.0.0.2", "10.0.0.7, 10.0.0.1")).isEqualTo("10.0.0.7");
  }

  @Test
  void a_peer_that_is_no_proxy_writes_what_it_likes_and_is_itself() {
    assertThat(client("9.9.9.9", "1.2.3.4")).isEqualTo("9.9.9.9");
    assertThat(TrustedProxies.NONE.clientOf("127.0.0.1", List.of("1.2.3.4")).text())
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":",
        "999.9.9.9",
        "1.2.3",
        "1.2.3.4.5",
        "0x7f.1",
        "017.1.1.1",
        "1.2.3.4/8",
        "1.2.3.*",
        "1-2.3.4.5",
        "unknown",
        "_hidden",
        "localhost",
        "for=1.2.3.4",
        "<script>",
        "1.2.3.4:http",
        "1.2.3.4:99999999",
        "[1.2.3.4]",
        "*",
        "::1::",
        "2001:db8:0:0:0:0:0:0:1",
        "2001:db8:1:2:3:4:5:6:443",
        "1.2.3.4\u0000",
        "１.2.3.4"
      })
  void junk_is_the_last_hop_that_is_known(String junk) {
    assertThat(client("10.0.0.2", "1.1.1.1, " + junk)).isEqualTo("10.0.0.2");
    assertThat(client("10.0.0.2", "1.1.1.1, " + junk + ", 10.0.0.9")).isEqualTo("10.0.0.9");
    assertThat(client("10.0.0.2", junk + ", 8.8.8.8")).isEqualTo("8.8.8.8");
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4:8000, 1.2.3.4",
    "::ffff:1.2.3.4, 1.2.3.4",
    "::FFFF:0102:0304, 1.2.3.4",
    "[::ffff:1.2.3.4]:80, 1.2.3.4",
    "[2001:db8::5]:443, 2001:db8::5",
    "2001:0db8:0000::0005, 2001:db8::5",
    "fe80::1%eth0, fe80::1"
  })
  void one_address_has_one_spelling(String spelling, String address) {
    assertThat(client("10.0.0.2", spelling)).isEqualTo(address);
  }

  @Test
  void a_proxy_may_connect_with_a_mapped_address() {
    assertThat(client("::ffff:10.0.0.2", "8.8.8.8")).isEqualTo("8.8.8.8");
    assertThat(PROXIES.contains("0:0:0:0:0:ffff:a00:2")).isTrue();
  }

  @Test
  void an_ipv6_network_of_one_customer_is_one_caller() {
    assertThat(PROXIES.clientOf("2001:db8:0:1::1", List.of()).rateLimitKey())
        .isEqualTo(PROXIES.clientOf("2001:db8:0:1:ff::2", List.of()).rateLimitKey())
        .isNotEqualTo(PROXIES.clientOf("2001:db8:0:2::1", List.of()).rateLimitKey());
  }

  @Test
  void a_list_without_end_is_read_from_its_end_only() {
    assertThat(client("10.0.0.2", "1.1.1.1, ".repeat(2_000) + "8.8.8.8")).isEqualTo("8.8.8.8");
    assertThat(client("10.0.0.2", "1.1.1.1" + ", 10.0.0.1".repeat(5_000))).isEqualTo("10.0.0.1");
    assertThat(client("10.0.0.2", "x".repeat(10_000))).isEqualTo("10.0.0.2");
  }

  @Test
  void a_peer_without_an_address_is_kept_as_it_is() {
    assertThat(client("", "8.8.8.8")).isEmpty();
    assertThat(client("unix:/run/netia.sock", "8.8.8.8")).isEqualTo("unix:/run/netia.sock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.0/8, proxy.example",
        "0.0.0.0/0",
        "::/0",
        "10.0.*",
        "1.2.3"
      })
  void a_proxy_that_is_no_network_or_everybody_stops_the_start(String list) {
    assertThatThrownBy(() -> ProxySettings.TRUSTED_PROXIES.read(name -> Optional.of(list)))
        .hasMessageStartingWith("NETIA_TRUSTED_PROXIES is \"")
        .hasMessageEndingWith(".");
  }
}
