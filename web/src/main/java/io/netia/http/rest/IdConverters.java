package io.netia.http.rest;

import io.netia.errors.DomainException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids in paths: only in the 36-character spelling; JAX-RS itself would take much more. */
@Provider
public class IdConverters implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked") // by its type, T is UUID
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation[] annotations) {
    return type == UUID.class ? (ParamConverter<T>) new IdConverter() : null;
  }

  private static final class IdConverter implements ParamConverter<UUID> {

    /**
     * Reads an id.
     *
     * @throws DomainException 400 for anything that is not one
     */
    @Override
    public UUID fromString(String text) {
      return Parameters.idOf(text);
    }

    @Override
    public String toString(UUID id) {
      return id.toString();
    }
  }
}
