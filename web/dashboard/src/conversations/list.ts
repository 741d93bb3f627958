import { parseTime } from "../time/time";
import { fits, type ListFilter } from "./buckets";
import type { Conversation } from "./types";

/** What the server has answered for one filter so far. */
export interface LoadedList {
  ids: readonly string[];
  /** The cursor of the next page; null when everything is loaded. */
  next: string | null;
  total: number;
}

export function activityAt(conversation: Conversation): number {
  return parseTime(conversation.last_activity_at ?? conversation.created_at);
}

/**
 * The rows to show for a filter: what the server listed and still fits, and what has come up since. A search is the
 * server's alone to answer. "Unread" keeps rows that were read meanwhile, so that the list does not move under the hand.
 */
export function visibleRows(
  list: LoadedList,
  known: Readonly<Record<string, Conversation>>,
  filter: ListFilter,
  me: number,
): Conversation[] {
  const listed = list.ids.map((id) => known[id]).filter((c): c is Conversation => c !== undefined);
  const wanted = filter.bucket === "unread" ? { ...filter, bucket: "all" as const } : filter;
  const staying = listed.filter((conversation) => fits(conversation, wanted, me));
  const arrived = filter.search === "" ? newcomers(list, listed, known, filter, me) : [];
  return [...staying, ...arrived].toSorted((a, b) => activityAt(b) - activityAt(a) || b.id.localeCompare(a.id));
}

function newcomers(
  list: LoadedList,
  listed: Conversation[],
  known: Readonly<Record<string, Conversation>>,
  filter: ListFilter,
  me: number,
): Conversation[] {
  const ids = new Set(list.ids);
  // Below the end of a partly loaded list there are rows we have not seen; a newcomer there would leave a hole.
  const end = list.next === null ? Number.NEGATIVE_INFINITY : Math.min(...listed.map(activityAt));
  return Object.values(known).filter((c) => !ids.has(c.id) && fits(c, filter, me) && activityAt(c) >= end);
}

/** One more page behind the loaded ones. */
export function pageAdded(list: LoadedList | undefined, page: LoadedList): LoadedList {
  return { ...page, ids: [...new Set([...(list?.ids ?? []), ...page.ids])] };
}
