import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type Somebody, somebody } from "./support/browser";
import { DashboardPage } from "./support/dashboard-page";
import { data } from "./support/http";
import { misplaced } from "./support/layout";
import { type Agent, newAccount, newVisitor, openConversation, reply } from "./support/people";
import { serverUrl } from "./support/server";

/*
 * Nothing that somebody writes may push words or buttons out of sight: long names, long words, code, lists, on screens
 * from the smallest phone to a desk.
 */

const widths = [320, 390, 768, 820, 1024, 1280, 1440];
const longWord = "Donaudampfschifffahrtsgesellschaftskapitänswitwe".repeat(4);
const texts = [
  `\`\`\`\nconst line = "${"a long line of code that nobody breaks ".repeat(6)}";\n\`\`\``,
  longWord,
  `https://netia.example/${"a-long-path/".repeat(20)}`,
  `- one\n- two\n  - ${longWord}\n\n> a quote\n> > ${longWord}\n\n123456789. a number`,
  "👍",
  "مرحبا بكم في متجرنا",
];

let browser: Browser;
let agent: Agent;
let agentsBrowser: Somebody;
let page: Page;
let conversationId: string;
let shareToken: string;

beforeAll(async () => {
  agent = await newAccount();
  const { token } = agent;
  const name = `Zoë Brontë ${longWord.slice(0, 60)}`;
  const email = `${longWord.slice(0, 50).replaceAll("ä", "a").toLowerCase()}@example.com`;
  const visitor = await newVisitor(agent.accountId, { name, email, metadata: { [longWord.slice(0, 40)]: longWord } });
  const conversation = await openConversation(visitor, texts[0]);
  conversationId = conversation.id;
  for (const body of texts) await reply(agent, conversationId, body);
  await reply(agent, conversationId, `Note: ${longWord}`, { private: true });
  await data(200, "PUT", "/api/profile", {
    token,
    body: { user_profile: { display_name: `Maximilian-Alexander ${longWord.slice(0, 40)}` } },
  });
  const assigned = { conversation: { assignee_id: agent.userId, priority: "priority" } };
  await data(200, "PUT", `/api/conversations/${conversationId}`, { token, body: assigned });
  await data(201, "POST", "/api/user_invitations", { token, body: {} });
  shareToken = (await data<{ token: string }>(200, "POST", `/api/conversations/${conversationId}/share`, { token }))
    .token;
  browser = await openBrowser();
  agentsBrowser = await somebody(browser);
  page = agentsBrowser.page;
  await page.goto(`${serverUrl}/login`);
  await new DashboardPage(page).logIn(agent.email);
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

/** Goes to a page and waits until what it is about has been drawn. */
async function open(path: string, sign: string): Promise<void> {
  await page.goto(`${serverUrl}${path}`);
  await page.locator(sign).first().waitFor();
}

/** Looks at the page at every width. */
async function everywhere(): Promise<Record<number, string[]>> {
  const found: Record<number, string[]> = {};
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const wrong = await misplaced(page);
    if (wrong.length > 0) found[width] = wrong;
  }
  return found;
}

test.each([
  ["the list", "/conversations/all", "[data-part=list] li a"],
  ["the account", "/settings/account", "main input"],
  ["the team", "/settings/team", "main strong"],
  ["the profile", "/settings/profile", "main input"],
  ["the widget's settings", "/settings/chat-widget", "main input"],
  ["visitor identity", "/settings/visitor-identity", "main [role=switch], main label"],
  ["getting started", "/getting-started", "main pre"],
])("%s keeps everything in sight at every width", async (_name, path, sign) => {
  await open(path, sign);
  expect(await everywhere()).toEqual({});
});

test("the thread keeps everything in sight at every width, and its head the customer's name", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(`/conversations/all/${conversationId}`, "textarea");
  await page.getByText("👍").first().waitFor();
  expect(await everywhere()).toEqual({});
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const head = page.locator("[data-part=thread] header h2");
    expect((await head.boundingBox())?.width, `the name at ${width} px`).toBeGreaterThan(60);
  }
});

test("the details keep everything in sight at every width", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(`/conversations/all/${conversationId}`, "textarea");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Show details" }).click();
  await page.locator("[data-part=details]").waitFor();
  expect(await everywhere()).toEqual({});
});

test("a shared conversation keeps everything in sight at every width, and its lists are no cards", async () => {
  await open(`/share?cid=${conversationId}&token=${shareToken}`, "main ol > li");
  expect(await everywhere()).toEqual({});
  const inner = page.locator("main ol > li ul > li").first();
  expect(await inner.evaluate((item) => getComputedStyle(item).borderTopWidth)).toBe("0px");
});
