import { useQueryClient } from "@tanstack/react-query";
import { Copy, UserPlus } from "lucide-react";
import { useState } from "react";
import type { User } from "../conversations/types";
import { useSubmit } from "../session/useSubmit";
import { Button, IconButton } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import styles from "../ui/page.module.css";
import { ErrorNote } from "../ui/states";
import { createInvitation } from "./api";
import { invitationsKey, OpenInvitations } from "./OpenInvitations";

export function InviteSection({ team }: { team: User[] }) {
  const queries = useQueryClient();
  const [link, setLink] = useState<string | null>(null);
  const { submit, isRunning, problem } = useSubmit(async () => {
    setLink(await createInvitation());
    await queries.invalidateQueries({ queryKey: invitationsKey });
  });
  return (
    <section className={styles.section}>
      <div>
        <h2>Invite a teammate</h2>
        <p className={styles.sectionText}>
          Send them the link; it works once, for three days, and makes them an agent of this account. It ends earlier
          when you are no longer an admin.
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
      <OpenInvitations team={team} />
    </section>
  );
}
