import { Link } from "react-router";
import { useShownConversation } from "../conversations/useShownConversation";
import { Delayed } from "../ui/states";
import { useStore } from "../ui/store";
import styles from "./Shell.module.css";
import { useInbox, useWorkspace } from "./WorkspaceContext";

/** A break shorter than this is over before anybody could read about it. */
const blipMs = 600;

/** A thin line while what is on screen may not be the latest, and one for messages that were refused elsewhere. */
export function ConnectionLine() {
  return (
    <div>
      <Connection />
      <Refused />
    </div>
  );
}

function Connection() {
  const connection = useStore(useWorkspace().socket.connection, (state) => state);
  const waiting = useInbox((state) => state.outbox.filter((item) => item.state !== "failed").length);
  if (connection === "catching-up") {
    return (
      <div className={`${styles.line} ${styles.catchingUp}`} role="status" data-connection={connection}>
        <span className="visually-hidden">Catching up</span>
      </div>
    );
  }
  if (connection !== "offline") return null;
  return (
    <Delayed byMs={blipMs}>
      <div className={styles.line} role="status" data-connection={connection}>
        Offline, reconnecting
        {waiting === 0 ? null : ` · ${messages(waiting)} waiting, sent when you are back`}
      </div>
    </Delayed>
  );
}

/** The thread on screen shows its own; those of others would not be seen, also where no list shows them. */
function Refused() {
  const shownId = useShownConversation();
  const workspace = useWorkspace();
  const outbox = useInbox((state) => state.outbox);
  const elsewhere = outbox.filter((item) => item.state === "failed" && item.conversation_id !== shownId);
  const first = elsewhere[0];
  if (first === undefined) return null;
  return (
    <div className={`${styles.line} ${styles.refused}`} role="status">
      {messages(elsewhere.length)} not sent
      <Link to={`/conversations/all/${first.conversation_id}`} onClick={() => workspace.choose(first.conversation_id)}>
        Show
      </Link>
    </div>
  );
}

function messages(count: number): string {
  return `${count} ${count === 1 ? "message" : "messages"}`;
}
