import { Link2 } from "lucide-react";
import { useState } from "react";
import { useSubmit } from "../session/useSubmit";
import { Button } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import { ErrorNote } from "../ui/states";
import { shareConversation } from "./api";
import styles from "./DetailsPane.module.css";

/** Makes a link with which anybody can read the conversation, without notes, for 24 hours. */
export function ShareLink({ conversationId }: { conversationId: string }) {
  const [link, setLink] = useState<string | null>(null);
  const { submit, isRunning, problem } = useSubmit(async () => {
    const token = await shareConversation(conversationId);
    const query = new URLSearchParams({ cid: conversationId, token });
    const made = `${window.location.origin}/share?${query}`;
    setLink(made);
    await copyText(made, "Link copied");
  });
  return (
    <div className={styles.share}>
      {link === null ? (
        <Button size="small" isPending={isRunning} onPress={() => void submit()}>
          <Link2 size={15} aria-hidden="true" />
          Share a link
        </Button>
      ) : (
        <>
          <input readOnly aria-label="Link" value={link} onFocus={(event) => event.target.select()} />
          <p>Anybody with this link can read the conversation for 24 hours. Notes stay private.</p>
        </>
      )}
      <ErrorNote problem={problem} />
    </div>
  );
}
