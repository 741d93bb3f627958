import type { ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Certificate } from "./certificates";
import { adapted, document } from "./documents";
import { begin, end, folder, setting, shell } from "./machine";

const own = join(folder, "nginx");

/** The file of the nodes, one a line. */
export const nodesFile = join(own, "netia-nodes.conf");

/** Reloads the configuration, as `systemctl reload nginx` does. */
export const reloadCommand = `nginx -p ${own} -c nginx.conf -s reload`;

/** nginx with the sample configuration of server-config/deploy, at the address NETIA_URL. */
export class Nginx {
  private constructor(private readonly server: ChildProcess) {}

  static async before(nodes: string[], { certificate, key }: Certificate): Promise<Nginx> {
    mkdirSync(join(own, "temp"), { recursive: true });
    const port = new URL(setting("NETIA_URL")).port;
    const sample = adapted(document("server-config/deploy/nginx.conf"), {
      "listen 443 ssl": `listen 127.0.0.1:${port} ssl`,
      "/etc/netia/tls/fullchain.pem": certificate,
      "/etc/netia/tls/privkey.pem": key,
    });
    writeFileSync(join(own, "netia.conf"), sample);
    writeFileSync(nodesFile, nodeLines(nodes));
    writeFileSync(join(own, "nginx.conf"), around);
    await shell(`nginx -p ${own} -c nginx.conf -t 2>&1`);
    return new Nginx(begin("nginx", ["nginx", "-p", own, "-c", "nginx.conf", "-g", "daemon off;"]));
  }

  /** The status of every answer that clients were given until now. */
  statuses(): number[] {
    return [...readFileSync(join(own, "access.log"), "utf8").matchAll(/" (\d{3}) /g)].map(([, status]) =>
      Number(status),
    );
  }

  async stop(): Promise<void> {
    await end(this.server, "SIGTERM");
  }
}

/** The sample's lines, with other nodes. */
function nodeLines(nodes: string[]): string {
  const lines = document("server-config/deploy/nginx-nodes.conf").match(/^server .*$/gm) ?? [];
  return nodes.map((node) => `${(lines[0] ?? "").replace(/^server \S+?(?=[ ;])/, `server ${node}`)}\n`).join("");
}

/** What stands around the sample on a machine of one's own, with nothing outside this folder. */
const around = `
user root;
worker_processes 2;
pid nginx.pid;
error_log error.log info;
events { worker_connections 1024; }
http {
  access_log access.log;
  client_body_temp_path temp/body;
  proxy_temp_path temp/proxy;
  fastcgi_temp_path temp/fastcgi;
  uwsgi_temp_path temp/uwsgi;
  scgi_temp_path temp/scgi;
  include netia.conf;
}
`;
