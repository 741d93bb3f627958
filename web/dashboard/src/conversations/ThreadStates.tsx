import { Inbox, MessageSquare, SearchX } from "lucide-react";
import { Button } from "../ui/Button";
import { Delayed, EmptyState, Skeleton } from "../ui/states";
import type { ListFilter } from "./buckets";
import type { Loadable } from "./state";
import styles from "./ThreadPane.module.css";
import type { Outgoing } from "./thread";
import { UnsentMessages } from "./UnsentMessages";

/** The place of the thread while none is chosen. */
export function NoConversation({
  list,
  isEmpty,
  filter,
}: {
  list: Loadable["status"];
  isEmpty: boolean;
  filter: ListFilter;
}) {
  return (
    <div className={styles.blank} data-part="thread">
      {list === "error" ? null : list === "loading" ? (
        <ThreadSkeleton />
      ) : isEmpty && filter.search === "" && filter.bucket === "all" ? (
        <EmptyState icon={<Inbox size={22} aria-hidden="true" />} title="All quiet">
          Open conversations are shown here. New ones arrive without reloading.
        </EmptyState>
      ) : (
        <EmptyState icon={<MessageSquare size={22} aria-hidden="true" />} title="No conversation chosen">
          Choose one from the list to read and answer it.
        </EmptyState>
      )}
    </div>
  );
}

/** A conversation that is not there any more; what was written to it is not lost with it. */
export function NotLoaded({ outgoing, onBack }: { outgoing: readonly Outgoing[]; onBack: () => void }) {
  return (
    <div className={styles.gone}>
      <EmptyState
        icon={<SearchX size={22} aria-hidden="true" />}
        title="This conversation does not exist"
        action={<Button onPress={onBack}>Back to the list</Button>}
      >
        It may have been deleted, or belong to another account.
      </EmptyState>
      {outgoing.length === 0 ? null : <UnsentMessages outgoing={outgoing} />}
    </div>
  );
}

export function ThreadSkeleton() {
  return (
    <Delayed>
      <div className={styles.skeleton} role="status" aria-label="Loading the conversation">
        <Skeleton width="46%" height={36} />
        <Skeleton width="58%" height={54} />
        <Skeleton width="34%" height={36} />
        <Skeleton width="52%" height={36} />
      </div>
    </Delayed>
  );
}
