package io.netia.migrations.service;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The form of a backup: a zip file with {@code manifest.properties} and one entry for each table,
 * as {@code COPY … TO STDOUT} writes it.
 */
final class BackupFile {

  static final String MANIFEST = "manifest.properties";
  private static final String FORMAT = "1";
  private static final int BLOCK = 1 << 16;

  private BackupFile() {}

  /** What is in a backup: the schema's version, and the tables, in the order in which they fit. */
  record Manifest(String version, List<Table> tables, List<Sequence> sequences) {

    Properties properties() {
      Properties lines = new Properties();
      lines.setProperty("format", FORMAT);
      lines.setProperty("version", version);
      lines.setProperty("tables", String.join(" ", tables.stream().map(Table::name).toList()));
      tables.forEach(table -> lines.setProperty("columns." + table.name(), table.columns()));
      sequences.forEach(
          one -> lines.setProperty("sequence." + one.name(), one.value() + " " + one.isCalled()));
      return lines;
    }

    static Manifest of(Properties lines) throws IOException {
      if (!FORMAT.equals(lines.getProperty("format")) || lines.getProperty("version") == null) {
        throw new IOException("it was made by another release, or by something else");
      }
      List<String> names = List.of(lines.getProperty("tables", "").split(" "));
      // They become part of statements.
      if (!names.stream().allMatch(name -> name.matches("[a-z][a-z0-9_]*"))
          || !names.stream()
              .allMatch(name -> lines.getProperty("columns." + name, "").matches("[a-z0-9_,]+"))) {
        throw new IOException("its manifest names what is no table");
      }
      return new Manifest(
          lines.getProperty("version"),
          names.stream()
              .map(name -> new Table(name, lines.getProperty("columns." + name)))
              .toList(),
          lines.stringPropertyNames().stream()
              .filter(name -> name.startsWith("sequence."))
              .map(name -> Sequence.of(name, lines.getProperty(name).split(" ")))
              .toList());
    }
  }

  /**
   * One table.
   *
   * @param columns with commas between them
   */
  record Table(String name, String columns) {

    String entry() {
      return "tables/" + name;
    }
  }

  /** Where a sequence stands. */
  record Sequence(String name, long value, boolean isCalled) {

    private static Sequence of(String key, String... parts) {
      String name = key.substring("sequence.".length());
      if (!name.matches("[a-z][a-z0-9_]*")) {
        throw new IllegalArgumentException("its manifest names what is no sequence");
      }
      return new Sequence(name, Long.parseLong(parts[0]), Boolean.parseBoolean(parts[1]));
    }
  }

  /**
   * Reads the whole file once, so that a damaged one is found before anything is changed.
   *
   * @throws IOException when it is no backup, or not a whole one
   */
  static Manifest verified(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Properties lines = new Properties();
      try (InputStream manifest = entry(zip, MANIFEST)) {
        lines.load(manifest);
      }
      Manifest manifest = Manifest.of(lines);
      Set<String> whole = wholeEntries(file);
      for (Table table : manifest.tables()) {
        if (!whole.contains(table.entry())) {
          throw new IOException(table.entry() + " is missing or damaged");
        }
      }
      return manifest;
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(file + " cannot be used as a backup: " + e.getMessage(), e);
    }
  }

  /**
   * The entries that can be read whole, from the beginning of the file: unlike {@link ZipFile},
   * this way compares checksums.
   */
  private static Set<String> wholeEntries(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    try (ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), BLOCK))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        zip.transferTo(OutputStream.nullOutputStream());
        names.add(entry.getName());
      }
    }
    return names;
  }

  static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is missing in it");
    }
    return new BufferedInputStream(zip.getInputStream(entry), BLOCK);
  }
}
