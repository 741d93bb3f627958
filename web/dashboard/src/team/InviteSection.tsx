import { Copy, UserPlus } from "lucide-react";
import { useState } from "react";
import { useSubmit } from "../session/useSubmit";
import { Button, IconButton } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import styles from "../ui/page.module.css";
import { ErrorNote } from "../ui/states";
import { createInvitation } from "./api";

export function InviteSection() {
  const [link, setLink] = useState<string | null>(null);
  const { submit, isRunning, problem } = useSubmit(async () => setLink(await createInvitation()));
  return (
    <section className={styles.section}>
      <div>
        <h2>Invite a teammate</h2>
        <p className={styles.sectionText}>
          Send them the link; it works for three days and makes them an agent of this account.
        </p>
      </div>
      {link === null ? (
        <div>
          <Button isPending={isRunning} onPress={() => void submit()}>
            <UserPlus size={16} aria-hidden="true" />
            Make an invitation link
          </Button>
        </div>
      ) : (
        <div className={styles.copyRow}>
          <code>{link}</code>
          <IconButton label="Copy the link" onPress={() => void copyText(link, "Link copied")}>
            <Copy size={17} aria-hidden="true" />
          </IconButton>
        </div>
      )}
      <ErrorNote problem={problem} />
    </section>
  );
}
