import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "../app/WorkspaceContext";
import type { User } from "../conversations/types";
import { asProblem } from "../http/problem";
import { ConfirmDialog } from "../ui/Dialog";
import styles from "../ui/page.module.css";
import { ErrorState, FormSkeleton } from "../ui/states";
import { showToast } from "../ui/toasts";
import { changeUser, fetchTeam, type UserChange } from "./api";
import { InviteSection } from "./InviteSection";
import tableStyles from "./TeamPage.module.css";
import { UserRow } from "./UserRow";
import { nameOf } from "./useTeam";

const questions: Record<UserChange, { title: string; body: string; action: string; done: string }> = {
  admin: {
    title: "an admin?",
    body: "Admins can change settings and the team.",
    action: "Make admin",
    done: "is an admin now",
  },
  user: {
    title: "no longer an admin?",
    body: "Settings and team become read-only.",
    action: "Remove admin",
    done: "is no longer an admin",
  },
  disable: {
    title: "disabled?",
    body: "They are logged out everywhere at once and cannot log in until enabled again. What they wrote stays.",
    action: "Disable",
    done: "is disabled",
  },
  enable: { title: "enabled?", body: "They can log in again.", action: "Enable", done: "can log in again" },
};

export function TeamPage() {
  const { me } = useWorkspace();
  const queries = useQueryClient();
  const team = useQuery({ queryKey: ["team"], queryFn: fetchTeam });
  const [asked, setAsked] = useState<{ user: User; change: UserChange } | null>(null);
  const changing = useMutation({
    mutationFn: ({ user, change }: { user: User; change: UserChange }) => changeUser(user.id, change),
    onSuccess: async (_answer, { user, change }) => {
      showToast({ title: `${nameOf(user)} ${questions[change].done}` });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["team"] }),
        queries.invalidateQueries({ queryKey: ["users"] }),
      ]);
    },
    onError: (thrown) => showToast({ title: "That did not work", detail: asProblem(thrown).message, tone: "danger" }),
  });

  return (
    <div className={styles.page}>
      <header>
        <h1 className={styles.title}>My team</h1>
        <p className={styles.intro}>
          Everybody here can answer conversations.{" "}
          {me.role === "admin" ? "Admins can also change settings and the team." : "Only admins can change the team."}
        </p>
      </header>
      <section className={styles.section}>
        {team.isError ? (
          <ErrorState
            what="The team could not be loaded"
            problem={asProblem(team.error)}
            onRetry={() => void team.refetch()}
          />
        ) : team.data === undefined ? (
          <FormSkeleton rows={3} />
        ) : (
          <ul className={tableStyles.members} aria-label="Team">
            {team.data.map((user) => (
              <UserRow key={user.id} user={user} onAsk={(change) => setAsked({ user, change })} />
            ))}
          </ul>
        )}
      </section>
      {me.role === "admin" ? <InviteSection team={team.data ?? []} /> : null}
      <ConfirmDialog
        isOpen={asked !== null}
        title={asked === null ? "" : `Should ${nameOf(asked.user)} be ${questions[asked.change].title}`}
        body={asked === null ? "" : questions[asked.change].body}
        action={asked === null ? "" : questions[asked.change].action}
        onCancel={() => setAsked(null)}
        onConfirm={() => {
          if (asked !== null) changing.mutate(asked);
          setAsked(null);
        }}
      />
    </div>
  );
}
