import { useWorkspace } from "../app/WorkspaceContext";
import { asProblem } from "../http/problem";
import { showToast } from "../ui/toasts";

/** What an agent can do with the conversation on screen. Each shows at once, and shows when the server refused. */
export function useConversationActions(id: string | null, onLeft: () => void) {
  const { inbox, markUnread } = useWorkspaceActions();
  const run = (what: string, work: Promise<void>) => {
    work.catch((thrown: unknown) => {
      const { message, requestId } = asProblem(thrown);
      const detail = requestId === null ? message : `${message} (request ${requestId})`;
      showToast({ title: `${what} did not work`, detail, tone: "danger" });
    });
  };
  const subject = id === null ? undefined : inbox.store.get().conversations[id];
  const name = subject?.customer?.title ?? "this visitor";

  return {
    close: () => {
      if (id === null) return;
      run("Closing", inbox.change(id, { status: "closed" }));
      const undo = () => run("Reopening", inbox.change(id, { status: "open" }));
      showToast({ title: `Closed the conversation with ${name}`, action: { label: "Undo", run: undo } });
      onLeft();
    },
    reopen: () => {
      if (id !== null) run("Reopening", inbox.change(id, { status: "open" }));
    },
    archive: () => {
      if (id === null) return;
      run("Archiving", inbox.archive(id));
      const undo = () => run("Restoring", inbox.restore(id));
      showToast({ title: `Archived the conversation with ${name}`, action: { label: "Undo", run: undo } });
      onLeft();
    },
    restore: () => {
      if (id !== null) run("Restoring", inbox.restore(id));
    },
    setPriority: (isPriority: boolean) => {
      if (id !== null)
        run("Changing the priority", inbox.change(id, { priority: isPriority ? "priority" : "not_priority" }));
    },
    assign: (userId: number | null) => {
      if (id !== null) run("Assigning", inbox.change(id, { assignee_id: userId }));
    },
    markUnread: () => {
      if (id === null) return;
      run("Marking unread", markUnread(id));
      showToast({ title: "Marked unread" });
    },
  };
}

export type ConversationActions = ReturnType<typeof useConversationActions>;

function useWorkspaceActions() {
  const workspace = useWorkspace();
  return { inbox: workspace.inbox, markUnread: (id: string) => workspace.markUnread(id) };
}
