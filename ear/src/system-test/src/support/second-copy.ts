import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { serverUrl } from "./server";

/** A server of its own beside the one under test, with a database of its own, whose boot a test looks at from the first moment. */
export class SecondCopy {
  readonly url: string;
  private readonly folder: string;
  private readonly environment: NodeJS.ProcessEnv;
  private readonly address: NodeJS.ProcessEnv;

  /** Ports follow from that of the server under test; the settings are those of this process but for the given ones. */
  constructor(settings: Record<string, string>) {
    const port = Number(new URL(serverUrl).port) + 50;
    this.url = `http://127.0.0.1:${port}`;
    this.folder = join(process.env["NETIA_RUN_DIR"] ?? "", "second-copy");
    const database = `127.0.0.1:${port + 30}/netia`;
    this.environment = {
      ...process.env,
      PORT: String(port),
      NETIA_RUN_DIR: this.folder,
      NETIA_HEAP: "512m",
      BACKEND_URL: this.url,
      ...settings,
    };
    this.address = {
      DATABASE_URL: `postgres://netia_app:netia_app@${database}`,
      DATABASE_OWNER_URL: `postgres://netia_owner:netia_owner@${database}`,
    };
  }

  /** Starts the server alone; returns when its launcher is done, which proves nothing about the application. */
  async boot(): Promise<void> {
    await this.control("boot", this.address);
  }

  async startDatabase(): Promise<void> {
    await this.control("start-database");
  }

  async log(): Promise<string> {
    return readFile((await this.control("log")).trim(), "utf8");
  }

  /** Ends what there is and removes the data. */
  async clear(): Promise<void> {
    await this.control("stop");
    await this.control("stop-database");
    await rm(join(this.folder, "postgres", "data"), { recursive: true, force: true });
    await rm(join(this.folder, "log"), { recursive: true, force: true });
  }

  private async control(verb: string, more: NodeJS.ProcessEnv = {}): Promise<string> {
    const program = process.env["NETIA_CONTROL"];
    if (!program) throw new Error("NETIA_CONTROL is not set");
    return (await promisify(execFile)(program, [verb], { env: { ...this.environment, ...more } })).stdout;
  }
}
