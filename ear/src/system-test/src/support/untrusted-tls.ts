import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type Server } from "node:tls";
import { promisify } from "node:util";

const passphrase = "changeit";

/** A TLS server on a free port of 127.0.0.1 whose certificate nobody has signed but itself. */
export async function untrustedTls(): Promise<{ server: Server; port: number }> {
  const folder = await mkdtemp(join(tmpdir(), "netia-tls-"));
  try {
    const store = join(folder, "key.p12");
    const home = process.env["JAVA_HOME"];
    await promisify(execFile)(home ? join(home, "bin", "keytool") : "keytool", [
      ...["-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1"],
      ...["-validity", "2", "-storetype", "PKCS12", "-keystore", store, "-storepass", passphrase],
    ]);
    const server = createServer({ pfx: await readFile(store), passphrase });
    // Whoever refuses the certificate is what the test wants.
    server.on("tlsClientError", () => undefined);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, port: (server.address() as AddressInfo).port };
  } finally {
    await rm(folder, { recursive: true });
  }
}
