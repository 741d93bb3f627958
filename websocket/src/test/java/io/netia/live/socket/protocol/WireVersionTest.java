package io.netia.live.socket.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WireVersionTest {

  @ParameterizedTest
  @CsvSource({"1.0.0,V1", "1.0.3,V1", "2.0.0,V2", "2.0.7,V2"})
  void a_client_names_its_version(String vsn, WireVersion version) {
    assertThat(WireVersion.of(vsn)).contains(version);
  }

  @Test
  void a_client_that_names_none_gets_version_1() {
    assertThat(WireVersion.of(null)).contains(WireVersion.V1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3.0.0",
        "2",
        "2.1.0",
        "1.1.0",
        "two",
        "2.0.0.0",
        "undefined",
        "2.0.99999999999999999999"
      })
  void other_versions_are_not_served(String vsn) {
    assertThat(WireVersion.of(vsn)).isEmpty();
  }

  @Test
  void version_2_reads_a_recorded_join() {
    Frame frame =
        WireVersion.V2.read(
            "[\"3\",\"4\",\"conversation:1\",\"phx_join\",{\"customer_id\":\"c\",\"n\":[1,{}]}]");

    assertThat(frame.joinRef()).isEqualTo("3");
    assertThat(frame.ref()).isEqualTo("4");
    assertThat(frame.topic()).isEqualTo("conversation:1");
    assertThat(frame.event()).isEqualTo("phx_join");
    assertThat(frame.fields().orElseThrow()).containsEntry("customer_id", "c");
  }

  @Test
  void version_2_reads_a_recorded_heartbeat() {
    assertThat(WireVersion.V2.read("[null,\"12\",\"phoenix\",\"heartbeat\",{}]"))
        .isEqualTo(new Frame(null, "12", "phoenix", "heartbeat", Optional.of(Map.of()), false));
  }

  @Test
  void version_2_ignores_further_elements_and_takes_numbers_for_references() {
    Frame frame = WireVersion.V2.read("[3,4,\"t\",\"e\",{},{\"more\":[1]},\"x\"]");

    assertThat(frame.joinRef()).isEqualTo("3");
    assertThat(frame.ref()).isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"text\"", "1", "[1,2]", "true"})
  void a_payload_that_is_no_object_has_no_fields(String payload) {
    assertThat(WireVersion.V2.read("[null,null,\"t\",\"e\"," + payload + "]").fields()).isEmpty();
    assertThat(
            WireVersion.V1
                .read("{\"topic\":\"t\",\"event\":\"e\",\"ref\":null,\"payload\":" + payload + "}")
                .fields())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "{}",
        "[]",
        "null",
        "5",
        "[null,null,\"t\",\"e\"]",
        "[null,null,\"t\",\"e\",",
        "[null,null,\"t\",\"e\",{}",
        "[null,null,\"t\",\"e\",{}] x",
        "[null,null,\"t\",\"e\",{}][]",
        "[null,null,null,\"e\",{}]",
        "[null,null,\"t\",5,{}]",
        "[{},null,\"t\",\"e\",{}]",
        "[true,null,\"t\",\"e\",{}]",
        "[[[[[[[[[[[[[[[[",
        "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":null}"
      })
  void version_2_refuses_what_is_no_array_of_five(String text) {
    assertThatThrownBy(() -> WireVersion.V2.read(text)).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void a_long_topic_is_a_topic_all_the_same() {
    assertThat(WireVersion.V2.read("[null,null,\"" + "t".repeat(256) + "\",\"e\",{}]").topic())
        .hasSize(256);
  }

  @Test
  void a_name_that_no_topic_or_event_has_is_no_frame() {
    String name = "t".repeat(1_025);

    for (String frame :
        List.of("[null,null,\"" + name + "\",\"e\",{}]", "[null,null,\"t\",\"" + name + "\",{}]")) {
      assertThatThrownBy(() -> WireVersion.V2.read(frame)).isInstanceOf(MalformedFrame.class);
    }
  }

  @Test
  void a_reference_which_a_channel_would_keep_is_short() {
    String ref = "1".repeat(256);

    for (String frame :
        List.of("[\"" + ref + "\",null,\"t\",\"e\",{}]", "[null,\"" + ref + "\",\"t\",\"e\",{}]")) {
      assertThatThrownBy(() -> WireVersion.V2.read(frame)).isInstanceOf(MalformedFrame.class);
    }
  }

  @Test
  void deep_nesting_is_refused_before_it_hurts() {
    String deep = "[".repeat(20_000) + "]".repeat(20_000);

    assertThatThrownBy(() -> WireVersion.V2.read("[null,null,\"t\",\"e\",{\"a\":" + deep + "}]"))
        .isInstanceOf(MalformedFrame.class);
    assertThatThrownBy(() -> WireVersion.V2.read("[null,null,\"t\",\"e\"," + deep + "]"))
        .isInstanceOf(MalformedFrame.class);
  }

  @Test
  void version_1_reads_a_recorded_push_and_needs_no_join_ref() {
    assertThat(
            WireVersion.V1.read(
                "{\"topic\":\"room:1\",\"event\":\"ping\",\"payload\":{\"a\":1},\"ref\":\"7\"}"))
        .isEqualTo(new Frame(null, "7", "room:1", "ping", Optional.of(Map.of("a", 1)), false));
  }

  @Test
  void version_1_takes_a_join_ref_and_ignores_other_keys() {
    Frame frame =
        WireVersion.V1.read(
            "{\"extra\":{\"x\":[]},\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":\"2\",\"join_ref\":\"1\"}");

    assertThat(frame.joinRef()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{}}",
        "{\"topic\":\"t\",\"event\":\"e\",\"ref\":\"1\"}",
        "{\"topic\":\"t\",\"payload\":{},\"ref\":\"1\"}",
        "{\"event\":\"e\",\"payload\":{},\"ref\":\"1\"}",
        "[null,null,\"t\",\"e\",{}]",
        "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":\"1\"} {}",
        "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":\"1\""
      })
  void version_1_refuses_what_lacks_a_key(String text) {
    assertThatThrownBy(() -> WireVersion.V1.read(text)).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void the_binary_push_of_the_current_client_is_read() {
    ByteBuffer push =
        ByteBuffer.wrap(
            HexFormat.of().parseHex("0001010603" + "3334" + "726f6f6d3a31" + "62696e" + "010203"));

    assertThat(WireVersion.V2.read(push))
        .isEqualTo(new Frame("3", "4", "room:1", "bin", Optional.empty(), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00010106",
        "0101010603333472",
        "00ff010603333472",
        "0000000100ff",
        "05000000000000"
      })
  void garbage_bytes_are_refused(String hex) {
    assertThatThrownBy(() -> WireVersion.V2.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
        .isInstanceOf(MalformedFrame.class);
  }

  @Test
  void version_1_has_no_binary_frames() {
    assertThatThrownBy(() -> WireVersion.V1.read(ByteBuffer.wrap(new byte[10])))
        .isInstanceOf(MalformedFrame.class);
  }

  @Test
  void version_2_writes_replies_events_and_closings_as_arrays() {
    assertThat(WireVersion.V2.reply("3", "7", "t", true, "{\"id\":1}").text())
        .isEqualTo("[\"3\",\"7\",\"t\",\"phx_reply\",{\"status\":\"ok\",\"response\":{\"id\":1}}]");
    assertThat(WireVersion.V2.reply(null, "7", "t", false, "{}").text())
        .isEqualTo("[null,\"7\",\"t\",\"phx_reply\",{\"status\":\"error\",\"response\":{}}]");
    assertThat(WireVersion.V2.event("t", "shout", "{\"a\":1}").text())
        .isEqualTo("[null,null,\"t\",\"shout\",{\"a\":1}]");
    assertThat(WireVersion.V2.event("3", "t", "phx_close", "{}").text())
        .isEqualTo("[\"3\",\"3\",\"t\",\"phx_close\",{}]");
  }

  @Test
  void version_1_writes_the_same_as_objects_without_join_ref() {
    assertThat(WireVersion.V1.reply("3", "7", "t", true, "{}").text())
        .isEqualTo(
            "{\"topic\":\"t\",\"event\":\"phx_reply\",\"payload\":{\"status\":\"ok\",\"response\":{}},\"ref\":\"7\"}");
    assertThat(WireVersion.V1.event("t", "shout", "{\"a\":1}").text())
        .isEqualTo("{\"topic\":\"t\",\"event\":\"shout\",\"payload\":{\"a\":1},\"ref\":null}");
  }

  @Test
  void what_a_client_chose_is_quoted_when_it_comes_back() {
    assertThat(WireVersion.V2.reply("\"\\", "\n", "t\"", true, "{}").text())
        .startsWith("[\"\\\"\\\\\",\"\\n\",\"t\\\"\",");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70, 100, 65_000, 70_000})
  void a_message_is_one_unmasked_websocket_text_frame(int length) {
    Outgoing message = WireVersion.V2.event("t", "e", "{\"x\":\"" + "é".repeat(length) + "\"}");
    byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = message.frame();

    assertThat(frame.get()).isEqualTo((byte) 0x81);
    int marker = frame.get();
    long size = marker < 126 ? marker : marker == 126 ? frame.getShort() & 0xFFFF : frame.getLong();
    assertThat(size).isEqualTo(text.length);
    byte[] rest = new byte[frame.remaining()];
    frame.get(rest);
    assertThat(rest).isEqualTo(text);
    assertThat(message.size()).isEqualTo(message.frame().remaining());
  }
}
