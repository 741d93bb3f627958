import { isRecord } from "../../shared/bridge";

/** What the server stores of a customer. Anything else the host page passes is not sent. */
const FIELDS = [
  "name",
  "email",
  "phone",
  "external_id",
  "profile_photo_url",
  "browser",
  "browser_version",
  "browser_language",
  "os",
  "current_url",
  "host",
  "pathname",
  "screen_height",
  "screen_width",
  "lib",
  "time_zone",
  // Not stored: the account's own word that the external id is this visitor's.
  "user_hash",
  "user_token",
] as const;

/** Templates that glue a page together write these words, or nothing, for a visitor they know nothing of. */
function isBlank(text: string): boolean {
  return ["", "null", "undefined"].includes(text.trim());
}

/** The host page's own name for its visitor, or null when it gives none. */
export function externalId(known: Record<string, unknown>): string | null {
  const id = known["external_id"];
  if (typeof id === "number") return String(id);
  return typeof id === "string" && !isBlank(id) ? id : null;
}

/** The customer's fields from the description that a host page gives of its visitor. */
export function customerFields(known: Record<string, unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const key of FIELDS) {
    const value = known[key];
    if (typeof value === "number" || (typeof value === "string" && !isBlank(value))) fields[key] = value;
  }
  if (isRecord(known["metadata"])) fields["metadata"] = known["metadata"];
  return fields;
}

/** What the browser itself reports: the page that shows the chat, language, time zone, screen. */
export function browserFields(page: Window): Record<string, unknown> {
  const from = page.parent === page ? page.location.href : page.document.referrer;
  return {
    ...(URL.canParse(from) ? place(new URL(from)) : {}),
    browser: firstMatch(page.navigator.userAgent, BROWSERS),
    os: firstMatch(page.navigator.userAgent, SYSTEMS),
    browser_language: page.navigator.language,
    screen_height: page.screen.height,
    screen_width: page.screen.width,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    lib: "web",
  };
}

function place(url: URL): Record<string, string> {
  return { current_url: `${url.origin}${url.pathname}`, host: url.host, pathname: url.pathname };
}

// In this order, because each later name also stands in the user agents of the earlier ones.
const BROWSERS = [
  ["Edge", /Edg/],
  ["Opera", /OPR/],
  ["Firefox", /Firefox|FxiOS/],
  ["Chrome", /Chrom|CriOS/],
  ["Safari", /Safari/],
] as const;

const SYSTEMS = [
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["Windows", /Windows/],
  ["Mac OS X", /Mac OS X/],
  ["Linux", /Linux/],
] as const;

function firstMatch(text: string, table: readonly (readonly [string, RegExp])[]): string | undefined {
  return table.find(([, pattern]) => pattern.test(text))?.[0];
}
