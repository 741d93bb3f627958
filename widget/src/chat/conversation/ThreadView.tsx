import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Actions } from "../app/actions";
import { type ChatState, isInTrouble } from "../app/state";
import { openingLine } from "../appearance/settings";
import { Icon } from "../ui/Icon";
import { dayName, endLine, typingName } from "../ui/words";
import { Greeting, MessageBubble, OutgoingBubble, TypingMark } from "./Bubbles";
import { type Row, rows } from "./rows";

const NEAR_PX = 48;

export function ThreadView({ state, actions }: { state: ChatState; actions: Actions }): VNode {
  const { thread, outbox, look } = state;
  const list = rows(thread?.messages ?? [], outbox, openingLine(look, state.agentsOnline));
  const { scroller, below, toEnd } = useStickToEnd(list.at(-1)?.key, outbox.at(-1)?.client_id, state.typing !== null);
  const end = endLine(state);
  const lastOwn = list.findLast((row) => row.kind === "outgoing" || (row.kind === "message" && row.own));
  return (
    <div class="thread">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <div class="scroller" ref={scroller} role="log" aria-label="Conversation" tabIndex={0}>
        <ol class="rows">
          {list.map((row) => (
            <RowView key={row.key} row={row} state={state} actions={actions} isLastOwn={row === lastOwn} />
          ))}
          {state.typing !== null && <TypingMark name={typingName(state)} />}
        </ol>
        {end !== null && <p class="closed">{end}</p>}
      </div>
      {below && (
        <button type="button" class="to-end" onClick={toEnd}>
          <Icon name="down" />
          {look.newMessagesText}
        </button>
      )}
    </div>
  );
}

interface RowProps {
  row: Row;
  state: ChatState;
  actions: Actions;
  isLastOwn: boolean;
}

function RowView({ row, state, actions, isLastOwn }: RowProps): VNode {
  switch (row.kind) {
    case "day":
      return (
        <li class="day">
          <time dateTime={row.at.toISOString()}>{dayName(row.at, new Date())}</time>
        </li>
      );
    case "greeting":
      return <Greeting body={row.body} name={state.look.title} />;
    case "message":
      return <MessageBubble row={row} look={state.look} isLastOwn={isLastOwn} read={state.thread?.read ?? false} />;
    case "outgoing":
      return <OutgoingBubble row={row} actions={actions} trouble={isInTrouble(state)} />;
  }
}

/**
 * Keeps the newest in view while the visitor is at the end, and always shows what the visitor has just sent; a visitor
 * reading further up only sees that there is more.
 */
function useStickToEnd(lastKey: string | undefined, lastSent: string | undefined, typing: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const toEnd = () => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    setBelow(false);
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const watch = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      if (atEnd.current) setBelow(false);
    };
    // The keyboard of a phone, a loaded image, a growing composer: the end stays the end.
    const sizes = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", watch, { passive: true });
    sizes.observe(element);
    for (const child of element.children) sizes.observe(child);
    return () => {
      element.removeEventListener("scroll", watch);
      sizes.disconnect();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these means that something new is at the end
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else setBelow(true);
  }, [lastKey, typing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only sending moves a reader
  useLayoutEffect(() => {
    if (lastSent !== undefined) toEnd();
  }, [lastSent]);
  return { scroller, below, toEnd };
}
