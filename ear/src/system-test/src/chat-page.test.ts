import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser, type Somebody, somebody } from "./support/browser";
import { data, send } from "./support/http";
import { type Agent, newAccount } from "./support/people";
import { serverUrl } from "./support/server";
import type { Conversation } from "./support/shapes";
import { until } from "./support/waiting";

/*
 * Everybody can write an address of the chat page. Whatever is in it, what a visitor writes and the token that proves who
 * they are go to the page's own server.
 */

let browser: Browser;
let agent: Agent;
let visitor: Somebody;
let foreign: Server;
let foreignHost: string;
/** What reached the foreign server. */
let caught: string[] = [];

beforeAll(async () => {
  agent = await newAccount();
  browser = await openBrowser();
  foreign = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "access-control-allow-origin": "*", "access-control-allow-headers": "*" });
    response.end("{}");
  });
  foreign.on("upgrade", (request, socket) => {
    caught.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  foreignHost = `127.0.0.1:${(foreign.address() as AddressInfo).port}`;
}, 60_000);

afterAll(async () => {
  await browser?.close();
  foreign?.closeAllConnections();
  foreign?.close();
});

beforeEach(async () => {
  caught = [];
  visitor = await somebody(browser);
});

async function write(address: string, words: string): Promise<void> {
  const { page } = visitor;
  await page.goto(address);
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill(words);
  await box.press("Enter");
  await page
    .getByText(/^.*(Sent|Seen)$/)
    .first()
    .waitFor();
}

async function isStored(words: string): Promise<boolean> {
  const all = await data<Conversation[]>(200, "GET", "/api/conversations", { token: agent.token });
  return all.some(({ messages }) => messages.some(({ body }) => body === words));
}

test.each([
  ["another server", (host: string) => `http://${host}`],
  ["an address without scheme", (host: string) => `//${host}`],
  ["a scheme without slashes", (host: string) => `http:${host}`],
  ["the own name before an at sign", (host: string) => `${serverUrl}@${host}`],
])("a chat whose baseUrl names %s sends that server nothing", async (what, baseUrl) => {
  const { context } = visitor;
  const own = `${serverUrl}/chat?token=${agent.accountId}`;
  // A visitor with a token: the next visit would prove itself with it.
  await write(own, `first, before ${what}`);
  await write(`${own}&baseUrl=${encodeURIComponent(baseUrl(foreignHost))}`, `then ${what}`);
  await until("the message is at its own server", () => isStored(`then ${what}`));
  expect(caught).toEqual([]);
  expect(visitor.strangers).toEqual([]);
  await context.close();
});

test("the page may not even try to ask another server", async () => {
  const { headers } = await send("GET", `/chat?token=${agent.accountId}`, { headers: { accept: "text/html" } });
  expect(String(headers["content-security-policy"])).toMatch(/connect-src 'self' ws: wss:;/);
});
