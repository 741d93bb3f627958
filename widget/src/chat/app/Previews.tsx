import type { VNode } from "preact";
import { openingLine } from "../appearance/settings";
import { unseen } from "../conversation/thread";
import { Icon } from "../ui/Icon";
import { previewBodies } from "../ui/words";
import type { Actions } from "./actions";
import type { ChatState } from "./state";

/** What is new, in small, while the chat is closed. */
export function Previews({ state, actions }: { state: ChatState; actions: Actions }): VNode | null {
  const news = unseen(state.thread).map((message) => message.body || "Sent you a file");
  const greeting = state.greetInPreview ? openingLine(state.look, state.agentsOnline) : "";
  const bodies = previewBodies(news.length === 0 && greeting !== "" ? [greeting] : news);
  if (bodies.length === 0) return null;
  return (
    <section class="previews" aria-label="New messages">
      <button type="button" class="preview-dismiss" onClick={actions.dismissPreview} aria-label="Dismiss">
        <Icon name="close" />
      </button>
      {bodies.map((body) => (
        <button key={body} type="button" class="preview" dir="auto" onClick={actions.open}>
          {body}
        </button>
      ))}
    </section>
  );
}
