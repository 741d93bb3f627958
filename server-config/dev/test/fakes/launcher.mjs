// Stands in for the launcher of the embedded database: … FOLDER PORT. PostgreSQL is a process of its own that outlives it.
import { spawn } from "node:child_process";
import { existsSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [folder, port] = process.argv.slice(-2);
const data = `${folder}/data`;
mkdirSync(data, { recursive: true });
rmSync(`${data}/listening`, { force: true });
const postgres = spawn(process.execPath, [fileURLToPath(new URL("postgres.mjs", import.meta.url)), "-D", data, "-p", port], {
  argv0: "postgres",
  detached: true,
  stdio: "inherit",
});
const poll = setInterval(() => {
  if (!existsSync(`${data}/listening`)) return;
  clearInterval(poll);
  const url = (role) => `postgres://${role}:${role}@127.0.0.1:${port}/netia`;
  writeFileSync(`${folder}/ready`, `DATABASE_URL='${url("netia_app")}'\nDATABASE_OWNER_URL='${url("netia_owner")}'\n`);
}, 20);
setInterval(() => {}, 60_000);
process.on("SIGTERM", () => {
  postgres.on("exit", () => process.exit(0));
  if (postgres.exitCode !== null || postgres.signalCode !== null) process.exit(0);
  postgres.kill("SIGINT");
});
