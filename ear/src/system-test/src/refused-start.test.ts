import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseSettings, isDatabaseKnown } from "./support/database";
import { canControlServer, serverUrl } from "./support/server";

/* What is configured so that it would harm somebody does not start, and says why in a sentence. */

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

/** Starts a second server; answers what was said when it did not start. */
async function refusal(settings: Record<string, string>): Promise<string> {
  try {
    await run(program, ["start", `--${kind}`], { env: { ...environment, ...settings } });
  } catch (failed) {
    const { stdout, stderr } = failed as { stdout: string; stderr: string };
    return [stdout, stderr, ...(await logs())].join("\n");
  }
  throw new Error("It started");
}

describe.runIf(canControlServer && isDatabaseKnown)("a start is refused", () => {
  test("when requests would be served as the owner of the tables, whom no account is kept apart from", {
    timeout: 180_000,
  }, async () => {
    const { DATABASE_OWNER_URL: owner = "" } = await databaseSettings();
    const said = await refusal({ DATABASE_URL: owner, DATABASE_OWNER_URL: owner });
    expect(said).toMatch(/DATABASE_URL serves requests as "netia_owner", which owns the database/);
  });

  test.each([
    ["NETIA_ENV", "production", /NETIA_ENV.*dev.*test.*prod/],
    ["REQUIRE_DB_SSL", "maybe", /REQUIRE_DB_SSL/],
    ["NETIA_TRUSTED_PROXIES", "everybody", /NETIA_TRUSTED_PROXIES/],
  ])(
    "when %s is %s",
    async (name, value, sentence) => {
      expect(await refusal({ ...(await databaseSettings()), [name]: value })).toMatch(sentence);
    },
    180_000,
  );
});
