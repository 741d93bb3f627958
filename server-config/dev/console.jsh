import io.netia.database.OwnerDataSource
import java.sql.Connection
import java.sql.PreparedStatement
import java.sql.ResultSet
import java.sql.SQLException
import java.util.UUID

var database = new OwnerDataSource()

void show(String sql, Object... values) throws SQLException {
  try (Connection connection = database.getConnection();
      PreparedStatement statement = connection.prepareStatement(sql)) {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      int count = 0;
      while (rows.next()) {
        count++;
        System.out.println("--- " + count);
        for (int i = 1; i <= columns; i++) {
          if (rows.getObject(i) != null && !rows.getMetaData().getColumnLabel(i).endsWith("_hash")) {
            System.out.printf("%-28s %s%n", rows.getMetaData().getColumnLabel(i), rows.getString(i));
          }
        }
      }
      System.out.println("(" + count + " rows)");
    }
  }
}

void conversation(String id) throws SQLException {
  show("select * from conversations where id = ?", UUID.fromString(id));
}

void messages(String id) throws SQLException {
  show("select * from messages where conversation_id = ? order by seq", UUID.fromString(id));
}

void user(long id) throws SQLException {
  show("select u.*, p.full_name, p.display_name from users u left join user_profiles p on p.user_id = u.id where u.id = ?", id);
}

System.out.println("conversation(\"id\")  messages(\"id\")  user(id)  show(\"select …\", values…)   /exit ends")
