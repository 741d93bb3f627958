import { cleanup, screen } from "@testing-library/react";
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

beforeEach(() => new FakeServer().install());

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
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
