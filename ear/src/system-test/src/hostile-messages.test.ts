import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, somebody } from "./support/browser";
import { DashboardPage } from "./support/dashboard-page";
import { type Agent, newAccount, newVisitor, openConversation, reply, type Visitor } from "./support/people";
import { serverUrl } from "./support/server";

/*
 * A message is shown at once whatever stands in it. Parsing is counted in the unit tests; what a browser does with the
 * result, such as shaping letters, is only seen here.
 */

/** Shown within 200 ms on a quiet machine; here others may be at work. What this is about took 2 to 20 seconds. */
const longestMs = 1_000;

/** The longest that still have markup, and the longest that are plain text. */
const repeated: [size: number, part: string][] = [
  [16_000, "[a](<"],
  [16_000, "\\"],
  [16_000, "//a.b/"],
  [16_000, "* "],
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
let page: Page;

beforeAll(async () => {
  agent = await newAccount();
  browser = await openBrowser();
  page = (await somebody(browser)).page;
  await page.goto(`${serverUrl}/login`);
  await new DashboardPage(page).logIn(agent.email);
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

/** Follows a link of the page and answers the longest time that it stood still until the message was drawn, in ms. */
async function longestStandstill(address: string, drawn: string): Promise<number> {
  await page.evaluate(() => {
    const seen = window as unknown as { longest: number };
    seen.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: "longtask" });
  });
  await page.evaluate((path) => {
    history.pushState({}, "", path);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }, address);
  await page.locator(drawn).waitFor();
  // Two frames later the drawing is done, and the observer has been told of it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => (window as unknown as { longest: number }).longest);
}

test.each(texts)("%s are shown at once", async (_name, body) => {
  const visitor: Visitor = await newVisitor(agent.accountId);
  const { id } = await openConversation(visitor, body);
  const { id: last } = await reply(agent, id, "after it");
  expect(await longestStandstill(`/conversations/all/${id}`, `[data-message="${last}"]`)).toBeLessThan(longestMs);
});
