import { afterAll, beforeAll, expect, test } from "vitest";
import { DashboardPage } from "./support/dashboard-page";
import { data } from "./support/http";
import type { Conversation } from "./support/shapes";
import { beginStory, type Story } from "./support/story";
import { until } from "./support/waiting";
import { WidgetPage } from "./support/widget-page";

/*
 * What people write while the network is away (reliability.md B6): marked as unsent, kept through a reload and a killed
 * tab, sent once on return. In order, as people do it.
 */

let story: Story;

beforeAll(async () => {
  story = await beginStory();
  await story.widget.visit(story.shop.url);
  await story.widget.write("Hello");
  await story.desk.openInbox();
  await story.desk.row("Hello").click();
  await story.desk.words("Hello").waitFor();
}, 60_000);

afterAll(async () => {
  await story?.end();
});

async function stored(): Promise<(string | null)[]> {
  const [conversation] = await data<Conversation[]>(200, "GET", "/api/conversations?messages_limit=100", {
    token: story.agent.token,
  });
  return conversation?.messages.map((message) => message.body) ?? [];
}

async function once(words: string): Promise<void> {
  await until(`"${words}" is stored`, async () => (await stored()).includes(words));
  expect((await stored()).filter((body) => body === words)).toHaveLength(1);
}

test("an agent who lost the network sees it, and what was written waits", async () => {
  const { desk, agentsBrowser } = story;
  await agentsBrowser.context.setOffline(true);
  await desk.text("Offline, reconnecting").waitFor();
  await desk.reply("written offline");
  await desk.words("written offline").waitFor();
  await desk.text(/1 message waiting/).waitFor();
  expect(await stored()).not.toContain("written offline");
});

test("it survives the killed tab, and is sent once by the next one", async () => {
  const { desk, agentsBrowser } = story;
  const address = desk.page.url();
  // Two tabs come back at once: the one that stays, and one that is opened anew.
  const second = new DashboardPage(await agentsBrowser.context.newPage());
  await desk.page.close({ runBeforeUnload: false });
  await agentsBrowser.context.setOffline(false);
  const third = new DashboardPage(await agentsBrowser.context.newPage());
  await Promise.all([second.page.goto(address), third.page.goto(address)]);
  await once("written offline");
  for (const tab of [second, third]) {
    await tab.words("written offline").waitFor();
    expect(await tab.words("written offline").count()).toBe(1);
    await tab.text(/message waiting/).waitFor({ state: "hidden" });
  }
  await third.page.close();
  story.desk = second;
});

test("a visitor who lost the network sees what waits, also after a reload of the page", async () => {
  const { widget, visitorsBrowser } = story;
  await visitorsBrowser.context.setOffline(true);
  await widget.write("from the train");
  await widget.words("from the train").waitFor();
  await widget
    .text(/waiting|offline|not sent|sending/i)
    .first()
    .waitFor();
  expect(await stored()).not.toContain("from the train");
  await visitorsBrowser.page.close({ runBeforeUnload: false });
  await visitorsBrowser.context.setOffline(false);
  const page = await visitorsBrowser.context.newPage();
  const again = new WidgetPage(page);
  await again.visit(story.shop.url);
  await once("from the train");
  await again.words("from the train").waitFor();
  expect(await again.words("from the train").count()).toBe(1);
  await story.desk.words("from the train").waitFor();
  story.widget = again;
});

test("words written while a visitor was away are there on return, with what was changed meanwhile", async () => {
  const { agent, desk, widget, visitorsBrowser } = story;
  await desk.reply("you will not see this at once");
  await widget.words("you will not see this at once").waitFor();
  await visitorsBrowser.context.setOffline(true);
  const [conversation] = await data<Conversation[]>(200, "GET", "/api/conversations", { token: agent.token });
  const written = conversation?.messages.find((message) => message.body === "you will not see this at once");
  await data(200, "PUT", `/api/messages/${written?.id}`, {
    token: agent.token,
    body: { message: { body: "edited while you were away" } },
  });
  await desk.reply("and one more");
  await visitorsBrowser.context.setOffline(false);
  await widget.words("and one more").waitFor();
  await widget.words("edited while you were away").waitFor();
  expect(await widget.words("you will not see this at once").count()).toBe(0);
});
