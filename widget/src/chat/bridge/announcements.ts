import type { FromFrame } from "../../shared/bridge";
import { type ChatState, hasEntered, isLooking } from "../app/state";
import { isFromTeam, type Message } from "../conversation/message";
import { unseen } from "../conversation/thread";

/** The messages to the host page about a change, in the order that it expects. */
export function announcements(before: ChatState, after: ChatState): FromFrame[] {
  return [...customerNews(before, after), ...messageNews(before, after), ...unseenNews(before, after)];
}

function customerNews(before: ChatState, after: ChatState): FromFrame[] {
  const news: FromFrame[] = [];
  const { customerId, thread } = after;
  if (customerId !== null && customerId !== before.customerId) {
    // A customer that appears while a message waits was made for it; any other was known before this visit.
    const event = after.outbox.length > 0 ? "customer:created" : "customer:updated";
    news.push({ event, payload: { customerId } });
  }
  if (customerId !== null && thread !== null && hasEntered(before, after)) {
    news.push({ event: "conversation:join", payload: { conversationId: thread.conversationId, customerId } });
  }
  return news;
}

/** Only what came in while this conversation was open: history is not news. */
function messageNews(before: ChatState, after: ChatState): FromFrame[] {
  const sent = sentNow(before, after).map((payload): FromFrame => ({ event: "message:sent", payload }));
  if (before.thread === null || before.thread.conversationId !== after.thread?.conversationId) return sent;
  const known = new Set(before.thread.messages.map((message) => message.id));
  const received = after.thread.messages.filter((message) => !known.has(message.id));
  return [...sent, ...received.map((payload): FromFrame => ({ event: "message:received", payload }))];
}

function sentNow(before: ChatState, after: ChatState): Message[] {
  const left = new Set(after.outbox.map((outgoing) => outgoing.client_id));
  const settled = new Set(before.outbox.map((outgoing) => outgoing.client_id).filter((id) => !left.has(id)));
  return (after.thread?.messages ?? []).filter(
    (message) => !isFromTeam(message) && message.client_id !== null && settled.has(message.client_id),
  );
}

function unseenNews(before: ChatState, after: ChatState): FromFrame[] {
  const now = unseen(after.thread);
  const then = unseen(before.thread);
  const newest = now.at(-1);
  if (newest === undefined) return then.length > 0 ? [{ event: "messages:seen", payload: {} }] : [];
  if (isLooking(after) || newest.id === then.at(-1)?.id) return [];
  return [{ event: "messages:unseen", payload: { message: newest, count: now.length } }];
}
