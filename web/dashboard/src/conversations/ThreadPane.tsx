import { useMemo } from "react";
import { useInbox, useWorkspace } from "../app/WorkspaceContext";
import { ErrorState } from "../ui/states";
import { Composer } from "./Composer";
import { ThreadHeader } from "./ThreadHeader";
import styles from "./ThreadPane.module.css";
import { NotLoaded, ThreadSkeleton } from "./ThreadStates";
import { ThreadView } from "./ThreadView";
import { emptyThread } from "./thread";
import type { ConversationActions } from "./useConversationActions";

interface Props {
  id: string;
  actions: ConversationActions;
  onBack: () => void;
  isDetailsOpen: boolean;
  onToggleDetails: () => void;
}

export function ThreadPane({ id, actions, onBack, isDetailsOpen, onToggleDetails }: Props) {
  const workspace = useWorkspace();
  const conversation = useInbox((state) => state.conversations[id]);
  const thread = useInbox((state) => state.threads[id]);
  const outbox = useInbox((state) => state.outbox);
  const outgoing = useMemo(() => outbox.filter((item) => item.conversation_id === id), [outbox, id]);
  const problem = thread?.status === "error" ? thread.problem : null;
  const isGone = problem !== null && (problem.status === 404 || problem.status === 400) && !problem.isTransient;

  return (
    <section
      className={styles.pane}
      data-part="thread"
      aria-label="Conversation"
      onFocus={workspace.attention.attend}
      onPointerDown={workspace.attention.attend}
    >
      {conversation === undefined ? null : (
        <ThreadHeader
          conversation={conversation}
          actions={actions}
          onBack={onBack}
          isDetailsOpen={isDetailsOpen}
          onToggleDetails={onToggleDetails}
        />
      )}
      {isGone ? (
        <NotLoaded outgoing={outgoing} onBack={onBack} />
      ) : problem !== null ? (
        <ErrorState
          what="The conversation could not be loaded"
          problem={problem}
          onRetry={() => void workspace.inbox.openThread(id)}
        />
      ) : thread?.status === "ready" && conversation !== undefined ? (
        <ThreadView conversation={conversation} thread={thread} outgoing={outgoing} />
      ) : (
        <ThreadSkeleton />
      )}
      {isGone || conversation === undefined || (thread ?? emptyThread) === emptyThread ? null : (
        <Composer conversation={conversation} actions={actions} />
      )}
    </section>
  );
}
