package io.netia.json.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.SQLException;
import org.postgresql.util.PGobject;

/** Values of entities in columns of type {@code jsonb}. */
public final class JsonColumn {

  private JsonColumn() {}

  /** What the driver writes: a text would be refused, being of another type. */
  public static Object of(Object value) {
    PGobject column = new PGobject();
    column.setType("jsonb");
    try {
      column.setValue(Json.write(value));
    } catch (SQLException impossible) {
      throw new IllegalStateException("A JSON column could not be made", impossible);
    }
    return column;
  }

  /** What was written. */
  public static <T> T read(String column, Class<T> type) {
    try {
      return Json.mapper().readValue(column, type);
    } catch (JsonProcessingException corrupt) {
      throw new IllegalStateException("A JSON column has not what was stored", corrupt);
    }
  }
}
