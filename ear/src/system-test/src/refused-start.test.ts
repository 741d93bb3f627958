import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseSettings, isDatabaseKnown } from "./support/database";
import { canControlServer, serverUrl } from "./support/server";

/* What is configured so that it would harm somebody does not start, and prints why in a sentence. */

const run = promisify(execFile);
const kind = process.env["NETIA_KIND"] ?? "payara";
const program = join(process.env["NETIA_CONTROL"] ?? "", "../../../dev.sh");
const port = String(Number(new URL(serverUrl).port) + 100);

let folder: string;
let environment: NodeJS.ProcessEnv;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "netia-refused-"));
  environment = { ...process.env, NETIA_RUN_DIR: folder, PORT: port, BACKEND_URL: `http://localhost:${port}` };
});

afterEach(async () => {
  await run(program, ["stop"], { env: environment });
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** The server's own words. */
async function logs(): Promise<string[]> {
  const names = await readdir(join(folder, "log")).catch(() => []);
  return Promise.all(names.map((name) => readFile(join(folder, "log", name), "utf8")));
}

interface Refusal {
  code: number;
  /** The last line that whoever started it sees. */
  last: string;
  /** All output, the logs included. */
  output: string;
}

/** Runs what does not start. */
async function refusalOf(command: string, words: string[], settings: Record<string, string>): Promise<Refusal> {
  try {
    await run(command, words, { env: { ...environment, ...settings }, cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  } catch (failed) {
    const { code, stdout, stderr } = failed as { code: number; stdout: string; stderr: string };
    return {
      code,
      last: stderr.trimEnd().split("\n").at(-1) ?? "",
      output: [stdout, stderr, ...(await logs())].join("\n"),
    };
  }
  throw new Error("It started");
}

/** Starts a second server; answers the output when it did not start. */
function refusal(settings: Record<string, string>): Promise<Refusal> {
  return refusalOf(program, ["start", `--${kind}`], settings);
}

const jar = join(import.meta.dirname, "../../../target/netia.jar");
const servesAsOwner = /DATABASE_URL serves requests as "netia_owner", which owns the database/;

describe.runIf(canControlServer && isDatabaseKnown)("a start is refused", () => {
  test("when requests would be served as the owner of the tables, whom no account is kept apart from", {
    timeout: 180_000,
  }, async () => {
    const { DATABASE_OWNER_URL: owner = "" } = await databaseSettings();
    const { code, output } = await refusal({ DATABASE_URL: owner, DATABASE_OWNER_URL: owner });
    expect(output).toMatch(servesAsOwner);
    expect(code).toBe(1);
  });

  test.runIf(kind === "micro")(
    "by the jar with that as its last words, behind everything that it logs",
    {
      timeout: 180_000,
    },
    async () => {
      const { DATABASE_OWNER_URL: owner = "" } = await databaseSettings();
      const settings = { DATABASE_URL: owner, DATABASE_OWNER_URL: owner };
      const { code, last, output } = await refusalOf("java", ["-Xmx512m", "-jar", jar, "--port", port], settings);
      expect(output).toMatch(/ INFO /);
      expect(last).toMatch(servesAsOwner);
      expect(last).toMatch(/^Netia did not start: /);
      expect(code).toBe(1);
    },
  );

  test.each([
    ["NETIA_ENV", "production", /NETIA_ENV.*dev.*test.*prod/],
    ["REQUIRE_DB_SSL", "maybe", /REQUIRE_DB_SSL/],
    ["NETIA_TRUSTED_PROXIES", "everybody", /NETIA_TRUSTED_PROXIES/],
    [
      "DATABASE_URL",
      "postgres://netia_app@127.0.0.1:1/netia?sslmode=verify-full&sslrootcert=/none.pem",
      /DATABASE_URL names sslrootcert=\/none\.pem, which is not there/,
    ],
  ])(
    "when %s is %s",
    async (name, value, sentence) => {
      const { code, last } = await refusal({ ...(await databaseSettings()), [name]: value });
      expect(last).toMatch(sentence);
      expect(code).toBe(1);
    },
    180_000,
  );
});
