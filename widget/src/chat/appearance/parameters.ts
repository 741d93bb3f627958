import { isRecord, isUuid } from "../../shared/bridge";
import { parseHex } from "../../shared/colour";

/** Texts a page may set; null lets the account's widget settings decide. */
export const TEXTS = [
  "title",
  "subtitle",
  "greeting",
  "awayMessage",
  "newMessagePlaceholder",
  "emailInputPlaceholder",
  "newMessagesNotificationText",
  "companyName",
  "agentAvailableText",
  "agentUnavailableText",
  "primaryColor",
] as const;

export const SWITCHES = [
  "showAgentAvailability",
  "requireEmailUpfront",
  "isBrandingHidden",
  "isOutsideWorkingHours",
  "closeable",
] as const;

export type Texts = Record<(typeof TEXTS)[number], string | null>;
export type Switches = Record<(typeof SWITCHES)[number], boolean | null>;

/** The parameters in the address of the page. */
export interface Parameters extends Texts, Switches {
  /** The account, null when missing or not an id: then there is nobody to chat with. */
  accountId: string | null;
  inboxId: string | null;
  /** Origin of this page and path prefix of the server, without a slash at the end. */
  baseUrl: string;
  customerId: string | null;
  /** What the host page knows of the visitor, and custom fields. */
  metadata: Record<string, unknown>;
  /** Which widget of the host page this is; also the sign that the host opens and closes it. */
  instance: string | null;
  /** A widget script around this frame opens and closes it; otherwise it is always open. */
  controlled: boolean;
}

/** The words `undefined` and `null` arrive literally from clients that glue addresses together; they mean nothing. */
function meaning(value: string | null): string | null {
  return value === null || value === "" || value === "undefined" || value === "null" ? null : value;
}

/** True for `1` and `true`, false for `0` and `false`, null for everything else. */
function readSwitch(value: unknown): boolean | null {
  if (value === true || value === 1 || value === "1" || value === "true") return true;
  if (value === false || value === 0 || value === "0" || value === "false") return false;
  return null;
}

function readMetadata(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/**
 * The query, with what a raw `#` cut off put back: the documented `&primaryColor=#1677ff&greeting=…`, pasted as it
 * stands, puts the colour and everything after it into the fragment.
 */
function query(address: URL): URLSearchParams {
  const all = new URLSearchParams(address.search);
  const cut = /^#([0-9a-f]{3,8})(?:&(.*))?$/i.exec(address.hash);
  const colour = cut?.[1];
  if (colour === undefined || !all.has("primaryColor") || all.get("primaryColor") !== "") return all;
  all.set("primaryColor", `#${colour}`);
  for (const [key, value] of new URLSearchParams(cut?.[2] ?? "")) if (!all.has(key)) all.set(key, value);
  return all;
}

/**
 * Only a place on the page's own origin: everybody can write an address of this page, and what it asks for there carries
 * the visitor's token.
 */
function readBase(value: string | null, origin: string): string {
  if (value === null) return origin;
  try {
    const url = new URL(value);
    return /^https?:$/.test(url.protocol) && url.origin === origin ? origin + url.pathname.replace(/\/+$/, "") : origin;
  } catch {
    return origin;
  }
}

function record<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}

export function readParameters(address: URL, embedded: boolean): Parameters {
  const all = query(address);
  const get = (key: string) => meaning(all.get(key));
  const id = (value: string | null) => (isUuid(value) ? value : null);
  const instance = get("ts");
  return {
    ...record(TEXTS, get),
    ...record(SWITCHES, (key) => readSwitch(get(key))),
    accountId: id(get("token")) ?? id(get("accountId")),
    inboxId: id(get("inbox")) ?? id(get("inbox_id")),
    baseUrl: readBase(get("baseUrl"), address.origin),
    customerId: id(get("customerId")),
    metadata: { ...readMetadata(get("customer")), ...readMetadata(get("metadata")) },
    instance,
    controlled: embedded && (instance !== null || get("version") !== null),
  };
}

/**
 * What is left of an address that no page has put into a frame of its own, and that anybody may therefore have written: a
 * link must not make its reader somebody whom its writer chose, nor describe a customer that this browser has already.
 */
export function fromAnybody(parameters: Parameters, hasCustomer: boolean): Parameters {
  const { external_id: _id, user_hash: _hash, user_token: _token, ...described } = parameters.metadata;
  return { ...parameters, customerId: null, metadata: hasCustomer ? {} : described };
}

/** The parameters after the host page changed some of its configuration, for live previews. */
export function withConfig(parameters: Parameters, config: Record<string, unknown>): Parameters {
  const texts = TEXTS.filter((key) => key in config).map((key) => {
    const value = config[key];
    return [key, typeof value === "string" ? meaning(value) : null] as const;
  });
  const switches = SWITCHES.filter((key) => key in config).map((key) => [key, readSwitch(config[key])] as const);
  return { ...parameters, ...Object.fromEntries(texts), ...Object.fromEntries(switches) };
}

/** A colour for style sheets: hex digits may come without their `#`. */
export function cssColour(text: string): string {
  return parseHex(text) !== null && !text.startsWith("#") ? `#${text}` : text;
}
