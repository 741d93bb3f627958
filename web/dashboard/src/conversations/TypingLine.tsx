import { useWorkspace } from "../app/WorkspaceContext";
import { nameOf, useTeam } from "../team/useTeam";
import { useStore } from "../ui/store";
import styles from "./ThreadPane.module.css";
import type { Conversation } from "./types";

/** Who is writing right now: the customer, a teammate, or the assistant. */
export function TypingLine({ conversation }: { conversation: Conversation }) {
  const { typists } = useWorkspace();
  const { userById } = useTeam();
  const authors = useStore(typists, (all) => all[conversation.id]);
  const names = Object.keys(authors ?? {}).map((author) => {
    const [kind, id] = author.split(":");
    if (kind === "customer") return conversation.customer?.title ?? "The visitor";
    if (kind === "bot") return "The assistant";
    const user = userById(Number(id));
    return user === undefined ? "A teammate" : nameOf(user);
  });
  if (names.length === 0) return null;
  return (
    <div className={styles.typing} role="status">
      <span className={styles.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {names.join(", ")} {names.length === 1 ? "is" : "are"} typing…
    </div>
  );
}
