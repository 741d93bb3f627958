import { describe, expect, test } from "vitest";
import { exchange, head } from "./support/raw-http";

describe.each([
  "/api/..%2f",
  "/api/..%2Findex.html",
  "/api/%2e%2e/",
  "/api/..;/index.html",
  "/api/ping;a=b",
  "/x/../y",
  "/api//ping",
  "//x",
  "/%252f",
  "/chat/..%5cindex.html",
  "/api/ping%00",
  "/%ff",
  "/%c0%af",
  "/a\\b",
])("the path %s", (path) => {
  test("is refused, and shows no page", async () => {
    const answer = await exchange([head("GET", path, "Connection: close")]);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain("<!doctype");
    // What the container's own parser refuses has no body, and so nothing that a policy could protect.
    if (!/Content-Length: 0\r\n/i.test(answer.text)) {
      expect(answer.text).toMatch(/content-security-policy: [^\r\n]*frame-ancestors 'none'/i);
      expect(answer.text).toMatch(/x-content-type-options: nosniff/i);
      expect(answer.text).toContain('"error"');
    }
  });
});

test("HTTP/2 is not spoken: neither after an upgrade nor from the start", async () => {
  const upgrade = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"];
  for (const path of ["/", "/api/ping", "/socket/websocket?vsn=2.0.0"]) {
    const answer = await exchange([head("GET", path, ...upgrade)], { limit: 500 });
    expect(answer.status, path).not.toBe(101);
    expect(answer.status, path).toBeGreaterThanOrEqual(200);
  }
  const settings = Uint8Array.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  const known = await exchange(["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", settings], { limit: 500 });
  expect(known.text).toMatch(/^HTTP\/1\.1 4\d\d/);
});

test("methods that nobody serves are refused with the contract's error or without a word", async () => {
  for (const [method, path] of [
    ["TRACE", "/api/ping"],
    ["FOO", "/api/ping"],
    ["FOO", "/"],
    ["PROPFIND", "/chat/"],
  ] as const) {
    const answer = await exchange([head(method, path, "X-Secret: echo-me", "Connection: close")]);
    expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
    expect(answer.status, `${method} ${path}`).toBeLessThan(500);
    expect(answer.text).not.toContain("echo-me");
  }
});
