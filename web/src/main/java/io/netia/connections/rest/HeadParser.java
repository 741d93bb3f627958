package io.netia.connections.rest;

import io.netia.http.rest.Paths;
import io.netia.limits.Budget;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one head as RFC 9112 has it and no other way. Proxies, the container and filters each
 * forgive different mistakes; where they would differ, somebody gets a request past one of them.
 */
final class HeadParser {

  private static final int OK = 0;
  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int URI_TOO_LONG = 414;
  private static final int EXPECTATION_FAILED = 417;
  private static final int TOO_MANY_FIELDS = 431;

  /** What the listener itself would answer, by repeating the request or by becoming a tunnel. */
  private static final Set<String> REFUSED_METHODS = Set.of("TRACE", "CONNECT");

  private static final int LONGEST_METHOD = 32;
  private static final int LENGTH_DIGITS = 18;
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._~-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");

  private final byte[] head;
  private int at;
  private boolean isOldProtocol;
  private boolean hasHost;
  private boolean hasLength;
  private long contentLength;
  private boolean isChunked;
  private boolean asksForUpgrade;

  private HeadParser(byte[] head) {
    this.head = head;
  }

  /**
   * Reads a whole head.
   *
   * @param head from the first sign of the method to the blank line
   */
  static RequestHead parse(byte[] head) {
    return new HeadParser(head).parse();
  }

  /** The status for a head that has not ended within its limit. */
  static int tooLarge(byte[] beginning) {
    for (byte sign : beginning) {
      if (sign == '\n') {
        return TOO_MANY_FIELDS;
      }
    }
    return URI_TOO_LONG;
  }

  /** Whether a method can begin so; another protocol on this port does not. */
  static boolean isMethodSign(byte sign) {
    return isToken(sign);
  }

  private RequestHead parse() {
    int refusal = requestLine();
    for (int fields = 0; refusal == OK && !isBlankLine(); fields++) {
      refusal = fields < Budget.Connections.HEAD_FIELDS ? field() : TOO_MANY_FIELDS;
    }
    if (refusal == OK && isContradiction()) {
      refusal = BAD_REQUEST;
    }
    return refusal == OK
        ? new RequestHead(OK, contentLength, isChunked, asksForUpgrade)
        : RequestHead.refused(refusal);
  }

  private int requestLine() {
    int methodEnd = at;
    while (methodEnd < head.length && isToken(head[methodEnd])) {
      methodEnd++;
    }
    int targetEnd = methodEnd + 1;
    while (targetEnd < head.length && head[targetEnd] > ' ' && head[targetEnd] != 0x7f) {
      targetEnd++;
    }
    if (methodEnd == at
        || methodEnd - at > LONGEST_METHOD
        || !matches(methodEnd, " ")
        || !isTarget(text(methodEnd + 1, targetEnd))) {
      return BAD_REQUEST;
    }
    if (REFUSED_METHODS.contains(text(at, methodEnd))) {
      return METHOD_NOT_ALLOWED;
    }
    isOldProtocol = matches(targetEnd, " HTTP/1.0\r\n");
    if (!isOldProtocol && !matches(targetEnd, " HTTP/1.1\r\n")) {
      return BAD_REQUEST;
    }
    at = targetEnd + " HTTP/1.1\r\n".length();
    return OK;
  }

  private static boolean isTarget(String target) {
    int query = target.indexOf('?');
    return target.indexOf('#') < 0
        && Paths.isPlain(query < 0 ? target : target.substring(0, query));
  }

  private boolean isBlankLine() {
    return matches(at, "\r\n");
  }

  private int field() {
    int colon = at;
    while (colon < head.length && isToken(head[colon])) {
      colon++;
    }
    int end = colon;
    while (end < head.length && isValueSign(head[end])) {
      end++;
    }
    if (colon == at || !matches(colon, ":") || !matches(end, "\r\n")) {
      return BAD_REQUEST;
    }
    int refusal = meaning(at, colon, end);
    at = end + 2;
    return refusal;
  }

  /** Only names of these lengths matter here, so that most fields cost no text. */
  private int meaning(int start, int colon, int end) {
    return switch (colon - start) {
      case 4, 6, 7, 14, 17 ->
          switch (text(start, colon).toLowerCase(Locale.ROOT)) {
            case "host" -> host(text(colon + 1, end).strip());
            case "content-length" -> length(text(colon + 1, end).strip());
            case "transfer-encoding" -> coding(text(colon + 1, end).strip());
            case "expect" ->
                text(colon + 1, end).strip().equalsIgnoreCase("100-continue")
                    ? OK
                    : EXPECTATION_FAILED;
            case "upgrade" -> {
              asksForUpgrade = true;
              yield OK;
            }
            default -> OK;
          };
      default -> OK;
    };
  }

  private int host(String value) {
    var known = HOST.matcher(value);
    boolean isPlain =
        !hasHost
            && known.matches()
            && (known.group(1) == null || Integer.parseInt(known.group(1)) <= LARGEST_PORT);
    hasHost = true;
    return isPlain ? OK : BAD_REQUEST;
  }

  private int length(String value) {
    if (hasLength || value.isEmpty() || value.length() > LENGTH_DIGITS) {
      return BAD_REQUEST;
    }
    hasLength = true;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return BAD_REQUEST;
      }
      contentLength = contentLength * 10 + digit;
    }
    return OK;
  }

  private int coding(String value) {
    boolean isPlain = !isChunked && value.equalsIgnoreCase("chunked");
    isChunked = true;
    return isPlain ? OK : BAD_REQUEST;
  }

  private boolean isContradiction() {
    return (isChunked && (hasLength || isOldProtocol)) || (!hasHost && !isOldProtocol);
  }

  private static boolean isToken(byte sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9')
        || (sign > 0 && "!#$%&'*+-.^_`|~".indexOf(sign) >= 0);
  }

  /** Nothing beyond ASCII: the server refuses it, with an empty answer. */
  private static boolean isValueSign(byte sign) {
    return sign == '\t' || (sign >= ' ' && sign != 0x7f);
  }

  private boolean matches(int start, String text) {
    if (start + text.length() > head.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (head[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int start, int end) {
    return start >= end ? "" : new String(head, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
