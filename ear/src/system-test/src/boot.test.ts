import { randomBytes } from "node:crypto";
import type { Server } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Probed, probe } from "./support/probe";
import { SecondCopy } from "./support/second-copy";
import { canControlServer } from "./support/server";
import { untrustedTls } from "./support/untrusted-tls";
import { until } from "./support/waiting";

/** In a Payara Server domain the start of an application was once given up after a minute; the other form has the same code. */
const awayMs = process.env["NETIA_KIND"] === "payara" ? 62_000 : 5_000;

/** What a balancer, a client and somebody with a browser get in one moment. The first comes by an address and without TLS. */
interface Moment {
  isDatabaseThere: boolean;
  ready: Probed;
  live: Probed;
  ping: Probed;
  page: Probed;
}

/** Asks again and again, from before the boot until it is stopped. */
class Watch {
  readonly moments: Moment[] = [];
  isDatabaseThere = false;
  private isOver = false;
  private readonly done: Promise<void>;

  constructor(private readonly url: string) {
    this.done = this.look();
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.done;
  }

  last(): Moment | undefined {
    return this.moments.at(-1);
  }

  private async look(): Promise<void> {
    const byAddress = { host: "10.0.0.5" };
    const byProxy = { "x-forwarded-proto": "https" };
    while (!this.isOver) {
      const { isDatabaseThere } = this;
      const ready = await probe(this.url, "/health/ready", byAddress);
      const [live, ping, page] = await Promise.all([
        probe(this.url, "/health/live", byAddress),
        probe(this.url, "/api/ping", byProxy),
        probe(this.url, "/", { ...byProxy, accept: "text/html" }),
      ]);
      this.moments.push({ isDatabaseThere, ready, live, ping, page });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

describe.runIf(canControlServer)(
  "a node in production that boots without its database and with a Redis it cannot trust",
  () => {
    let redis: { server: Server; port: number };
    let copy: SecondCopy;
    let moments: Moment[];

    beforeAll(async () => {
      redis = await untrustedTls();
      copy = new SecondCopy({
        NETIA_ENV: "prod",
        SECRET_KEY_BASE: randomBytes(32).toString("hex"),
        REDIS_TLS_URL: `rediss://127.0.0.1:${redis.port}`,
        NETIA_TRUSTED_PROXIES: "127.0.0.1",
        NETIA_DRAIN_SECONDS: "0",
      });
      await copy.clear();
      const watch = new Watch(copy.url);
      try {
        const began = performance.now();
        const booting = copy.boot();
        await until("it is alive", () => watch.last()?.live.status === 200, 120_000);
        await until("its database was away for long", () => performance.now() - began > awayMs, awayMs + 1_000);
        watch.isDatabaseThere = true;
        await copy.startDatabase();
        await until("it is ready by itself", () => watch.last()?.ready.status === 200, 30_000);
        await booting;
      } finally {
        await watch.end();
        ({ moments } = watch);
      }
    }, 240_000);

    afterAll(async () => {
      await copy.clear();
      redis.server.close();
    }, 60_000);

    test("stays alive all the time, once it is", () => {
      const first = moments.findIndex(({ live }) => live.status === 200);
      expect(moments.slice(first).filter(({ live }) => live.status !== 200)).toEqual([]);
    });

    test("is not ready, and shows nothing of the server's own, while the database is away", () => {
      const away = moments.filter(({ isDatabaseThere }) => !isDatabaseThere);
      expect(away.filter(({ ready, page, ping }) => [ready, page, ping].some((one) => one.status === 200))).toEqual([]);
      expect(away.some(({ ready, page }) => ready.status === 503 && page.status === 503)).toBe(true);
    });

    test("answers the balancer itself, whatever the host is called, and sends it nowhere", () => {
      const redirected = ({ status }: Probed) => status >= 300 && status < 400;
      expect(moments.filter(({ ready, live }) => redirected(ready) || redirected(live))).toEqual([]);
      expect(moments.at(-1)?.ready.text).toContain('"UP"');
    });

    test("is never ready before it serves", () => {
      const ready = moments.filter((moment) => moment.ready.status === 200);
      expect(ready.length).toBeGreaterThan(0);
      expect(ready.filter(({ ping, page }) => ping.status !== 200 || page.status !== 200)).toEqual([]);
    });

    test("logs in few lines what it waits for", async () => {
      const lines = (await copy.log()).split("\n");
      const about = (words: string) => lines.filter((line) => line.includes(words));
      expect(about("Redis cannot be used")).toHaveLength(1);
      expect(about("Redis cannot be used")[0]).toMatch(/certifi/i);
      expect(about("Waiting for the database").length).toBeGreaterThan(0);
      expect(about("Waiting for the database").length).toBeLessThan(5);
      expect(about("The database is there, and this node serves")).toHaveLength(1);
    });
  },
);
