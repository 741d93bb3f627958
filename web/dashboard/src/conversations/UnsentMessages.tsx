import { Copy, Trash2 } from "lucide-react";
import { useWorkspace } from "../app/WorkspaceContext";
import { Button } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import type { Outgoing } from "./thread";
import styles from "./UnsentMessages.module.css";

/** What was written to a conversation that is gone: its words can be taken elsewhere, or given up. */
export function UnsentMessages({ outgoing }: { outgoing: readonly Outgoing[] }) {
  const { sender } = useWorkspace();
  return (
    <section className={styles.unsent} aria-label="Not sent">
      <h3 className={styles.title}>
        {outgoing.length === 1 ? "Your message was not sent" : "Your messages were not sent"}
      </h3>
      <ul className={styles.list}>
        {outgoing.map(({ client_id, body, private: isPrivate, reason }) => (
          <li key={client_id} className={`${styles.item} ${isPrivate ? styles.note : ""}`}>
            <p className={styles.body} dir="auto">
              {body}
            </p>
            {reason === null ? null : <p className={styles.reason}>{reason}</p>}
            <p className={styles.choices}>
              <Button size="small" onPress={() => void copyText(body, "Copied the message")}>
                <Copy size={14} aria-hidden="true" />
                Copy
              </Button>
              <Button size="small" variant="quiet" onPress={() => sender.discard(client_id)}>
                <Trash2 size={14} aria-hidden="true" />
                Discard
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
