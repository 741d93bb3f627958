import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { serverUrl } from "./server";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

function executable(): string {
  const path = process.env["CHROMIUM_PATH"] ?? places.find((place) => existsSync(place));
  if (path === undefined) throw new Error("No Chromium found; install it or name it in CHROMIUM_PATH");
  return path;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable(),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Somebody's own browser profile, and what went wrong in its pages. */
export interface Somebody {
  context: BrowserContext;
  page: Page;
  /** Uncaught errors of scripts, and violations of the pages' own content policy. */
  errors: string[];
  /** Addresses of other hosts than the server and the given page that something asked for. */
  strangers: string[];
}

export async function somebody(browser: Browser, homes: string[] = []): Promise<Somebody> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const errors: string[] = [];
  const strangers: string[] = [];
  const known = [serverUrl, ...homes].map((address) => new URL(address).host);
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Refused to/.test(message.text()))
      errors.push(message.text());
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !known.includes(url.host)) strangers.push(request.url());
  });
  return { context, page, errors, strangers };
}
