package io.netia.connections.rest;

/**
 * The framing of a request by its head, or the reason why it is refused.
 *
 * @param refusal the status of the refusal, 0 for none
 * @param contentLength bytes of the body, 0 without one
 * @param isChunked whether the body comes in chunks
 * @param asksForUpgrade whether another protocol may follow the answer
 */
record RequestHead(int refusal, long contentLength, boolean isChunked, boolean asksForUpgrade) {

  static RequestHead refused(int status) {
    return new RequestHead(status, 0, false, false);
  }
}
