package io.netia.live.socket.hub;

/**
 * Somebody is present on a topic, once per tab.
 *
 * @param key who, such as {@code user:1}; several entries may share it
 * @param ref unique, so that clients can tell the entries of one key apart
 * @param meta a JSON object: what is said about it, with {@code phx_ref}
 */
record Presence(String topic, String key, String ref, String meta) {

  private static final String NOBODY = "{}";

  /**
   * The difference that clients merge when it arrives: this entry alone, so that every known merge
   * gets it right.
   */
  String joined() {
    return diff(entry(), NOBODY);
  }

  /** The difference when it leaves. */
  String left() {
    return diff(NOBODY, entry());
  }

  private String entry() {
    // Keys are made here of ids, which need no escaping.
    return "{\"" + key + "\":{\"metas\":[" + meta + "]}}";
  }

  private static String diff(String joins, String leaves) {
    return "{\"joins\":" + joins + ",\"leaves\":" + leaves + "}";
  }
}
