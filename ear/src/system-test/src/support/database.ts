import { readFile } from "node:fs/promises";
import { join } from "node:path";

const runFolder = process.env["NETIA_RUN_DIR"];

/** Whether the database of the server under test is one whose addresses are known here. */
export const isDatabaseKnown = runFolder !== undefined && runFolder !== "";

/** The settings `DATABASE_URL` and the like of the server under test, which has a database of its own. */
export async function databaseSettings(): Promise<Record<string, string>> {
  const settings = await readFile(join(String(runFolder), "postgres", "ready"), "utf8");
  return Object.fromEntries(
    [...settings.matchAll(/^(DATABASE_\w+)=(.*)$/gm)].map(([, name, value]) => [
      String(name),
      String(value).replace(/^["']|["']$/g, ""),
    ]),
  );
}
