package io.netia.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The application's jars out of one of the two archives, unpacked to a folder of their own while
 * they are used. In the one jar most lie in a war inside.
 */
final class NestedJars implements AutoCloseable {

  /** Ours and the libraries'; not the server's own, which are hundreds. */
  private static final Pattern JAR =
      Pattern.compile("(lib/|admin/|MICRO-INF/lib/|WEB-INF/lib/)[^/]+\\.jar|ejb\\.jar");

  private static final Pattern WAR = Pattern.compile("MICRO-INF/deploy/[^/]+\\.war");

  private final Path folder;
  private final List<Path> unpacked = new ArrayList<>();
  private final URLClassLoader loader;

  private NestedJars(Path archive) throws IOException {
    folder = Files.createTempDirectory("netia-admin");
    try (InputStream bytes = Files.newInputStream(archive)) {
      unpack(new ZipInputStream(bytes));
    }
    List<URL> urls = new ArrayList<>();
    for (Path jar : unpacked) {
      urls.add(jar.toUri().toURL());
    }
    loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  static NestedJars of(Path archive) throws IOException {
    return new NestedJars(archive);
  }

  ClassLoader loader() {
    return loader;
  }

  private void unpack(ZipInputStream archive) throws IOException {
    for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
      if (WAR.matcher(entry.getName()).matches()) {
        unpack(new ZipInputStream(archive));
      } else if (JAR.matcher(entry.getName()).matches()) {
        Path jar = folder.resolve(unpacked.size() + ".jar");
        Files.copy(archive, jar);
        unpacked.add(jar);
      }
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
    for (Path jar : unpacked) {
      Files.delete(jar);
    }
    Files.delete(folder);
  }
}
