import { isRecord } from "../shared/bridge";

/** What a page sets as `window.Netia.config` (or, from before, `window.Papercups.config`). */
export interface PageConfig {
  readonly [key: string]: unknown;
}

export interface Place {
  side: "left" | "right";
  /** Distance from that side, in pixels. */
  offset: number;
}

/** What the loader needs to know before it can draw anything. */
export interface Loading {
  config: PageConfig;
  accountId: string;
  /** Empty when the page names none. */
  inboxId: string;
  baseUrl: string;
}

/** The page's configuration, or null when it names no account. `origin` is where the script came from. */
export function readConfig(page: { Netia?: unknown; Papercups?: unknown }, origin: string): Loading | null {
  const config = [page.Netia, page.Papercups].map((of) => isRecord(of) && of["config"]).find(isRecord);
  const accountId = config?.["token"] || config?.["accountId"];
  if (config === undefined || !accountId) return null;
  return {
    config,
    accountId: String(accountId),
    inboxId: String(config["inbox"] ?? ""),
    baseUrl: String(config["baseUrl"] || origin).replace(/\/+$/, ""),
  };
}

export function readPlace(position: unknown): Place {
  const { side, offset } = isRecord(position) ? position : { side: position, offset: null };
  return { side: side === "left" ? "left" : "right", offset: typeof offset === "number" ? offset : 20 };
}

/** Texts of the page or the account, under the page's names; the account's are the same in snake case. */
export const TEXTS = [
  "title",
  "subtitle",
  "greeting",
  "awayMessage",
  "newMessagePlaceholder",
  "emailInputPlaceholder",
  "newMessagesNotificationText",
];

/** Here what the account has set comes first. */
export const ACCOUNT_TEXTS = ["agentAvailableText", "agentUnavailableText"];

export const SWITCHES = ["requireEmailUpfront", "showAgentAvailability"];

const snakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export interface FrameContext {
  /** The account's widget settings; empty when they could not be fetched. */
  settings: Record<string, unknown>;
  /** Empty for a visitor this page does not know. */
  customerId: string;
  /** What the page knows of the visitor and itself. */
  metadata: Record<string, unknown>;
  /** Distinguishes this widget from another one on the same page. */
  instance: string;
}

/** A query without what is empty. */
export function compact(values: Record<string, unknown>): URLSearchParams {
  const given = Object.entries(values).map(([key, value]) => [key, String(value ?? "")]);
  return new URLSearchParams(given.filter(([, value]) => value));
}

/** Where the widget lives. */
export function pageInfo(): Record<string, string> {
  return { current_url: location.href, host: location.host, pathname: location.pathname };
}

/** The query of the chat frame. Nothing that is empty is sent. */
export function frameQuery({ config, accountId, inboxId, baseUrl }: Loading, context: FrameContext): URLSearchParams {
  const { settings, metadata, instance } = context;
  const account = isRecord(settings["account"]) ? settings["account"] : {};
  const all: Record<string, unknown> = { baseUrl, inbox: inboxId, token: accountId, accountId };
  for (const key of TEXTS) all[key] = config[key] || settings[snakeCase(key)];
  for (const key of ACCOUNT_TEXTS) all[key] = settings[snakeCase(key)] || config[key];
  for (const key of SWITCHES) all[key] = config[key] || settings[snakeCase(key)] ? 1 : 0;
  Object.assign(all, {
    primaryColor: config["primaryColor"] || settings["color"],
    companyName: config["companyName"] || account["company_name"],
    closeable: 1,
    customerId: context.customerId,
    isOutsideWorkingHours: account["is_outside_working_hours"],
    isBrandingHidden: config["isBrandingHidden"] || settings["is_branding_hidden"] || null,
    metadata: JSON.stringify(metadata),
    version: "1.3.1",
    ts: instance,
  });
  return compact(all);
}

/** The address of the chat frame, or null when the page or the account named one that is no web address. */
export function frameUrl({ config, baseUrl }: Loading, settings: Record<string, unknown>): URL | null {
  const named = config["iframeUrlOverride"] || settings["iframe_url_override"] || `${baseUrl}/chat`;
  try {
    const url = new URL(String(named));
    return url.protocol.startsWith("http") ? url : null;
  } catch {
    return null;
  }
}
