/** Messages of the server for each field, already joined into sentences' parts: `{ email: ["has invalid format"] }`. */
export type FieldErrors = Record<string, string[]>;

/** Why a request did not succeed, in the server's words. `status` 0 means that no server answered. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly status: number,
    message: string,
    readonly requestId: string | null = null,
    readonly fields: FieldErrors = {},
    readonly code: string | null = null,
    /** How long the server asks to wait before the next attempt, in milliseconds. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }

  /** What is wrong with the fields, where that is known: the server's own sentence then is only that something is. */
  get reason(): string {
    const perField = Object.entries(this.fields).map(([field, messages]) => `${titled(field)} ${messages.join(", ")}`);
    return perField.length > 0 ? perField.join("; ") : this.message;
  }

  /** True when trying the same request again may succeed. */
  get isTransient(): boolean {
    return this.code === notReady || passing.has(this.status) || this.status >= 500;
  }
}

/** `file_ids` is read as "File ids". */
function titled(field: string): string {
  const words = field.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const notReady = "not_ready";
/** No answer, and the refusals below 500 that are of the moment and not of the request. */
const passing = new Set([0, 408, 425, 429]);

type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads either of the two shapes of error: `{error:{…}}` and `{errors:{…}}`. An answer with neither is not the
 * application's: it is of a proxy, or of a server that has not deployed it yet, and decides nothing.
 */
export function problemFrom(status: number, body: unknown, headers: Headers): ProblemError {
  const requestIdHeader = headers.get("x-request-id");
  const retryAfter = retryAfterMs(headers.get("retry-after"), Date.now());
  // Too large stays too large, whoever answers so.
  if (status === 413 && !isObject(body)) return new ProblemError(status, sentence(status, null), requestIdHeader);
  if (!isObject(body) || !("error" in body || "errors" in body)) {
    return new ProblemError(status, "The server is not ready", requestIdHeader, {}, notReady, retryAfter);
  }
  const root = isObject(body) ? body : {};
  const error = isObject(root["error"]) ? root["error"] : {};
  const errors = isObject(root["errors"]) ? root["errors"] : {};
  const detail = typeof errors["detail"] === "string" ? errors["detail"] : null;
  const given = text(error["message"]) ?? text(root["error"]) ?? detail;
  const message = given === null || isPhrase(given) ? sentence(status, retryAfter) : given;
  const fields = fieldErrors(isObject(error["errors"]) ? error["errors"] : errors);
  const requestId = text(error["request_id"]) ?? requestIdHeader;
  return new ProblemError(status, message, requestId, fields, text(error["code"]), retryAfter);
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3); anything else counts as none. */
function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  return new ProblemError(0, thrown instanceof Error ? thrown.message : "Something unexpected happened");
}

function fieldErrors(raw: Json): FieldErrors {
  const fields: FieldErrors = {};
  for (const [field, messages] of Object.entries(raw)) {
    if (field === "detail") continue;
    const list = (Array.isArray(messages) ? messages : [messages]).filter((m): m is string => typeof m === "string");
    if (list.length > 0) fields[field] = list;
  }
  return fields;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** The names that HTTP gives to answers; they mean nothing to people. */
const phrases = new Set([
  ...["bad request", "method not allowed", "request timeout", "conflict"],
  ...["payload too large", "content too large", "request entity too large", "unsupported media type"],
  ...["unprocessable entity", "unprocessable content", "too many requests", "internal server error"],
  ...["bad gateway", "service unavailable", "gateway timeout"],
]);

function isPhrase(given: string): boolean {
  return phrases.has(given.trim().replace(/\.$/, "").toLowerCase());
}

/** What an answer without words of its own means to the person who asked, without a full stop. */
function sentence(status: number, retryAfter: number | null): string {
  const again = retryAfter === null ? "in a moment" : `in ${duration(retryAfter)}`;
  switch (status) {
    case 413:
      return "This is too large to be sent";
    case 422:
      return "Please check what you entered";
    case 429:
      return `Too many requests at once. Please try again ${again}`;
    case 503:
      return `The server is busy. Please try again ${again}`;
    default:
      return status >= 500 ? "Something went wrong on our side. Please try again" : "The server refused this";
  }
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? "a second" : `${seconds} seconds`;
}
