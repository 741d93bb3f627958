import { isObject } from "../http/problem";

/** A page that an answer of the assistant rests on. */
export interface Source {
  title: string;
  url: string;
}

/** The sources a bot message names in its metadata; anything that is not a web address is left out. */
export function sourcesOf(metadata: Record<string, unknown>): Source[] {
  const raw = metadata["sources"];
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((item: unknown) => {
    const url = isObject(item) ? item["url"] : item;
    if (typeof url !== "string" || !/^https?:\/\//i.test(url)) return [];
    const title = isObject(item) && typeof item["title"] === "string" ? item["title"] : new URL(url).hostname;
    return [{ title, url }];
  });
}
