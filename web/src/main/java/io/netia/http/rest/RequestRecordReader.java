package io.netia.http.rest;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.requests.RequestRecord;
import io.netia.requests.service.RequestMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Gives resource methods their requests as records. The fields are those that {@link RequestReader}
 * found in query and body, whatever the body's type: JSON, a form with bracketed names, or parts.
 */
@Provider
public class RequestRecordReader implements MessageBodyReader<Record> {

  @Inject private CurrentRequest current;
  @Inject private RequestMapper requests;

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type.isAnnotationPresent(RequestRecord.class);
  }

  /**
   * Reads and validates.
   *
   * @throws DomainException 400 without the object that the fields stand in
   * @throws ValidationException field errors
   */
  @Override
  public Record readFrom(
      Class<Record> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream alreadyRead) {
    String wrapper = type.getAnnotation(RequestRecord.class).wrapper();
    return requests.read(type, current.parameters().wrapped(wrapper).values());
  }
}
