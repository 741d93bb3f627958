import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import { useWorkspace } from "../app/WorkspaceContext";
import { clockTime, isSameDay, parseTime, shortAge } from "../time/time";
import { Button } from "../ui/Button";
import { useStore } from "../ui/store";
import type { Bubble } from "./groups";
import styles from "./ThreadPane.module.css";
import type { Outgoing } from "./thread";

/** How far one's own message got, in one quiet line. */
export function DeliveryLine({ bubble, now }: { bubble: Bubble; now: number }) {
  const { socket } = useWorkspace();
  const connection = useStore(socket.connection, (state) => state);
  const { outgoing, message } = bubble;
  if (outgoing?.state === "failed") {
    return (
      <p className={`${styles.delivery} ${styles.refused}`} role="alert">
        <span className={styles.outcome}>
          <CircleAlert size={14} aria-hidden="true" />
          <span>Not sent: {outgoing.reason ?? "the server refused it"}</span>
        </span>
        <Choices outgoing={outgoing} again="Try again" />
      </p>
    );
  }
  if (outgoing?.state === "queued" && outgoing.reason !== null && connection !== "offline") {
    return (
      <p className={`${styles.delivery} ${styles.heldUp}`} role="status">
        <span className={styles.outcome}>
          <Clock size={13} aria-hidden="true" />
          <span>Not sent yet, trying again: {outgoing.reason}</span>
        </span>
        <Choices outgoing={outgoing} again="Try now" />
      </p>
    );
  }
  if (outgoing !== null) {
    return (
      <p className={styles.delivery}>
        <Clock size={13} aria-hidden="true" />
        {connection === "offline"
          ? "Waiting for the connection"
          : outgoing.state === "queued"
            ? "Waiting to be sent"
            : "Sending…"}
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

function Choices({ outgoing, again }: { outgoing: Outgoing; again: string }) {
  const { sender } = useWorkspace();
  return (
    <>
      <Button size="small" variant="quiet" onPress={() => sender.retry(outgoing.client_id)}>
        {again}
      </Button>
      <Button size="small" variant="quiet" onPress={() => sender.discard(outgoing.client_id)}>
        Discard
      </Button>
    </>
  );
}

function when(at: number, now: number): string {
  if (isSameDay(at, now)) return now - at < 60_000 ? "just now" : clockTime(at);
  return shortAge(at, now);
}
