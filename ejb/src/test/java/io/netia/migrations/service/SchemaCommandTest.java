package io.netia.migrations.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SchemaCommandTest {

  @Test
  void what_is_wrong_with_a_file_is_beside_its_name() {
    assertThat(SchemaCommand.sentence(new NoSuchFileException("/nowhere/netia.backup")))
        .isEqualTo("/nowhere/netia.backup: there is no such file or folder.");
    assertThat(SchemaCommand.sentence(new AccessDeniedException("/closed/netia.backup")))
        .isEqualTo("/closed/netia.backup: the system does not permit it.");
    assertThat(SchemaCommand.sentence(new FileAlreadyExistsException("netia.backup")))
        .isEqualTo("netia.backup is there already, and is kept: name another file.");
  }

  @Test
  void of_a_failed_migration_the_database_itself_is_quoted() {
    SQLException cause = new SQLException("ERROR: relation \"x\" does not exist\n  Position: 8");

    assertThat(SchemaCommand.sentence(new IllegalStateException("Script V001 failed", cause)))
        .isEqualTo("ERROR: relation \"x\" does not exist");
  }
}
