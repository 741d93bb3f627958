import { Link2, Link2Off } from "lucide-react";
import { useState } from "react";
import { useSubmit } from "../session/useSubmit";
import { Button } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import { ErrorNote } from "../ui/states";
import { showToast } from "../ui/toasts";
import { revokeLinks, shareConversation } from "./api";
import styles from "./DetailsPane.module.css";

/** Makes a link with which anybody can read the conversation, without notes, for 24 hours, and ends all of them. */
export function ShareLink({ conversationId }: { conversationId: string }) {
  const [link, setLink] = useState<string | null>(null);
  const { submit, isRunning, problem } = useSubmit(async () => {
    const token = await shareConversation(conversationId);
    const query = new URLSearchParams({ cid: conversationId, token });
    const made = `${window.location.origin}/share?${query}`;
    setLink(made);
    await copyText(made, "Link copied");
  });
  const revoking = useSubmit(async () => {
    const ended = await revokeLinks(conversationId);
    setLink(null);
    showToast({ title: ended === 0 ? "There were no links to revoke" : "The links no longer work" });
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
      <Button size="small" variant="quiet" isPending={revoking.isRunning} onPress={() => void revoking.submit()}>
        <Link2Off size={15} aria-hidden="true" />
        Revoke all links
      </Button>
      <ErrorNote problem={problem ?? revoking.problem} />
    </div>
  );
}
