import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../support/waiting";
import { adapted, blocksUnder } from "./documents";
import { firstPort, folder, listeners, note, patience, setting, shell } from "./machine";

const domains = join(folder, "domains");
const own = join(domains, "netia");
const archive = "ear/target/netia.ear";
/** Where the README's domain listens: Payara counts its ports from one that is given. */
export const httpPort = firstPort + 80;
export const domainUrl = `http://127.0.0.1:${httpPort}`;

/** A Payara Server domain of its own, with only the ports changed from what the README's commands make. */
export class Domain {
  constructor(private readonly settings: Record<string, string>) {}

  /** Runs the README's commands, one after the other. */
  async install(): Promise<void> {
    const commands = blocksUnder("README.md", "### On a Payara Server 6 domain", "bash");
    await this.run(adapted(commands, { "/opt/payara6/glassfish/domains": domains, "/opt/netia": this.programs() }));
  }

  /** Runs commands with the settings in the environment, and an asadmin on the path that knows this domain. */
  async run(commands: string): Promise<string> {
    const path = `${asadminHere()}:${process.env["PATH"]}`;
    const output = await shell(commands, { ...this.settings, PATH: path });
    if (existsSync(join(own, "config", "pid"))) note("domain", Number(this.pid()));
    return output;
  }

  redeploy(): Promise<string> {
    return this.run(`asadmin redeploy --name netia ${archive}`);
  }

  /** Starts it again; what comes of it is asked of the server itself. */
  restart(): Promise<string> {
    return this.run("asadmin restart-domain netia");
  }

  async stop(): Promise<void> {
    if (existsSync(join(own, "config", "pid"))) await this.run("asadmin stop-domain netia");
  }

  /** What the server has logged. */
  log(): string {
    return readFileSync(join(own, "logs", "server.log"), "utf8");
  }

  listens(): Promise<string[]> {
    return listeners(this.pid());
  }

  /** How many class loaders of applications a collection leaves alive. What waits for its finalizer goes with a later one. */
  async applicationLoaders(): Promise<number> {
    const histogram = await shell(`jcmd ${this.pid()} GC.run >&2; jcmd ${this.pid()} GC.class_histogram`);
    return Number(
      /(\d+)\s+\d+\s+org\.glassfish\.javaee\.full\.deployment\.EarLibClassLoader\b/.exec(histogram)?.[1] ?? 0,
    );
  }

  /** What the EAR's operator copies to /opt/netia. */
  private programs(): string {
    const programs = join(folder, "opt");
    mkdirSync(programs, { recursive: true });
    return programs;
  }

  private pid(): string {
    return readFileSync(join(own, "config", "pid"), "utf8").trim();
  }
}

/** Payara's asadmin with the words that choose folder and ports, which the commands of a page leave at their defaults. */
function asadminHere(): string {
  const programs = join(folder, "bin");
  mkdirSync(programs, { recursive: true });
  const passwords = join(folder, "passwords");
  writeFileSync(passwords, "AS_ADMIN_PASSWORD=administrator\nAS_ADMIN_MASTERPASSWORD=changeit\n", { mode: 0o600 });
  const real = `exec ${setting("NETIA_PAYARA_HOME")}/bin/asadmin --interactive=false --user admin --passwordfile ${passwords}`;
  const text = `#!/usr/bin/env bash
verb=$1
shift
case $verb in
  create-domain) ${real} $verb --domaindir ${domains} --portbase ${firstPort} "$@" ;;
  *-domain) ${real} $verb --domaindir ${domains} "$@" ;;
  *) ${real} --port ${firstPort + 48} $verb "$@" ;;
esac
`;
  writeFileSync(join(programs, "asadmin"), text, { mode: 0o755 });
  return programs;
}

/** Waits until a server answers that it serves. */
export async function readiness(url: string): Promise<void> {
  const isReady = async () => (await fetch(`${url}/health/ready`).catch(() => undefined))?.status === 200;
  await until(`${url} is ready`, isReady, patience);
}
