import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { conversation } from "../../test/data";
import { FakeServer } from "../../test/fake-server";
import { quietWorkspace, renderAt } from "../../test/render";
import type { Connection } from "../live/connection";
import { DetailsPane } from "./DetailsPane";
import { parseCustomer } from "./parse";

const customer = parseCustomer({ id: "customer-1", name: "Cleo", last_seen_at: new Date().toISOString() });

function show(connection: Connection): void {
  const workspace = quietWorkspace();
  workspace.socket.connection.update(() => connection);
  renderAt("/", workspace, <DetailsPane conversation={conversation({ customer })} onClose={() => undefined} />);
}

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.install();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("the links to a conversation can be revoked", async () => {
  server.route("POST /api/conversations/conversation-1/share", () => ({ data: { token: "t" } }));
  server.route("DELETE /api/conversations/conversation-1/share", () => ({ data: { ok: true, ended: 1 } }));
  show("live");
  fireEvent.click(screen.getByRole("button", { name: "Share a link" }));
  await screen.findByRole("textbox", { name: "Link" });
  fireEvent.click(screen.getByRole("button", { name: "Revoke all links" }));
  await screen.findByRole("button", { name: "Share a link" });
  expect(server.requests.filter((request) => request.endsWith("/share"))).toEqual([
    "POST /api/conversations/conversation-1/share",
    "DELETE /api/conversations/conversation-1/share",
  ]);
});

describe("the presence of a customer", () => {
  it("is when they were seen last, while the line is up", () => {
    show("live");
    expect(screen.getByText("Last seen just now")).toBeTruthy();
  });

  it("is not known while the line is down", () => {
    show("offline");
    expect(screen.queryByText(/^Last seen/)).toBeNull();
    expect(screen.getByText("Presence unknown while offline")).toBeTruthy();
  });
});
