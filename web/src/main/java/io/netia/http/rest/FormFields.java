package io.netia.http.rest;

import io.netia.errors.DomainException;
import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and values of a query string or a form. Brackets nest: {@code user[email]=a} is a map in a
 * map, {@code ids[]=a&ids[]=b} a list. A name that comes again replaces the earlier one. Text that
 * is not percent-encoded UTF-8 is refused, never guessed at.
 */
final class FormFields {

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private int count;

  /** Reads {@code a=1&b[c]=2}. */
  static Map<String, Object> decode(String encoded) {
    FormFields form = new FormFields();
    for (int from = 0; from < encoded.length(); ) {
      int end = encoded.indexOf('&', from);
      end = end < 0 ? encoded.length() : end;
      if (end > from) {
        form.addPair(encoded.substring(from, end));
      }
      from = end + 1;
    }
    return form.fields;
  }

  private void addPair(String pair) {
    int equals = pair.indexOf('=');
    String name = decodeText(equals < 0 ? pair : pair.substring(0, equals));
    add(name, equals < 0 ? "" : decodeText(pair.substring(equals + 1)));
  }

  /** Adds one decoded field. */
  void add(String name, String value) {
    count();
    int bracket = name.indexOf('[');
    if (bracket <= 0 || !name.endsWith("]")) {
      fields.put(name, value);
      return;
    }
    List<String> path = new ArrayList<>();
    path.add(name.substring(0, bracket));
    path.addAll(List.of(name.substring(bracket + 1, name.length() - 1).split("\\]\\[", -1)));
    if (path.size() > Budget.Bodies.FORM_DEPTH) {
      throw refused();
    }
    put(fields, path, 0, value);
  }

  /** Counts one field, whether it is kept or not. */
  void count() {
    if (++count > Budget.Bodies.FORM_FIELDS) {
      throw refused();
    }
  }

  private static DomainException refused() {
    RefusalCounters.count(RefusalReason.BODY_STRUCTURE);
    return DomainException.badRequest("Bad Request");
  }

  /** What was added so far. */
  Map<String, Object> fields() {
    return fields;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> into, List<String> path, int at, String value) {
    String name = path.get(at);
    if (at == path.size() - 1) {
      into.put(name, value);
    } else if (at == path.size() - 2 && path.get(at + 1).isEmpty()) {
      Object list = into.get(name);
      if (!(list instanceof List)) {
        list = new ArrayList<Object>();
        into.put(name, list);
      }
      ((List<Object>) list).add(value);
    } else {
      Object map = into.get(name);
      if (!(map instanceof Map)) {
        map = new LinkedHashMap<String, Object>();
        into.put(name, map);
      }
      put((Map<String, Object>) map, path, at + 1, value);
    }
  }

  private static String decodeText(String encoded) {
    if (isPlain(encoded)) {
      return encoded;
    }
    byte[] bytes = new byte[encoded.length() * 3];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) (hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
        i += 2;
      } else if (c == '+') {
        bytes[length++] = ' ';
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        // Not encoded at all. Servers hand such bytes over as Latin-1 or as UTF-8 already read; a
        // letter is taken as it came.
        byte[] letter =
            encoded
                .substring(i, i + Character.charCount(encoded.codePointAt(i)))
                .getBytes(StandardCharsets.UTF_8);
        System.arraycopy(letter, 0, bytes, length, letter.length);
        length += letter.length;
        i += Character.charCount(encoded.codePointAt(i)) - 1;
      }
    }
    return utf8(bytes, length);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '+' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static int hex(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw DomainException.badRequest("Bad Request");
    }
    return digit;
  }

  static String utf8(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException notText) {
      throw DomainException.badRequest("Bad Request");
    }
  }
}
