import { Inbox as InboxIcon, SearchX } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { useWorkspace } from "../app/WorkspaceContext";
import { useNow } from "../time/useNow";
import { Button } from "../ui/Button";
import { Delayed, EmptyState, ErrorState, Skeleton } from "../ui/states";
import { BucketBar } from "./BucketBar";
import { bucketNames, type ListFilter } from "./buckets";
import styles from "./ConversationList.module.css";
import { ConversationRow } from "./ConversationRow";
import type { LoadedList } from "./list";
import { SearchBox } from "./SearchBox";
import type { Loadable } from "./state";
import type { Conversation } from "./types";
import type { Search } from "./useSearch";

interface Props {
  filter: ListFilter;
  search: Search;
  list: (LoadedList & Loadable) | undefined;
  rows: Conversation[];
  selectedId: string | null;
  base: string;
  query: string;
}

export function ConversationList({ filter, search, list, rows, selectedId, base, query }: Props) {
  const { inbox } = useWorkspace();
  const now = useNow();
  const isLoading = list === undefined || list.status === "loading";
  return (
    <section className={styles.pane} data-part="list" aria-label={bucketNames[filter.bucket]}>
      <BucketBar filter={filter} />
      <SearchBox search={search} />
      <div className={styles.scroll}>
        {rows.length > 0 ? (
          <ul className={styles.rows} aria-label="Conversations">
            {rows.map((row) => (
              <ConversationRow
                key={row.id}
                conversation={row}
                to={`${base}/${row.id}${query}`}
                isSelected={row.id === selectedId}
                now={now}
              />
            ))}
          </ul>
        ) : isLoading ? (
          <RowSkeletons />
        ) : null}
        {list?.status === "error" && list.problem !== null ? (
          <ErrorState
            what="The conversations could not be loaded"
            problem={list.problem}
            onRetry={() => void inbox.openList(filter)}
          />
        ) : null}
        {list?.status === "ready" && rows.length === 0 ? <NothingHere filter={filter} /> : null}
        {list !== undefined && list.next !== null && list.status !== "error" ? (
          <More isLoading={isLoading} onMore={() => void inbox.loadMore(filter)} />
        ) : null}
      </div>
    </section>
  );
}

/** Loads the next page when it comes into sight; the button is there for keyboards and readers. */
function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    const node = place.current;
    if (node === null || isLoading) return;
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) more.current();
    });
    watcher.observe(node);
    return () => watcher.disconnect();
  }, [isLoading]);
  return (
    <div ref={place} className={styles.more}>
      <Button variant="quiet" size="small" onPress={onMore} isPending={isLoading}>
        {isLoading ? "Loading…" : "Load more"}
      </Button>
    </div>
  );
}

function RowSkeletons() {
  return (
    <Delayed>
      <div role="status" aria-label="Loading conversations">
        {["a", "b", "c", "d", "e", "f"].map((row) => (
          <div key={row} className={styles.skeleton}>
            <Skeleton width="36px" height={36} round />
            <div className={styles.skeletonText}>
              <Skeleton width="45%" />
              <Skeleton width="85%" />
            </div>
          </div>
        ))}
      </div>
    </Delayed>
  );
}

function NothingHere({ filter }: { filter: ListFilter }) {
  if (filter.search !== "") {
    return (
      <EmptyState icon={<SearchX size={22} aria-hidden="true" />} title="Nothing found">
        No conversation in “{bucketNames[filter.bucket]}” matches “{filter.search}”.
      </EmptyState>
    );
  }
  return filter.bucket === "all" ? (
    <EmptyState
      icon={<InboxIcon size={22} aria-hidden="true" />}
      title="No open conversations"
      action={<Link to="/getting-started">Put the chat on your site</Link>}
    >
      When a visitor writes to you, the conversation appears here at once.
    </EmptyState>
  ) : (
    <EmptyState icon={<InboxIcon size={22} aria-hidden="true" />} title={`Nothing in “${bucketNames[filter.bucket]}”`}>
      {emptyTexts[filter.bucket]}
    </EmptyState>
  );
}

const emptyTexts: Record<ListFilter["bucket"], string> = {
  all: "",
  me: "Conversations that you answer first, or that somebody gives to you, gather here.",
  mentions: "Conversations in which a teammate mentions you gather here.",
  unread: "You have read everything.",
  unassigned: "Every open conversation has somebody looking after it.",
  priority: "Star a conversation and it stays within reach here.",
  closed: "Conversations you close can be found here again.",
};
