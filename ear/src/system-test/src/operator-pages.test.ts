import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, reply } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { serverUrl } from "./support/server";

const token = process.env["NETIA_METRICS_TOKEN"];
const deploy = join(import.meta.dirname, "../../../../server-config/deploy");

let agent: Agent;

beforeAll(async () => {
  agent = await newAccount();
});

/** The metrics as text; fails when the server does not show them. */
async function scrape(): Promise<string> {
  const answer = await send("GET", "/metrics", { token });
  expect(answer.status).toBe(200);
  return answer.text;
}

/** The value of a series such as `netia_messages_total{source="chat"}`. */
function seriesValue(series: string, text: string): number {
  const line = text.split("\n").find((one) => one.startsWith(`${series} `));
  if (line === undefined) throw new Error(`there is no ${series}`);
  return Number(line.slice(series.length + 1));
}

/** Names of metrics that a text of ours names, without the suffixes of a histogram. */
function namesIn(text: string): string[] {
  const names = text.match(/\b(?:netia|jvm|process)_[a-z0-9_]+/g) ?? [];
  return [...new Set(names.map((name) => name.replace(/_(bucket|sum|count)$/, "")))];
}

function exposed(text: string): Set<string> {
  return new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1] ?? ""));
}

describe.skipIf(!token)("with a token set", () => {
  test.each(["/metrics", "/metrics/", "/metrics/application", "/openapi"])(
    "%s is closed to strangers",
    async (path) => {
      for (const sent of [undefined, "wrong", `${token}x`]) {
        const answer = await send("GET", path, { token: sent });
        expect(answer.status).toBe(401);
        expect(answer.headers["www-authenticate"]).toBe("Bearer");
        expect(answer.text).not.toContain("netia_");
      }
    },
  );

  test("the token opens the metrics and the description of the API", async () => {
    expect(await scrape()).toContain("netia_messages_total");
    const description = await send("GET", "/openapi", { token });
    expect(description.status).toBe(200);
    expect(description.text).toContain("openapi");
  });

  test("the server's own metrics are shown to nobody", async () => {
    expect((await send("GET", "/metrics/base", { token })).status).toBe(404);
    expect((await send("GET", "/metrics?scope=base", { token })).text).not.toContain("mp_scope");
  });
});

test("health names its checks and nothing else", async () => {
  for (const path of ["/health", "/health/ready", "/health/live"]) {
    const { json } = await send("GET", path);
    const { status, checks, ...rest } = json as { status: string; checks: Record<string, unknown>[] };
    expect(["UP", "DOWN"]).toContain(status);
    expect(rest).toEqual({});
    for (const { name, status: one, data, ...more } of checks) {
      expect([typeof name, typeof one]).toEqual(["string", "string"]);
      expect(data ?? {}).toEqual({});
      expect(more).toEqual({});
    }
  }
});

test("only the paths of health answer that the server is up", async () => {
  for (const path of ["/health/", "/health/ready/", "/health/nothing"]) {
    expect((await send("GET", path)).status, path).toBe(404);
  }
});

describe("metrics", () => {
  test("count a message, its delivery, the socket and its join", async () => {
    const visitor = await newVisitor(agent.accountId);
    const conversation = await openConversation(visitor);
    const before = await scrape();
    const socket = await WireSocket.open({ token: agent.token });
    await socket.join(`conversation:${conversation.id}`);
    await reply(agent, conversation.id, "counted");
    await socket.event(`conversation:${conversation.id}`, "shout");
    const after = await scrape();
    socket.close();

    const grown = (series: string) => seriesValue(series, after) - seriesValue(series, before);
    expect(grown('netia_messages_total{source="chat"}')).toBeGreaterThanOrEqual(1);
    expect(grown("netia_deliveries_total")).toBeGreaterThanOrEqual(1);
    expect(grown('netia_joins_total{result="accepted"}')).toBeGreaterThanOrEqual(1);
    expect(grown('netia_http_request_duration_seconds_count{route="send"}')).toBeGreaterThanOrEqual(1);
    expect(seriesValue('netia_sockets_open{transport="websocket"}', after)).toBeGreaterThanOrEqual(1);
  });

  test("show the state of pool, bus and feed", async () => {
    const text = await scrape();
    expect(seriesValue('netia_pool_connections{state="waiting"}', text)).toBe(0);
    const states = ["single", "network", "database"].map((state) =>
      seriesValue(`netia_bus_state{state="${state}"}`, text),
    );
    expect(states.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(seriesValue("netia_feed_lag_seconds", text)).toBeLessThan(30);
  });

  test("have as many series after a stranger's inventions as before", async () => {
    const series = (text: string) =>
      text
        .split("\n")
        .filter((line) => line.startsWith("netia_"))
        .map((line) => line.replace(/ \S+$/, ""));
    const before = series(await scrape());
    for (const path of ["/api/nothing-here", "/api/messages/x/y", "/nowhere", "/socket/nothing", "/health/nothing"]) {
      await send("PATCH", path, { body: { source: "invented", type: "invented" } });
    }
    const stranger = await WireSocket.open({});
    await stranger.join("invented:topic");
    stranger.close();
    expect(series(await scrape())).toEqual(before);
  });

  test.each(["grafana-dashboard.json", "alerts.yml", "../../docs/operate.md"])("of %s are all there", async (file) => {
    const text = await readFile(join(deploy, file), "utf8");
    // Of the page, the table: its text names roles of the database as well.
    const names = namesIn(
      file.endsWith(".md") ? (text.match(/^\| `(netia|jvm|process)_.*$/gm) ?? []).join("\n") : text,
    );
    const there = exposed(await scrape());
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !there.has(name))).toEqual([]);
  });
});

test("the dashboard's file is a Grafana dashboard whose panels ask for something", async () => {
  const dashboard = JSON.parse(await readFile(join(deploy, "grafana-dashboard.json"), "utf8")) as {
    title: string;
    panels: { title: string; targets?: { expr: string }[] }[];
  };
  expect(dashboard.title).toBe("Netia");
  for (const { title, targets } of dashboard.panels) {
    expect([title, targets?.every(({ expr }) => expr.length > 0)]).toEqual([title, true]);
  }
});

test("every alert names when, how bad and what to do", async () => {
  const alerts = (await readFile(join(deploy, "alerts.yml"), "utf8")).split(/^ {6}- alert: /m).slice(1);
  expect(alerts.length).toBeGreaterThan(5);
  for (const alert of alerts) {
    expect(alert).toMatch(/^ {8}expr: .+$/m);
    expect(alert).toMatch(/^ {10}severity: (warning|critical)$/m);
    expect(alert).toMatch(/^ {10}summary: .+$/m);
    expect(alert).toMatch(/^ {10}description: .+$/m);
  }
});

/** Whether the administration of the server under test refuses a request without a password, or is not there. */
function isRefused(method: string, path: string): Promise<boolean> {
  const port = Number(new URL(serverUrl).port) + 10;
  return new Promise((resolve) => {
    const asked = request(
      { host: "127.0.0.1", port, method, path, headers: { "x-requested-by": "test" } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          // The commands' own protocol answers in the text of a 200 that the sign-in failed.
          const refusedInside = /FAILURE[\s\S]*LoginException/.test(Buffer.concat(chunks).toString("utf8"));
          resolve(answer.statusCode !== 200 || refusedInside);
        });
      },
    );
    asked.on("error", () => resolve(true));
    asked.end();
  });
}

test.each([
  ["GET", "/management/domain"],
  ["POST", "/management/domain/stop"],
  ["GET", "/__asadmin/list-applications"],
  ["GET", "/monitoring/domain"],
])("nobody administers the server without a password: %s %s", async (method, path) => {
  expect(await isRefused(method, path)).toBe(true);
});
