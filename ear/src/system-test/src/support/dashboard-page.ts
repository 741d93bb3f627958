import type { Locator, Page } from "playwright-core";
import { password } from "./people";
import { serverUrl } from "./server";

/** The dashboard as an agent uses it, by what its parts are called. */
export class DashboardPage {
  constructor(readonly page: Page) {}

  /** Registers a new account through the form; the browser is logged in afterwards. */
  async register(company: string, email: string): Promise<void> {
    await this.page.goto(`${serverUrl}/register`);
    await this.field("Company").fill(company);
    await this.field("E-mail").fill(email);
    await this.field("Password").fill(password);
    await this.field("Confirm password").fill(password);
    await this.button("Create account").click();
    await this.inboxLink().waitFor();
  }

  async logOut(): Promise<void> {
    await this.page.getByRole("button", { name: /^Account of/ }).click();
    await this.page.getByRole("menuitem", { name: /^Log out/ }).click();
    await this.button("Log in").waitFor();
  }

  async logIn(email: string): Promise<void> {
    await this.field("E-mail").fill(email);
    await this.field("Password").fill(password);
    await this.button("Log in").click();
    await this.inboxLink().waitFor();
  }

  async openInbox(): Promise<void> {
    await this.inboxLink().click();
  }

  /** The row of the conversation whose preview reads so. */
  row(preview: string): Locator {
    return this.page.getByRole("list", { name: "Conversations" }).getByRole("link").filter({ hasText: preview });
  }

  async reply(words: string): Promise<void> {
    await this.replyBox().fill(words);
    await this.page.getByRole("button", { name: /^Send/ }).click();
  }

  async addNote(words: string): Promise<void> {
    await this.page.getByRole("radio", { name: "Note" }).click();
    await this.page.getByRole("textbox", { name: "Private note" }).fill(words);
    await this.page.getByRole("button", { name: /^Add note/ }).click();
    await this.page.getByRole("radio", { name: "Reply" }).click();
  }

  replyBox(): Locator {
    return this.page.getByRole("textbox", { name: /^Reply to/ });
  }

  searchBox(): Locator {
    return this.page.getByRole("searchbox", { name: "Search conversations" });
  }

  thread(): Locator {
    return this.page.getByRole("log", { name: "Messages" });
  }

  words(words: string): Locator {
    return this.thread().getByText(words, { exact: true });
  }

  /** Close or Reopen in the head of the thread. */
  header(name: "Close" | "Reopen"): Locator {
    return this.page.getByRole("button", { name, exact: true }).first();
  }

  text(words: string | RegExp): Locator {
    return this.page.getByText(words);
  }

  private inboxLink(): Locator {
    return this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Inbox/ });
  }

  private field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  private button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }
}
