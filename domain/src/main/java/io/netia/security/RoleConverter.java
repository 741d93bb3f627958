package io.netia.security;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Roles of entities in their spelling in the database. */
@Converter(autoApply = true)
public class RoleConverter implements AttributeConverter<Role, String> {

  @Override
  public String convertToDatabaseColumn(Role role) {
    return role.wire();
  }

  @Override
  public Role convertToEntityAttribute(String wire) {
    return Role.of(wire);
  }
}
