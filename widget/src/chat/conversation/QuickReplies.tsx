import type { VNode } from "preact";
import { quickReplies } from "./message";
import type { Thread } from "./thread";

interface Props {
  thread: Thread | null;
  /** The visitor has already answered. */
  waiting: boolean;
  onChoose(text: string, action: string): void;
}

export function QuickReplies({ thread, waiting, onChoose }: Props): VNode | null {
  const replies = waiting ? [] : quickReplies(thread?.messages.at(-1));
  if (replies.length === 0) return null;
  return (
    <ul class="quick-replies" aria-label="Suggested answers">
      {replies.map(({ text, action }) => (
        <li key={text}>
          <button type="button" dir="auto" onClick={() => onChoose(text, action)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
