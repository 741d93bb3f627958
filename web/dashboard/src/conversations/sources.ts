import { isObject } from "../http/problem";
import type { Message } from "./types";

/** A page that an answer of the assistant rests on. */
export interface Source {
  title: string;
  url: string;
}

const MOST = 10;

/**
 * The sources an answer of the assistant names in its metadata; anything that is not a web address is left out. A customer's
 * message has none: whatever is in its metadata was written by a stranger.
 */
export function sourcesOf({ metadata, customer_id }: Pick<Message, "metadata" | "customer_id">): Source[] {
  const raw = metadata["sources"];
  if (customer_id !== null || !Array.isArray(raw)) return [];
  return raw.flatMap(source).slice(0, MOST);
}

function source(item: unknown): Source[] {
  const url = isObject(item) ? item["url"] : item;
  if (typeof url !== "string" || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return [];
  return [{ title: isObject(item) && typeof item["title"] === "string" ? item["title"] : new URL(url).hostname, url }];
}
