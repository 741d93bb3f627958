import { request } from "../http/client";
import { isObject } from "../http/problem";
import type { LiveEvent } from "./socket";

/** A stretch of the account's events, and where the next one begins. */
export interface FeedPage {
  events: LiveEvent[];
  cursor: string | null;
  /** Too much was missed to answer: read everything anew. */
  reload: boolean;
}

export async function fetchFeed(after: string): Promise<FeedPage> {
  return parseFeedPage(await request<unknown>("/api/feed", { query: { after } }));
}

/** Reads the answer of the feed, or of a join, which has the same keys; a foreign server's empty reply is an empty page. */
export function parseFeedPage(raw: unknown): FeedPage {
  const page = isObject(raw) ? raw : {};
  const data = Array.isArray(page["data"]) ? page["data"] : [];
  return {
    events: data.filter(isEvent),
    cursor: typeof page["cursor"] === "string" ? page["cursor"] : null,
    reload: page["reload"] === true,
  };
}

function isEvent(raw: unknown): raw is LiveEvent {
  return isObject(raw) && typeof raw["event"] === "string";
}
