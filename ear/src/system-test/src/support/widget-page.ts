import type { FrameLocator, Locator, Page } from "playwright-core";

/** The widget as a visitor uses it: inside the page it is embedded in. */
export class WidgetPage {
  private readonly frame: FrameLocator;

  constructor(readonly page: Page) {
    this.frame = page.frameLocator("iframe");
  }

  async visit(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.getByRole("button", { name: "💬" }).click();
    await this.box().waitFor();
  }

  box(): Locator {
    return this.frame.getByRole("textbox", { name: "Message" });
  }

  async write(words: string): Promise<void> {
    await this.box().fill(words);
    await this.box().press("Enter");
  }

  /** Everything in the thread that reads exactly so. */
  words(words: string): Locator {
    return this.thread().getByText(words, { exact: true });
  }

  thread(): Locator {
    return this.frame.getByRole("log", { name: "Conversation" });
  }

  text(words: string | RegExp): Locator {
    return this.frame.getByText(words);
  }
}
