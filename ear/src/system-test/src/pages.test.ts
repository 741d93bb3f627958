import { beforeAll, describe, expect, test } from "vitest";
import { send } from "./support/http";
import { newAccount } from "./support/people";

let accountId: string;

beforeAll(async () => {
  accountId = (await newAccount()).accountId;
});

describe("the dashboard", () => {
  test.each(["/", "/login", "/conversations/all", "/conversations/3f0e/deep/link?x=1", "/account/getting-started"])(
    "%s is the web application, so that a reload works",
    async (path) => {
      const page = await send("GET", path, { headers: { accept: "text/html" } });
      expect(page.status).toBe(200);
      expect(page.headers["content-type"]).toMatch(/^text\/html/);
      expect(page.text).toContain('<div id="root"');
    },
  );

  test("cannot be framed, sniffed or made to load code from elsewhere", async () => {
    const { headers } = await send("GET", "/", { headers: { accept: "text/html" } });
    const policy = String(headers["content-security-policy"]);
    expect(headers["x-frame-options"] ?? policy).toMatch(/DENY|SAMEORIGIN|frame-ancestors '(none|self)'/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBeDefined();
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri");
    expect(scriptSources(policy)).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
  });

  test("does not hide what is missing under /api", async () => {
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      const answer = await send(method, "/api/there/is/nothing", { headers: { accept: "text/html,*/*" } });
      expect(answer.status, method).toBe(404);
      expect(answer.headers["content-type"]).toMatch(/^application\/json/);
      expect(answer.json).toMatchObject({ error: { status: 404 }, errors: { detail: "Not Found" } });
    }
  });

  test("is no more than itself, however many parts of a file are asked for", async () => {
    const page = await send("GET", "/", { headers: { accept: "text/html" } });
    const script = localFiles(page.text).find((file) => file.endsWith(".js")) ?? "";
    const { length } = (await send("GET", script, { headers: { accept: "*/*" } })).text;
    expect(length).toBeGreaterThan(10_000);
    const part = (range: string) => send("GET", script, { headers: { accept: "*/*", range: `bytes=${range}` } });
    const one = await part("0-99");
    expect([one.status, one.text.length]).toEqual([206, 100]);
    for (const range of ["0-,0-", Array.from({ length: 1_000 }, () => "0-").join(","), "0-1,5-6"]) {
      const answer = await part(range);
      expect(answer.text.length, range.slice(0, 20)).toBeLessThanOrEqual(length);
    }
  });

  test("does not answer a missing script or picture with a page", async () => {
    for (const path of ["/assets/no-such-file.js", "/assets/no-such-file.css"]) {
      expect((await send("GET", path, { headers: { accept: "*/*" } })).status, path).toBe(404);
    }
  });
});

describe("the widget", () => {
  test("/chat may be framed by every page and refers to no other host", async () => {
    const page = await send("GET", `/chat?token=${accountId}`, { headers: { accept: "text/html" } });
    expect(page.status).toBe(200);
    expect(page.headers["content-type"]).toMatch(/^text\/html/);
    expect(page.headers["x-frame-options"]).toBeUndefined();
    const policy = String(page.headers["content-security-policy"] ?? "");
    expect(policy).not.toMatch(/frame-ancestors (?!\*)/);
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    expect(otherHosts(page.text)).toEqual([]);
    for (const file of localFiles(page.text)) {
      const answer = await send("GET", new URL(file, "http://netia/chat").pathname, { headers: { accept: "*/*" } });
      expect(answer.status, file).toBe(200);
    }
  });

  test("the loader is a script that may be kept only for a short while", async () => {
    const loader = await send("GET", "/widget.js", { headers: { accept: "*/*" } });
    expect(loader.status).toBe(200);
    expect(loader.headers["content-type"]).toMatch(/javascript/);
    expect(String(loader.headers["cache-control"] ?? "")).not.toContain("max-age=31536000");
  });
});

describe("answers with data", () => {
  test("are not kept by anybody between and name their request", async () => {
    const { token } = await newAccount();
    const answer = await send("GET", "/api/me", { token });
    expect(answer.headers["cache-control"]).toMatch(/no-store/);
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["x-request-id"]).toMatch(/\S{8,}/);
    expect(answer.headers["x-powered-by"]).toBeUndefined();
    expect(String(answer.headers["server"] ?? "")).not.toMatch(/\d/);
  });

  test("name the way to what was created", async () => {
    const created = await send("POST", "/api/customers", { body: { customer: { account_id: accountId } } });
    expect(created.status).toBe(201);
    const { id } = (created.json as { data: { id: string } }).data;
    expect(created.headers["location"]).toMatch(new RegExp(`/api/customers/${id}$`));
  });
});

function scriptSources(policy: string): string {
  return /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)?.[1] ?? "*";
}

function localFiles(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map((match) => match[1] ?? "")
    .filter((one) => !/^data:/.test(one));
}

function otherHosts(html: string): string[] {
  return localFiles(html).filter((address) => /^(https?:)?\/\//.test(address));
}
