import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser, type Somebody, somebody } from "./support/browser";
import { DashboardPage } from "./support/dashboard-page";
import { data } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation } from "./support/people";
import { serverUrl } from "./support/server";
import type { Conversation } from "./support/shapes";
import { until } from "./support/waiting";

/*
 * Words for the search box must never reach a customer. The browser types as slowly as somebody who thinks, so that hits
 * are shown between two words.
 */

/** Longer than the pause after which the box searches, in milliseconds. */
const thinkMs = 700;

let browser: Browser;
let agent: Agent;
let agentsBrowser: Somebody;
let desk: DashboardPage;
/** What the page sent on its sockets. */
let sent: string[] = [];

beforeAll(async () => {
  agent = await newAccount();
  for (const words of ["is the kettle", "is the stove on?", "is the stove off?"]) {
    await openConversation(await newVisitor(agent.accountId), words);
  }
  browser = await openBrowser();
  agentsBrowser = await somebody(browser);
  desk = new DashboardPage(agentsBrowser.page);
  agentsBrowser.page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => sent.push(String(payload))));
  await agentsBrowser.page.goto(`${serverUrl}/login`);
  await desk.logIn(agent.email);
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  // The page of the test before would read again what it still shows.
  await desk.page.goto("about:blank");
  for (const { id } of await conversations()) {
    await data(200, "PUT", `/api/conversations/${id}`, { token: agent.token, body: { conversation: { read: false } } });
  }
  sent = [];
});

function conversations(): Promise<Conversation[]> {
  return data<Conversation[]>(200, "GET", "/api/conversations", { token: agent.token });
}

async function unread(): Promise<number> {
  return (await conversations()).filter(({ read }) => !read).length;
}

const rows = () => desk.page.getByRole("list", { name: "Conversations" }).getByRole("link");
const openPath = () => new URL(desk.page.url()).pathname;

/** Opens the inbox anew with the focus in the search box. */
async function beginSearch(): Promise<void> {
  await desk.page.goto(`${serverUrl}/conversations/all`);
  await rows().nth(2).waitFor();
  await desk.searchBox().focus();
  await desk.replyBox().waitFor();
}

/** Nothing but the search box has noticed the search. */
async function nothingElseHappened(words: string, path: string): Promise<void> {
  expect(await desk.searchBox().inputValue()).toBe(words);
  expect(await desk.searchBox().evaluate((box) => box === document.activeElement)).toBe(true);
  for (const box of await desk.page.locator("textarea").all()) expect(await box.inputValue()).toBe("");
  expect(openPath()).toBe(path);
  expect(sent.filter((frame) => /"(typing|read)"/.test(frame))).toEqual([]);
  expect(await unread()).toBe(3);
}

test.each([
  ["between two words", ["is the", " stove"]],
  ["after a space and in the middle of a word", ["is the ", "st", "ove"]],
])("words that are typed into the search with a pause %s stay there", async (_where, parts) => {
  await beginSearch();
  const path = openPath();
  for (const part of parts) {
    await desk.searchBox().page().keyboard.type(part);
    await desk.page.waitForTimeout(thinkMs);
  }
  await until("only the hits are listed", async () => (await rows().count()) === 2);
  await nothingElseHappened("is the stove", path);
});

test("Enter in the search opens nothing, and Escape clears it", async () => {
  await beginSearch();
  const path = openPath();
  await desk.page.keyboard.type("stove");
  await desk.page.keyboard.press("Enter");
  await until("only the hits are listed", async () => (await rows().count()) === 2);
  await nothingElseHappened("stove", path);
  await desk.page.keyboard.press("Escape");
  await until("everything is listed again", async () => (await rows().count()) === 3);
  await nothingElseHappened("", path);
});

test("a hit that is clicked opens, is read and takes the focus", async () => {
  await beginSearch();
  await desk.page.keyboard.type("kettle");
  await until("only the hit is listed", async () => (await rows().count()) === 1);
  await rows().first().click();
  await until("it is read", async () => (await unread()) === 2);
  await until("the reply box has the focus", () => desk.replyBox().evaluate((box) => box === document.activeElement));
  expect(await desk.searchBox().inputValue()).toBe("kettle");
});

test("the conversation that a reload opens takes no focus and stays unread until somebody looks at it", async () => {
  await desk.page.goto(`${serverUrl}/conversations/all`);
  await desk.replyBox().waitFor();
  expect(await unread()).toBe(3);
  expect(await desk.replyBox().evaluate((box) => box === document.activeElement)).toBe(false);
  await until("it was in view for two seconds", async () => (await unread()) === 2);
});

test("after a conversation is closed the next one stays unread until somebody looks at it", async () => {
  await desk.page.goto(`${serverUrl}/conversations/all`);
  await rows().first().click();
  await until("it is read", async () => (await unread()) === 2);
  const closed = openPath();
  await desk.header("Close").click();
  await until("the next one is shown", () => openPath() !== closed && openPath().startsWith("/conversations/all/"));
  await desk.replyBox().waitFor();
  expect(await unread()).toBe(2);
  expect(await desk.replyBox().evaluate((box) => box === document.activeElement)).toBe(false);
  await until("it was in view for two seconds", async () => (await unread()) === 1);
});
