import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { data } from "./support/http";
import { Ledger } from "./support/ledger";
import { catchUp } from "./support/people";
import { canControlServer, killServer, startServer } from "./support/server";
import type { Conversation } from "./support/shapes";
import { beginStory, type Story } from "./support/story";
import { until } from "./support/waiting";

/** How long the screens may take to be complete after the server is back: its clients wait up to 10 s between tries. */
const afterTheCrash = 45_000;

describe.runIf(canControlServer)("two people whose server is killed while they write", () => {
  let story: Story;
  const ledger = new Ledger();

  beforeAll(async () => {
    story = await beginStory();
  }, 60_000);

  afterAll(async () => {
    await story?.end();
  });

  async function visitorWrites(words: string): Promise<void> {
    ledger.trying(words);
    await story.widget.write(words);
  }

  async function agentWrites(words: string): Promise<void> {
    ledger.trying(words);
    await story.desk.reply(words);
  }

  test("lose nothing and read nothing twice, on either screen", async () => {
    const { desk, widget, shop, agent } = story;
    await widget.visit(shop.url);
    await visitorWrites("before 1");
    await desk.openInbox();
    await desk.row("before 1").click();
    await agentWrites("before 2");
    await widget.words("before 2").waitFor();

    await visitorWrites("as it dies 1");
    await agentWrites("as it dies 2");
    await killServer();
    await visitorWrites("while it is gone 1");
    await agentWrites("while it is gone 2");
    await visitorWrites("while it is gone 3");
    await agentWrites("while it is gone 4");
    await startServer();
    await visitorWrites("after 1");
    await agentWrites("after 2");

    for (const words of ledger.attempts) {
      for (const screen of [widget, desk]) {
        await until(
          `${words} stands once on the ${screen === desk ? "agent" : "visitor"}'s screen`,
          async () => (await screen.words(words).count()) === 1,
          afterTheCrash,
        );
      }
    }
    const all = await data<Conversation[]>(200, "GET", "/api/conversations", { token: agent.token });
    expect(all).toHaveLength(1);
    const stored = await until("everything is stored", async () => {
      const messages = await catchUp(all[0]?.id ?? "", 0, agent);
      return messages.length >= ledger.attempts.length && messages;
    });
    const bodies = stored.map((message) => message.body ?? "");
    expect(ledger.reckon(bodies)).toMatchObject({ lost: [], invented: [], doubled: [] });
    expect([...bodies].sort()).toEqual([...ledger.attempts].sort());
    expect(stored.map((message) => message.seq)).toEqual(bodies.map((_, index) => index + 1));
    for (const words of ledger.attempts) {
      expect([words, await widget.words(words).count(), await desk.words(words).count()]).toEqual([words, 1, 1]);
    }
  }, 180_000);
});
