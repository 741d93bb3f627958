import type { ChildProcess } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { until } from "../support/waiting";
import type { Certificate } from "./certificates";
import { adapted, assignments, blocksUnder } from "./documents";
import { begin, end, firstPort, folder, patience, repository, setting, shell } from "./machine";

const port = firstPort + 30;
const data = join(folder, "postgres", "data-tls");
const chapter = "### An outside PostgreSQL (15 or newer)";

/** A PostgreSQL as the README asks for: two roles with passwords, reached over TLS only. */
export class Postgres {
  private server: ChildProcess | undefined;

  private constructor(
    private readonly programs: string,
    private readonly authority: Certificate,
  ) {}

  /** Makes the cluster, its roles and its database with the README's statements, and starts it. */
  static async made(certificate: Certificate, authority: Certificate): Promise<Postgres> {
    const postgres = new Postgres(await unpacked(), authority);
    // Another file of tests may have left one of its own.
    rmSync(data, { recursive: true, force: true });
    await shell(
      `${asNobody()} ${postgres.programs}/initdb -D ${data} -U postgres --auth=scram-sha-256 --pwfile=<(echo admin)`,
    );
    writeFileSync(join(data, "pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
    postgres.use(certificate);
    const statements = blocksUnder("README.md", chapter, "sql").replaceAll("…", "secret");
    // A server of one session takes a statement a line, without anybody's password.
    await shell(`${asNobody()} ${postgres.programs}/postgres --single -D ${data} postgres <<'SQL'\n${statements}\nSQL`);
    await postgres.start();
    return postgres;
  }

  /** The README's settings for it. */
  settings(): Record<string, string> {
    const examples = {
      "…": "secret",
      "db.example.com:5432": `localhost:${port}`,
      "/etc/netia/ca.pem": this.authority.certificate,
    };
    return assignments(adapted(blocksUnder("README.md", chapter, ""), examples));
  }

  /** Shows this certificate from the next start on. */
  use({ certificate, key }: Certificate): void {
    copyFileSync(certificate, join(data, "server.crt"));
    copyFileSync(key, join(data, "server.key"));
  }

  async start(): Promise<void> {
    const options = ["-D", data, "-p", String(port), "-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "ssl=on"];
    this.server = begin("postgres", [
      ...asNobody().split(" ").filter(Boolean),
      join(this.programs, "postgres"),
      ...options,
    ]);
    await until("PostgreSQL answers", answers, patience);
  }

  /** Ends it at once; transactions are rolled back. */
  async stop(): Promise<void> {
    await end(this.server, "SIGINT");
  }
}

/** PostgreSQL does not run as root; in a namespace of its own root is nobody. */
function asNobody(): string {
  return process.getuid?.() === 0 ? "unshare -U" : "";
}

/** The embedded database's programs: it is started once, for it unpacks them. */
async function unpacked(): Promise<string> {
  const own = join(folder, "postgres");
  if (!existsSync(join(own, "binaries-complete"))) {
    const classes = `${repository}/server-config/target/netia-server-config.jar:$(cat ${repository}/server-config/target/classpath.txt)`;
    const launcher = begin("unpack", [
      "bash",
      "-c",
      `exec java -cp "${classes}" io.netia.database.embedded.Launcher ${own} ${port}`,
    ]);
    await until("the embedded PostgreSQL is unpacked", () => existsSync(join(own, "ready")), patience);
    await end(launcher);
  }
  const [version] = readdirSync(join(own, "binaries"));
  return join(own, "binaries", version ?? "", "bin");
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(port, "127.0.0.1", () => {
      line.destroy();
      resolve(true);
    });
    line.on("error", () => resolve(false));
  });
}

/** Of all settings of a production server those that belong to this machine. */
export function productionSettings(postgres: Postgres): Record<string, string> {
  return {
    ...postgres.settings(),
    BACKEND_URL: setting("NETIA_URL"),
    NETIA_TRUSTED_PROXIES: "127.0.0.1",
    SECRET_KEY_BASE: "of the deployment tests, which needs 64 bytes ".padEnd(64, "x"),
    NETIA_DRAIN_SECONDS: "1",
    // All clients of a test come from one address.
    NETIA_LIMIT_MESSAGE: "0",
    NETIA_LIMIT_EVENT: "0",
    NETIA_LIMIT_JOIN: "0",
  };
}
