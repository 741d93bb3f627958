import { createContext, useContext, useSyncExternalStore } from "react";
import type { InboxState } from "../conversations/state";
import type { Workspace } from "../conversations/workspace";

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error("There is no workspace outside the shell");
  return workspace;
}

/** A part of the inbox's state; `select` must answer the same object while nothing changed. */
export function useInbox<T>(select: (state: InboxState) => T): T {
  const { store } = useWorkspace().inbox;
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
