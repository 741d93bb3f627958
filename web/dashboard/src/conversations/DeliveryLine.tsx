import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import { useWorkspace } from "../app/WorkspaceContext";
import { clockTime, isSameDay, parseTime, shortAge } from "../time/time";
import { Button } from "../ui/Button";
import { useStore } from "../ui/store";
import type { Bubble } from "./groups";
import styles from "./ThreadPane.module.css";

/** How far one's own message got, in one quiet line. */
export function DeliveryLine({ bubble, now }: { bubble: Bubble; now: number }) {
  const { sender, socket } = useWorkspace();
  const connection = useStore(socket.connection, (state) => state);
  const { outgoing, message } = bubble;
  if (outgoing?.state === "failed") {
    return (
      <p className={`${styles.delivery} ${styles.refused}`} role="alert">
        <CircleAlert size={14} aria-hidden="true" />
        Not sent: {outgoing.reason ?? "the server refused it"}
        <Button size="small" variant="quiet" onPress={() => sender.retry(outgoing.client_id)}>
          Try again
        </Button>
        <Button size="small" variant="quiet" onPress={() => sender.discard(outgoing.client_id)}>
          Discard
        </Button>
      </p>
    );
  }
  if (outgoing !== null) {
    return (
      <p className={styles.delivery}>
        <Clock size={13} aria-hidden="true" />
        {connection === "offline" ? "Waiting for the connection" : "Sending…"}
      </p>
    );
  }
  const seenAt = message?.seen_at ?? null;
  return (
    <p className={styles.delivery}>
      {seenAt === null ? <Check size={13} aria-hidden="true" /> : <CheckCheck size={13} aria-hidden="true" />}
      {seenAt === null ? "Sent" : `Seen ${when(parseTime(seenAt), now)}`}
    </p>
  );
}

function when(at: number, now: number): string {
  if (isSameDay(at, now)) return now - at < 60_000 ? "just now" : clockTime(at);
  return shortAge(at, now);
}
