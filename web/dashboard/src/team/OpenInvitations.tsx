import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { User } from "../conversations/types";
import { asProblem } from "../http/problem";
import { fullTime, parseTime } from "../time/time";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/states";
import { showToast } from "../ui/toasts";
import { fetchOpenInvitations, type Invitation, withdrawInvitation } from "./api";
import styles from "./TeamPage.module.css";
import { nameOf } from "./useTeam";

export const invitationsKey = ["invitations"];

/** The invitations that somebody may still use, each with a button that ends it. */
export function OpenInvitations({ team }: { team: User[] }) {
  const queries = useQueryClient();
  const open = useQuery({ queryKey: invitationsKey, queryFn: fetchOpenInvitations });
  const withdrawing = useMutation({
    mutationFn: ({ id }: Invitation) => withdrawInvitation(id),
    onSuccess: () => showToast({ title: "The invitation is withdrawn" }),
    onError: (thrown) => showToast({ title: "That did not work", detail: asProblem(thrown).message, tone: "danger" }),
    onSettled: () => queries.invalidateQueries({ queryKey: invitationsKey }),
  });
  if (open.isError) {
    return (
      <ErrorState
        what="The open invitations could not be loaded"
        problem={asProblem(open.error)}
        onRetry={() => void open.refetch()}
      />
    );
  }
  if (open.data === undefined || open.data.length === 0) return null;
  return (
    <ul className={styles.members} aria-label="Open invitations">
      {open.data.map((invitation) => (
        <InvitationRow
          key={invitation.id}
          invitation={invitation}
          maker={team.find(({ id }) => id === invitation.user_id)}
          isWithdrawing={withdrawing.isPending && withdrawing.variables.id === invitation.id}
          onWithdraw={() => withdrawing.mutate(invitation)}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  invitation: Invitation;
  maker: User | undefined;
  isWithdrawing: boolean;
  onWithdraw: () => void;
}

function InvitationRow({ invitation, maker, isWithdrawing, onWithdraw }: RowProps) {
  const end = invitation.id.slice(-6);
  return (
    <li className={styles.invitation}>
      <div className={styles.names}>
        <strong>Link ending in {end}</strong>
        <span>Open until {fullTime(parseTime(invitation.expires_at))}</span>
        {maker === undefined ? null : (
          <span className={styles.maker}>
            Made by <bdi>{nameOf(maker)}</bdi>
          </span>
        )}
      </div>
      <Button
        size="small"
        isPending={isWithdrawing}
        aria-label={`Withdraw the link ending in ${end}`}
        onPress={onWithdraw}
      >
        Withdraw
      </Button>
    </li>
  );
}
