import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adapted, document, environmentFile } from "./documents";
import { folder, repository } from "./machine";
import { reloadCommand } from "./nginx";

const programs = join(folder, "systemd");

/** The address of a node, as a proxy names it. */
export const nodeAt = (port: number) => `127.0.0.1:${port}`;

/**
 * The machines of several nodes, with a `systemctl` that does to the unit netia of the node in `$node`, and to nginx, what systemd does.
 * Each node has the environment of server-config/deploy/netia.env and the command of netia.service there.
 *
 * @param settings in the place of those of the sample, for each port
 * @returns the folder of that systemctl, to be put on the path
 */
export function install(settings: Map<number, Record<string, string>>): string {
  mkdirSync(programs, { recursive: true });
  for (const [port, own] of settings) {
    const environment = { ...environmentFile("server-config/deploy/netia.env"), ...own, PORT: String(port) };
    const exports = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'\n`);
    writeFileSync(join(programs, `${nodeAt(port)}.start`), `${exports.join("")}cd ${programs}\nexec ${command()}\n`);
  }
  writeFileSync(join(programs, "systemctl"), systemctl, { mode: 0o755 });
  return programs;
}

/** What a node has written. */
export function journal(port: number): string {
  return readFileSync(join(programs, `${nodeAt(port)}.log`), "utf8");
}

/** The unit's command, with less heap than a machine of its own has. */
function command(): string {
  const line = /^ExecStart=(.*)$/m.exec(document("server-config/deploy/netia.service"))?.[1] ?? "";
  return adapted(line, {
    "/usr/bin/java": "java",
    "-Xms1g -Xmx1g": "-Xms384m -Xmx512m",
    "/opt/netia/": join(repository, "ear/target/"),
  });
}

const systemctl = `#!/usr/bin/env bash
set -euo pipefail
start() {
  bash "${programs}/$node.start" >>"${programs}/$node.log" 2>&1 </dev/null &
  mkdir -p "${folder}/pids"
  echo $! >"${folder}/pids/$node"
}
stop() {
  local pid
  pid="$(<"${folder}/pids/$node")"
  kill -TERM "$pid"
  while [[ -e "/proc/$pid" ]]; do sleep 0.1; done
}
case "$*" in
  "start netia") start ;;
  "stop netia") stop ;;
  "restart netia") stop; start ;;
  "reload nginx") ${reloadCommand} 2>/dev/null ;;
  *) exit 1 ;;
esac
`;
