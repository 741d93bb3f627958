import { afterAll, beforeAll, expect, test } from "vitest";
import { data } from "./support/http";
import type { Conversation } from "./support/shapes";
import { beginStory, type Story } from "./support/story";
import { until } from "./support/waiting";

/*
 * One conversation from beginning to end, in order: each test goes on where the one before it stopped, as people do.
 */

let story: Story;

beforeAll(async () => {
  story = await beginStory();
}, 60_000);

afterAll(async () => {
  await story?.end();
});

async function conversations(): Promise<Conversation[]> {
  return data<Conversation[]>(200, "GET", "/api/conversations", { token: story.agent.token });
}

test("an agent registers, logs out and logs in again", async () => {
  const { desk, email } = story;
  await desk.logOut();
  await desk.logIn(email);
  await desk.openInbox();
  await desk.text("No open conversations").waitFor();
});

test("a visitor opens the chat on a foreign page and nothing is stored yet", async () => {
  await story.widget.visit(story.shop.url);
  expect(await conversations()).toEqual([]);
});

test("the visitor's first words arrive at the open dashboard by themselves", async () => {
  const { desk, widget } = story;
  await widget.write("Do you ship to Norway?");
  await widget.words("Do you ship to Norway?").waitFor();
  // The open dashboard may have read it already.
  await widget.text(/(Sent|Seen)$/).waitFor();
  await desk.row("Do you ship to Norway?").click();
  await desk.words("Do you ship to Norway?").waitFor();
});

test("the agent's typing and reply reach the visitor", async () => {
  const { desk, widget } = story;
  await desk.replyBox().pressSequentially("We do");
  await widget.text("is typing").waitFor();
  await desk.reply("We do, within a week.");
  await widget.words("We do, within a week.").waitFor();
  await widget.text("is typing").waitFor({ state: "hidden" });
});

test("the agent sees that the reply was seen, and the visitor's typing", async () => {
  const { desk, widget } = story;
  await desk.text(/^Seen/).waitFor();
  await widget.box().pressSequentially("And how m");
  await desk.thread().getByText("is typing…").waitFor();
  await widget.write("And how much is it?");
  await desk.words("And how much is it?").waitFor();
  await desk.thread().getByText("is typing…").waitFor({ state: "hidden" });
});

test("a private note stays with the team", async () => {
  const { desk, widget, agent } = story;
  await desk.addNote("Norway costs us 9 a parcel");
  await desk.words("Norway costs us 9 a parcel").waitFor();
  await desk.reply("Nine euros.");
  await widget.words("Nine euros.").waitFor();
  expect(await widget.page.frames()[1]?.content()).not.toContain("Norway costs us");
  const stored = (await conversations())[0]?.messages.find((message) => message.body === "Norway costs us 9 a parcel");
  expect(stored).toMatchObject({ private: true, account_id: agent.accountId });
});

test("after a reload both have the same conversation, each message once", async () => {
  const { desk, widget, shop } = story;
  const written = ["Do you ship to Norway?", "We do, within a week.", "And how much is it?", "Nine euros."];
  await desk.page.reload();
  await widget.visit(shop.url);
  for (const words of written) {
    await widget.words(words).waitFor();
    await desk.words(words).waitFor();
    expect(await widget.words(words).count(), words).toBe(1);
    expect(await desk.words(words).count(), words).toBe(1);
  }
  expect(await widget.words("Norway costs us 9 a parcel").count()).toBe(0);
  expect(await desk.words("Norway costs us 9 a parcel").count()).toBe(1);
});

test("the agent closes the conversation and new words of the visitor open it again", async () => {
  const { desk, widget } = story;
  await desk.header("Close").click();
  await desk.header("Reopen").waitFor();
  await until("it is closed", async () => (await conversations())[0]?.status === "closed");
  await widget
    .text(/closed/)
    .first()
    .waitFor();
  await widget.write("One more thing");
  await desk.words("One more thing").waitFor();
  await desk.header("Close").waitFor();
  const all = await conversations();
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ status: "open", closed_at: null });
});

test("the pages raised no error, broke no rule of their own and asked no other host", async () => {
  const { agentsBrowser, visitorsBrowser } = story;
  expect([...agentsBrowser.errors, ...visitorsBrowser.errors]).toEqual([]);
  expect([...agentsBrowser.strangers, ...visitorsBrowser.strangers]).toEqual([]);
});
