package io.netia.tenancy.service;

import java.sql.Types;
import java.util.UUID;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.foundation.AbstractDirectMapping;
import org.eclipse.persistence.sessions.Session;

/**
 * Lets entities have columns of type {@code uuid} that may be null. EclipseLink's own converter for
 * them fails on null; the driver needs none. And a null would be sent as a text, which PostgreSQL
 * refuses; without a type it takes the column's.
 */
final class NullableIds {

  private NullableIds() {}

  static void prepare(Session session) {
    session.getDescriptors().values().forEach(NullableIds::prepare);
  }

  private static void prepare(ClassDescriptor entity) {
    for (DatabaseMapping mapping : entity.getMappings()) {
      if (mapping instanceof AbstractDirectMapping direct
          && typeOf(entity, mapping.getAttributeName()) == UUID.class) {
        direct.setConverter(null);
        direct.getField().setSqlType(Types.OTHER);
      }
    }
  }

  private static Class<?> typeOf(ClassDescriptor entity, String attribute) {
    try {
      return entity.getJavaClass().getDeclaredField(attribute).getType();
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException("Entities are accessed by field", impossible);
    }
  }
}
