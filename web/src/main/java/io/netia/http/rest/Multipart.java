package io.netia.http.rest;

import io.netia.errors.DomainException;
import io.netia.limits.Budget;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text fields of a {@code multipart/form-data} body (RFC 7578); parts with a file name are left
 * out.
 */
final class Multipart {

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)^content-disposition:[^\r\n]*[; ]name=\"([^\"\r\n]{1,255})\"", Pattern.MULTILINE);
  private static final Pattern FILE =
      Pattern.compile("(?i)^content-disposition:[^\r\n]*[; ]filename\\*?=", Pattern.MULTILINE);
  private static final String BLANK_LINE = "\r\n\r\n";

  private Multipart() {}

  /**
   * Reads the fields.
   *
   * @throws DomainException 400 when the body is not divided by its boundary
   */
  static Map<String, Object> textFields(byte[] bytes, String contentType) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw DomainException.badRequest("Bad Request");
    }
    String delimiter = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    // Latin-1 keeps every byte as one character, so that text is cut by bytes and decoded
    // afterwards.
    String body = new String(bytes, StandardCharsets.ISO_8859_1);
    FormFields form = new FormFields();
    int at = body.indexOf(delimiter);
    while (at >= 0 && !body.startsWith("--", at + delimiter.length())) {
      int start = at + delimiter.length() + 2;
      int next = body.indexOf("\r\n" + delimiter, Math.min(start, body.length()) - 2);
      if (next < 0) {
        throw DomainException.badRequest("Bad Request");
      }
      add(form, body.substring(Math.min(start, next), next));
      at = next + 2;
    }
    if (at < 0) {
      throw DomainException.badRequest("Bad Request");
    }
    return form.fields();
  }

  private static void add(FormFields form, String part) {
    int end = part.indexOf(BLANK_LINE);
    String headers = end < 0 ? part : part.substring(0, end);
    if (headers.length() > Budget.Bodies.PART_HEAD) {
      throw DomainException.badRequest("Bad Request");
    }
    Matcher name = NAME.matcher(headers);
    if (end < 0 || !name.find() || FILE.matcher(headers).find()) {
      form.count();
    } else {
      form.add(text(name.group(1)), text(part.substring(end + BLANK_LINE.length())));
    }
  }

  private static String text(String latin) {
    byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
    return FormFields.utf8(bytes, bytes.length);
  }
}
