import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { openBrowser, type Somebody, somebody } from "./browser";
import { DashboardPage } from "./dashboard-page";
import { type ForeignPage, serveForeignPage } from "./foreign-page";
import { data } from "./http";
import { type Agent, password, type SignedIn } from "./people";
import { WidgetPage } from "./widget-page";

/** Two people in two browsers: an agent at the dashboard and a visitor on a page of somebody else. */
export interface Story {
  browser: Browser;
  agentsBrowser: Somebody;
  visitorsBrowser: Somebody;
  desk: DashboardPage;
  widget: WidgetPage;
  shop: ForeignPage;
  /** The agent's own session over REST, to look behind the screens. */
  agent: Pick<Agent, "accountId" | "token">;
  email: string;
  end: () => Promise<void>;
}

/** Registers at the dashboard and puts the embed code on a page; nobody has written anything yet. */
export async function beginStory(): Promise<Story> {
  const browser = await openBrowser();
  const email = `agent-${randomUUID()}@example.com`;
  const agentsBrowser = await somebody(browser);
  const desk = new DashboardPage(agentsBrowser.page);
  await desk.register("Harbour Coffee", email);

  const user = { email, password };
  const { token } = await data<SignedIn>(200, "POST", "/api/session", { body: { user } });
  const me = await data<{ account_id: string }>(200, "GET", "/api/me", { token });
  const inbox = await data<{ id: string }>(200, "GET", "/api/inboxes/primary", { token });
  const shop = await serveForeignPage(me.account_id, inbox.id);
  const visitorsBrowser = await somebody(browser, [shop.url]);
  return {
    browser,
    agentsBrowser,
    visitorsBrowser,
    desk,
    widget: new WidgetPage(visitorsBrowser.page),
    shop,
    agent: { accountId: me.account_id, token },
    email,
    end: async () => {
      await browser.close();
      await shop.close();
    },
  };
}
