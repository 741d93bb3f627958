import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { conversation, outgoing } from "../../test/data";
import { FakeServer } from "../../test/fake-server";
import { quietWorkspace, renderAt } from "../../test/render";
import { ProblemError } from "../http/problem";
import { ConversationRow } from "./ConversationRow";
import { DeliveryLine } from "./DeliveryLine";
import { ThreadPane } from "./ThreadPane";
import type { Outgoing } from "./thread";
import type { ConversationActions } from "./useConversationActions";

const nothing = () => undefined;
const actions: ConversationActions = {
  close: nothing,
  reopen: nothing,
  archive: nothing,
  restore: nothing,
  setPriority: nothing,
  assign: nothing,
  markUnread: nothing,
};

beforeEach(() => {
  new FakeServer().install();
  Element.prototype.scrollIntoView = nothing;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("a message that did not get out", () => {
  const row = (message: Outgoing) =>
    renderAt(
      "/",
      quietWorkspace(message),
      <ul>
        <ConversationRow conversation={conversation()} to="/" isSelected={false} now={0} />
      </ul>,
    );

  it("marks the row of its conversation when it was refused", () => {
    row(outgoing("a", { state: "failed", reason: "is too long" }));
    expect(screen.getByRole("img", { name: "A message was not sent" })).toBeTruthy();
  });

  it("marks the row while it waits for the server", () => {
    row(outgoing("a", { reason: "The server cannot be reached" }));
    expect(screen.getByRole("img", { name: "A message is not sent yet" })).toBeTruthy();
  });

  it("marks no other row", () => {
    row(outgoing("a", { state: "failed", reason: "is too long", conversation_id: "conversation-2" }));
    expect(screen.queryByRole("img", { name: /^A message/ })).toBeNull();
  });

  it("shows what it waits for, and can be given up", () => {
    const waiting = outgoing("a", { reason: "The database is away" });
    const workspace = quietWorkspace(waiting);
    const bubble = { key: "a", at: 0, body: "a", message: null, outgoing: waiting };
    renderAt("/", workspace, <DeliveryLine bubble={bubble} now={0} />);
    expect(screen.getByRole("status").textContent).toContain("Not sent yet, trying again: The database is away");
    fireEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(workspace.inbox.store.get().outbox).toEqual([]);
  });

  it("does not claim to be sent while it waits behind another", () => {
    const waiting = outgoing("b", { place: 2 });
    const bubble = { key: "b", at: 0, body: "b", message: null, outgoing: waiting };
    renderAt("/", quietWorkspace(waiting), <DeliveryLine bubble={bubble} now={0} />);
    expect(screen.getByText("Waiting to be sent")).toBeTruthy();
  });

  it("can be copied and given up when its conversation is gone", () => {
    const workspace = quietWorkspace(outgoing("a", { body: "Half an hour of work", state: "failed", reason: "Gone" }));
    const problem = new ProblemError(404, "Not found");
    workspace.inbox.apply({ type: "thread_failed", id: "conversation-1", problem });
    renderAt(
      "/",
      workspace,
      <ThreadPane
        id="conversation-1"
        actions={actions}
        onBack={nothing}
        isDetailsOpen={false}
        onToggleDetails={nothing}
      />,
    );
    expect(screen.getByText("Half an hour of work")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Copy" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(screen.queryByText("Half an hour of work")).toBeNull();
    expect(screen.getByText("This conversation does not exist")).toBeTruthy();
  });
});
