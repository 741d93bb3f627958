import { describe, expect, test } from "vitest";
import { exchange, head } from "./support/raw-http";
import { watchLog } from "./support/server";

const host = "Host: localhost";
const close = "Connection: close";
const json = "Content-Type: application/json";
const chunked = "Transfer-Encoding: chunked";

function lines(...all: string[]): string {
  return [...all, "", ""].join("\r\n");
}

function post(fields: string[], body: string): string {
  return lines("POST /api/ping HTTP/1.1", host, close, ...fields) + body;
}

/** An answer with the headers of what is served, which here is an error of the API and never a page. */
function expectRefusal(text: string): void {
  expect(text).not.toMatch(/<!doctype|<html/i);
  expect(text).toContain('"error"');
  expect(text).toMatch(/content-security-policy: [^\r\n]*frame-ancestors 'none'/i);
  expect(text).toMatch(/x-content-type-options: nosniff/i);
  expect(text).toMatch(/x-request-id: \S{8,}/i);
  expect(text).not.toMatch(/\r\nlocation:/i);
}

describe("paths that could be read in two ways are refused, and show no page:", () => {
  test.each([
    "/api/..%2f",
    "/api/..%2Findex.html",
    "/api/%2e%2e/",
    "/api/..;/index.html",
    "/api/ping;a=b",
    "/;jsessionid=1",
    "/api/ping;jsessionid=1",
    "/api/%70ing",
    "/x/../y",
    "/api//ping",
    "//x",
    "//other.example/%2f..",
    "/%252f",
    "/chat/..%5cindex.html",
    "/%5c",
    "/api/ping%00",
    "/%00",
    "/%zz",
    "/api%zz",
    "/%",
    "/%ff",
    "/%c0%af",
    "/caf\u00e9",
    "/a\\b",
    "/#x",
    "api/ping",
    "?a",
    "*",
    "http://localhost/api/ping",
    "http://other.example/assets",
  ])("%s", async (path) => {
    const answer = await exchange([Buffer.from(head("GET", path, close), "latin1")]);
    expect(answer.status).toBe(400);
    expectRefusal(answer.text);
  });
});

describe("heads that could be read in two ways are refused:", () => {
  test.each<[string, string]>([
    ["a tab behind the method", lines("GET\t/api/ping HTTP/1.1", host, close)],
    ["a tab behind the path", lines("GET /api/ping\tHTTP/1.1", host, close)],
    ["two spaces", lines("GET  /api/ping HTTP/1.1", host, close)],
    ["no version", lines("GET /")],
    ["another version", lines("GET / HTTP/3.0", host, close)],
    ["a method that is no word", lines("G@T / HTTP/1.1", host, close)],
    ["a tunnel", lines("CONNECT other.example:443 HTTP/1.1", host, close)],
    ["bytes of another protocol", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["lone line feeds", "GET /api/ping HTTP/1.1\nHost: localhost\nConnection: close\n\n"],
    ["no host", lines("GET / HTTP/1.1", close)],
    ["two hosts", lines("GET / HTTP/1.1", host, "Host: other.example", close)],
    ["a host with a space", lines("GET / HTTP/1.1", "Host: a b", close)],
    ["a host with a path", lines("GET / HTTP/1.1", "Host: a/b", close)],
    ["a host with a user", lines("GET / HTTP/1.1", "Host: a@b", close)],
    ["an empty host", lines("GET / HTTP/1.1", "Host: ", close)],
    ["a port that is none", lines("GET / HTTP/1.1", "Host: localhost:x", close)],
    ["a port beyond all", lines("GET / HTTP/1.1", "Host: localhost:99999", close)],
    ["a folded field", lines("GET / HTTP/1.1", host, "X: a", " b", close)],
    ["a field without a colon", lines("GET / HTTP/1.1", host, "X", close)],
    ["a field without a name", lines("GET / HTTP/1.1", host, ": a", close)],
    ["a space before the colon", post(["Transfer-Encoding : chunked"], "2\r\n{}\r\n0\r\n\r\n")],
    ["NUL in a value", lines("GET / HTTP/1.1", host, "X: a\0b", close)],
    ["a carriage return in a value", lines("GET / HTTP/1.1", host, "X: a\rb", close)],
    ["a host that is not ASCII", lines("GET / HTTP/1.1", "Host: caf\xe9", close)],
    ["a field's name that is not ASCII", lines("GET / HTTP/1.1", host, "X\xe9: a", close)],
    ["a field's value that is not ASCII", lines("GET / HTTP/1.1", host, "Cookie: a=caf\xe9", close)],
    ["two lengths", post(["Content-Length: 2", "Content-Length: 3"], "{}x")],
    ["the same length twice", post(["Content-Length: 2", "Content-Length: 2"], "{}")],
    ["a list of lengths", post(["Content-Length: 2, 2"], "{}")],
    ["a length with a sign", post(["Content-Length: +2"], "{}")],
    ["a length beyond all", post(["Content-Length: 99999999999999999999"], "{}")],
    ["a length and chunks", post(["Content-Length: 2", chunked], "2\r\n{}\r\n0\r\n\r\n")],
    ["a coding that begins like chunks", post(["Transfer-Encoding: chunkedx"], "2\r\n{}\r\n0\r\n\r\n")],
    ["two codings", post(["Transfer-Encoding: identity, chunked"], "2\r\n{}\r\n0\r\n\r\n")],
    ["chunks in the old protocol", `${lines("POST /api/ping HTTP/1.0", host, chunked)}2\r\n{}\r\n0\r\n\r\n`],
    ["a chunk size that is none", post([chunked], "zz\r\n{}\r\n0\r\n\r\n")],
    ["a negative chunk size", post([chunked], "-2\r\n{}\r\n0\r\n\r\n")],
    ["a chunk beyond all", post([chunked], `${"f".repeat(40)}\r\n{}\r\n0\r\n\r\n`)],
    ["a chunk longer than its size", post([chunked], "2\r\n{}x0\r\n\r\n")],
    ["a chunk extension", post([chunked], "2;a=b\r\n{}\r\n0\r\n\r\n")],
    ["a trailer", post([chunked], "2\r\n{}\r\n0\r\nHost: other.example\r\n\r\n")],
  ])("%s", async (_what, request) => {
    const answer = await exchange([Buffer.from(request, "latin1")]);
    expect(answer.status).toBe(400);
    expectRefusal(answer.text);
    expect(answer.closed).toBe(true);
  });
});

test("heads beyond their limits are refused", async () => {
  const many = Array.from({ length: 101 }, (_, index) => `X${index}: a`);
  for (const [status, request] of [
    [414, head("GET", `/${"a".repeat(9_000)}`, close)],
    [414, head("GET", `/api/ping?q=${"a".repeat(9_000)}`, close)],
    [431, head("GET", "/", `X: ${"a".repeat(9_000)}`, close)],
    [431, head("GET", "/", ...many, close)],
    [417, head("POST", "/api/ping", "Content-Length: 2", "Expect: tea", close)],
  ] as const) {
    const answer = await exchange([request]);
    expect(answer.status).toBe(status);
    expectRefusal(answer.text);
  }
});

test("a folder is no redirect to the host that the caller named", async () => {
  for (const path of ["/assets", "/chat/assets", "/WEB-INF", "/WEB-INF/classes", "/META-INF"]) {
    const answer = await exchange([lines(`GET ${path} HTTP/1.1`, "Host: other.example", close)]);
    expect(answer.status, path).toBe(404);
    expect(answer.text).not.toContain("other.example");
    expectRefusal(answer.text);
  }
});

test("chunks that go wrong on their way are refused, and leave no trace in the log", async () => {
  const complaints = await watchLog();
  const begin = lines("POST /api/ping HTTP/1.1", host, json, chunked);
  for (const wrong of ["zz\r\n", "2\r\n{}xx", "0\r\nX: y\r\n\r\n"]) {
    const answer = await exchange([`${begin}2\r\n{}\r\n`, wrong], { pause: 200 });
    expect(answer.status, wrong).toBe(400);
    expect(answer.text).toContain('"error"');
    expect(answer.closed, wrong).toBe(true);
  }
  expect(await complaints()).toEqual([]);
});

test("what is unusual and has one meaning is served", async () => {
  for (const request of [
    `\r\n${head("GET", "/api/ping", close)}`,
    head("GET", "/api/ping", "X-Tab:\ta\tb\t", close),
    head("GET", "/api/ping?a={b}|c", close),
    post([json, chunked], "2\r\n{}\r\n0\r\n\r\n"),
    post([json, "Content-Length: 2", "Expect: 100-continue"], "{}"),
    lines("GET /api/ping HTTP/1.0"),
    lines("GET /api/ping HTTP/1.1", "Host: [::1]:4000", close),
  ]) {
    const answer = await exchange([request]);
    expect(answer.text, request).toMatch(/HTTP\/1\.1 200[\s\S]*Pong!/);
  }
});

test("requests behind each other on one connection are answered in turn, the refused one last", async () => {
  const good = head("GET", "/api/ping");
  const body = lines("POST /api/ping HTTP/1.1", host, json, "Content-Length: 2");
  const answer = await exchange([`${good}${body}{}${good}${head("GET", "/%zz")}${good}`]);
  const statuses = [...answer.text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
  expect(statuses).toEqual(["200", "200", "200", "400"]);
  expect(answer.closed).toBe(true);
});

test("a head may come byte by byte, and its body behind it", async () => {
  const request = `${lines("POST /api/ping HTTP/1.1", host, close, json, chunked)}2\r\n{}\r\n0\r\n\r\n`;
  const answer = await exchange([...request], { pause: 2 });
  expect(answer.status).toBe(200);
});

test("a value of Accept that is no type is the caller's mistake", async () => {
  const answer = await exchange([head("GET", "/api/ping", "Accept: ;;;", close)]);
  expect(answer.status).toBe(400);
});

test("there is no HTTP/2: neither after an upgrade nor from the start", async () => {
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

test("methods that nobody serves are refused with an error of the API", async () => {
  for (const [method, path] of [
    ["TRACE", "/api/ping"],
    ["FOO", "/api/ping"],
    ["get", "/api/ping"],
    ["FOO", "/"],
    ["PROPFIND", "/chat/"],
    ["PATCH", "/chat"],
    ["PATCH", "/widget.js"],
    ["PUT", "/widget.js"],
    ["POST", "/widget.js"],
    ["POST", "/health/ready"],
  ] as const) {
    const answer = await exchange([head(method, path, "X-Secret: echo-me", close)]);
    expect(answer.status, `${method} ${path}`).toBe(405);
    expect(answer.text).not.toContain("echo-me");
    expectRefusal(answer.text);
  }
});

test("a path beside the two of the sockets is none, whatever the method", async () => {
  for (const path of ["/socket/", "/socket/other", "/socket/websocket/other", "/socket/websockets"]) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await exchange([head(method, path, "X-Secret: echo-me", close)]);
      expect(answer.status, `${method} ${path}`).toBe(404);
      expect(answer.text).not.toContain("echo-me");
      expectRefusal(answer.text);
    }
  }
});

test("what follows the head of a method that nobody serves is no request", async () => {
  const inside = head("GET", "/api/ping", "Connection: close");
  for (const method of ["TRACE", "FOO", "PROPFIND"]) {
    const answer = await exchange([`${head(method, "/api/ping", `Content-Length: ${inside.length}`)}${inside}`], {
      limit: 500,
    });
    expect(answer.text.match(/^HTTP\/1\.1 \d+/gm), method).toHaveLength(1);
    expect(answer.status, method).toBe(405);
  }
});
