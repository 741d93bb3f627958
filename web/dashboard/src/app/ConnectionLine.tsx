import { Delayed } from "../ui/states";
import { useStore } from "../ui/store";
import styles from "./Shell.module.css";
import { useInbox, useWorkspace } from "./WorkspaceContext";

/** A break shorter than this is over before anybody could read about it. */
const blipMs = 600;

/** A thin line, only while what is on screen may not be the latest. */
export function ConnectionLine() {
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
        {waiting === 0
          ? null
          : ` · ${waiting} ${waiting === 1 ? "message" : "messages"} waiting, sent when you are back`}
      </div>
    </Delayed>
  );
}
