import { randomUUID } from "node:crypto";
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, somebody } from "./support/browser";
import { DashboardPage } from "./support/dashboard-page";
import { data } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, reply } from "./support/people";
import { serverUrl } from "./support/server";
import type { Conversation } from "./support/shapes";
import { until } from "./support/waiting";

/*
 * A message is shown at once whatever stands in it, in the dashboard, on the page behind a shared link and in the widget. Parsing is
 * counted in the unit tests; what a browser does with the result, such as shaping letters, is only seen here.
 *
 * Counted is the processor time of the page's own thread, which does not grow when others are at work on the machine.
 */

/** More than a short message takes, in ms of processor time. What this is about took 2 to 20 seconds. */
const mostMs = 200;

/** The longest that still have markup, and the longest that are plain text. */
const repeated: [size: number, part: string][] = [
  [16_000, "[a](<"],
  [16_000, "\\"],
  [16_000, "//a.b/"],
  [16_000, "* "],
  [60_000, "*"],
  [60_000, "[a](<"],
  [60_000, "[]("],
  [60_000, "!["],
  [60_000, "a\n"],
  [60_000, "😀"],
];
const texts = repeated.map(([size, part]): [string, string] => [
  `${size} characters of ${JSON.stringify(part)}`,
  `.${part.repeat(Math.floor((size - 2) / part.length))}.`,
]);

let browser: Browser;
let agent: Agent;

beforeAll(async () => {
  agent = await newAccount();
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

/** A page of somebody's own, and what measures the time that it takes. */
async function measured(address: string): Promise<{ page: Page; session: CDPSession }> {
  const { page, context } = await somebody(browser);
  await page.goto(address);
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return { page, session };
}

/** Milliseconds of processor time that the page's thread has taken until now. */
async function spent(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  const duration = metrics.find(({ name }) => name === "TaskDuration");
  if (duration === undefined) throw new Error("The browser does not measure the time of its tasks");
  return duration.value * 1_000;
}

/** What it takes the page to do something and to draw what came of it. */
async function cost(page: Page, session: CDPSession, doing: () => Promise<void>): Promise<number> {
  const before = await spent(session);
  await doing();
  // Two frames later the drawing is done.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return (await spent(session)) - before;
}

/**
 * What a text takes more than a short one. Measured again when it was too much: whatever else the page did meanwhile, such as
 * collecting garbage, only adds to it.
 */
async function more(taken: (words: string) => Promise<number>, text: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 3 && least >= mostMs; turn += 1) {
    const short = await taken("short");
    least = Math.min(least, (await taken(text)) - short);
  }
  return least;
}

/** A conversation that begins with the words, and its last ones, which are in no other. */
async function conversationWith(words: string): Promise<{ id: string; last: string }> {
  const { id } = await openConversation(await newVisitor(agent.accountId), words);
  const last = `after it ${randomUUID()}`;
  await reply(agent, id, last);
  return { id, last };
}

/** Goes to another place of the application without loading it again. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, "", to);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }, path);
}

describe("in the dashboard", () => {
  let page: Page;
  let session: CDPSession;
  let desk: DashboardPage;

  beforeAll(async () => {
    ({ page, session } = await measured(`${serverUrl}/login`));
    desk = new DashboardPage(page);
    await desk.logIn(agent.email);
  }, 60_000);

  async function opening(words: string): Promise<number> {
    const { id, last } = await conversationWith(words);
    return cost(page, session, async () => {
      await follow(page, `/conversations/all/${id}`);
      await desk.words(last).waitFor();
    });
  }

  test.each(texts)("%s are shown at once", async (_name, body) => {
    expect(await more(opening, body)).toBeLessThan(mostMs);
  });
});

describe("behind a shared link", () => {
  let page: Page;
  let session: CDPSession;

  async function linkTo(words: string): Promise<{ path: string; last: string }> {
    const { id, last } = await conversationWith(words);
    const share = `/api/conversations/${id}/share`;
    const { token } = await data<{ token: string }>(200, "POST", share, { token: agent.token });
    return { path: `/share?${new URLSearchParams({ cid: id, token })}`, last };
  }

  beforeAll(async () => {
    const { path, last } = await linkTo("the first");
    ({ page, session } = await measured(`${serverUrl}${path}`));
    await page.getByText(last).waitFor();
  }, 60_000);

  async function opening(words: string): Promise<number> {
    const { path, last } = await linkTo(words);
    return cost(page, session, async () => {
      await follow(page, path);
      await page.getByText(last).waitFor();
    });
  }

  test.each(texts)("%s are shown at once", async (_name, body) => {
    expect(await more(opening, body)).toBeLessThan(mostMs);
  });
});

describe("in the widget", () => {
  let page: Page;
  let session: CDPSession;
  let conversationId: string;

  beforeAll(async () => {
    ({ page, session } = await measured(`${serverUrl}/chat?token=${agent.accountId}`));
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("a visitor's first words");
    await box.press("Enter");
    conversationId = await until("the conversation has begun", async () => {
      const all = await data<Conversation[]>(200, "GET", "/api/conversations", { token: agent.token });
      return all.find(({ messages }) => messages.some(({ body }) => body === "a visitor's first words"))?.id;
    });
  }, 60_000);

  async function receiving(words: string): Promise<number> {
    const sign = `after it ${randomUUID()}`;
    return cost(page, session, async () => {
      await reply(agent, conversationId, words);
      await reply(agent, conversationId, sign);
      await page.getByText(sign, { exact: true }).waitFor();
    });
  }

  test.each(texts)("%s are shown at once", async (_name, body) => {
    expect(await more(receiving, body)).toBeLessThan(mostMs);
  });
});
