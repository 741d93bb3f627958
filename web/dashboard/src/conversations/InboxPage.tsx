import { useCallback, useEffect, useMemo } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useShortcuts } from "../app/shortcuts";
import { useInbox, useWorkspace } from "../app/WorkspaceContext";
import { type Bucket, filterKey, isBucket, type ListFilter } from "./buckets";
import { ConversationList } from "./ConversationList";
import { DetailsPane } from "./DetailsPane";
import styles from "./InboxPage.module.css";
import { useListWidth } from "./ListResizer";
import { visibleRows } from "./list";
import { ThreadPane } from "./ThreadPane";
import { NoConversation } from "./ThreadStates";
import { useConversationActions } from "./useConversationActions";
import { useDetailsOpen } from "./useDetailsOpen";
import { useIsPhone } from "./useIsPhone";
import { useSearch } from "./useSearch";

const emptyList = { ids: [], next: null, total: 0 };

/** Three panes: list, thread, details. On a phone the address decides which one is seen. */
export function InboxPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const params = useParams();
  const [query] = useSearchParams();
  const search = useSearch();
  const [wantsDetails, setDetails] = useDetailsOpen();
  const [width, resizer] = useListWidth();
  const isPhone = useIsPhone();
  const conversationId = params["conversationId"] ?? null;
  const inboxId = params["inboxId"] ?? null;
  const bucket: Bucket = isBucket(params["bucket"]) ? params["bucket"] : "all";
  const searched = query.get("q") ?? "";
  const filter = useMemo<ListFilter>(() => ({ bucket, inboxId, search: searched }), [bucket, inboxId, searched]);

  const list = useInbox((state) => state.lists[filterKey(filter)]);
  const known = useInbox((state) => state.conversations);
  // One that does not exist has none, and on a phone they would cover the sentence about that.
  const detailed = wantsDetails && conversationId !== null ? known[conversationId] : undefined;
  const details = detailed !== undefined;
  const rows = useMemo(
    () => visibleRows(list ?? emptyList, known, filter, workspace.me.id),
    [list, known, filter, workspace],
  );
  const base = inboxId === null ? `/conversations/${bucket}` : `/inboxes/${inboxId}/conversations`;
  const suffix = searched === "" ? "" : `?q=${encodeURIComponent(searched)}`;
  const select = useCallback(
    (id: string | null, replace = false) =>
      void navigate(`${base}${id === null ? "" : `/${id}`}${suffix}`, { replace }),
    [navigate, base, suffix],
  );

  useEffect(() => workspace.showList(filter), [workspace, filter]);
  useEffect(() => void workspace.showThread(conversationId), [workspace, conversationId]);
  useEffect(() => () => void workspace.showThread(null), [workspace]);

  // On a wide screen something is always open, but nothing opens by itself while somebody is searching.
  const first = rows[0]?.id;
  const isListReady = list?.status === "ready";
  const isSearching = search.text !== "" || searched !== "";
  useEffect(() => {
    if (isPhone || isSearching || conversationId !== null || !isListReady || first === undefined) return;
    select(first, true);
  }, [isPhone, isSearching, conversationId, isListReady, first, select]);

  const position = rows.findIndex((row) => row.id === conversationId);
  const neighbour = (step: number) => rows[position + step]?.id ?? null;
  const actions = useConversationActions(conversationId, () => {
    // After closing or archiving go on with the next one; the last one stays, to be reopened or read again.
    const next = neighbour(1) ?? neighbour(-1);
    if (isPhone || next !== null) select(isPhone ? null : next);
  });
  const move = (step: number) => {
    const target = neighbour(step);
    if (target === null) return;
    workspace.choose(target);
    select(target);
  };
  useShortcuts({
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    d: actions.close,
    o: actions.reopen,
    p: () => actions.setPriority(true),
    u: () => actions.setPriority(false),
  });

  const pane = conversationId === null ? "list" : details && isPhone ? "details" : "thread";
  return (
    <div
      className={styles.page}
      data-pane={pane}
      data-details={details}
      style={{ "--list-width": `${width}px` } as React.CSSProperties}
    >
      <h1 className="visually-hidden">Inbox</h1>
      <ConversationList
        filter={filter}
        search={search}
        list={list}
        rows={rows}
        selectedId={conversationId}
        base={base}
        query={suffix}
      />
      {resizer}
      {conversationId === null ? (
        <NoConversation list={list?.status ?? "loading"} isEmpty={rows.length === 0} filter={filter} />
      ) : (
        <ThreadPane
          key={conversationId}
          id={conversationId}
          actions={actions}
          onBack={() => select(null)}
          isDetailsOpen={details}
          onToggleDetails={() => setDetails(!details)}
        />
      )}
      {detailed === undefined ? null : (
        <>
          <button type="button" className={styles.scrim} aria-label="Close details" onClick={() => setDetails(false)} />
          <DetailsPane key={conversationId} conversation={detailed} onClose={() => setDetails(false)} />
        </>
      )}
    </div>
  );
}
