import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { WorkspaceContext } from "../src/app/WorkspaceContext";
import type { Outgoing } from "../src/conversations/thread";
import { Workspace } from "../src/conversations/workspace";
import { newQueryClient } from "../src/http/queries";

/** The workspace of the agent 7, which never sends to a server, with messages that are on their way. */
export function quietWorkspace(...outbox: Outgoing[]): Workspace {
  const me = { id: 7, email: "ada@orchard.example", account_id: "account-1", role: "admin" as const };
  const workspace = new Workspace({ me, sessionId: "session" });
  workspace.inbox.apply({ type: "outbox_changed", change: () => outbox });
  return workspace;
}

/** Draws a part of a signed-in page, as if the browser showed `address`. */
export function renderAt(address: string, workspace: Workspace, part: ReactNode) {
  const router = createMemoryRouter([{ path: "*", element: part }], { initialEntries: [address] });
  return render(
    <QueryClientProvider client={newQueryClient()}>
      <WorkspaceContext value={workspace}>
        <RouterProvider router={router} />
      </WorkspaceContext>
    </QueryClientProvider>,
  );
}
