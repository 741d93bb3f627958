import { Fragment, type VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { paint } from "../appearance/theme";
import { Composer } from "../conversation/Composer";
import { EmailForm } from "../conversation/EmailForm";
import { QuickReplies } from "../conversation/QuickReplies";
import { ThreadView } from "../conversation/ThreadView";
import { Header } from "../team/Header";
import { statusLine } from "../ui/words";
import type { Actions } from "./actions";
import { Previews } from "./Previews";
import { type ChatState, needsEmail } from "./state";
import type { Store } from "./store";

export function App({ store, actions }: { store: Store; actions: Actions }): VNode {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    setState(store.state);
    return store.subscribe(setState);
  }, [store]);
  useLayoutEffect(() => paint(document.documentElement, state.look.color), [state.look.color]);
  const wasOpen = useRef(false);
  wasOpen.current ||= state.open;
  return (
    <>
      {/* Once opened it stays, so that closing loses neither a half-written message nor one's place. */}
      {wasOpen.current && <Panel state={state} actions={actions} />}
      {!state.open && state.preview && <Previews state={state} actions={actions} />}
    </>
  );
}

function Panel({ state, actions }: { state: ChatState; actions: Actions }): VNode {
  const { look, parameters } = state;
  const email = needsEmail(state);
  return (
    <main class={state.open ? "panel" : "panel panel-away"} aria-label={look.title}>
      <Header state={state} onClose={parameters.controlled && parameters.closeable !== false ? actions.close : null} />
      {state.usable ? (
        <>
          <ThreadView state={state} actions={actions} />
          <Status state={state} />
          <footer class="footer">
            <QuickReplies thread={state.thread} waiting={state.outbox.length > 0} onChoose={actions.send} />
            {/* What one visitor has half written is not the next one's. */}
            <Fragment key={state.visitorNumber}>
              {email && <EmailForm placeholder={look.emailPlaceholder} onLeave={actions.leaveEmail} />}
              <Composer
                placeholder={look.newMessagePlaceholder}
                disabled={email}
                focus={state.open && (parameters.controlled || window.parent === window)}
                onSend={actions.send}
                onTyped={actions.typed}
              />
            </Fragment>
            {look.showBranding && <p class="branding">Powered by Netia</p>}
          </footer>
        </>
      ) : (
        <Unusable />
      )}
    </main>
  );
}

function Status({ state }: { state: ChatState }): VNode {
  const line = statusLine(state);
  return (
    <div role="status" class="status-place">
      {line && <p class={line.patient ? "status status-patient" : "status"}>{line.text}</p>}
    </div>
  );
}

function Unusable(): VNode {
  return (
    <div class="unusable">
      <h2>Chat is not available here</h2>
      <p>The address of this chat names no team. Whoever runs this site can copy the right one from their dashboard.</p>
    </div>
  );
}
