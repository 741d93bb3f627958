import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { outgoing } from "../../test/data";
import { quietWorkspace, renderAt } from "../../test/render";
import { ConnectionLine } from "./ConnectionLine";

const refused = { state: "failed" as const, reason: "is too long" };

afterEach(cleanup);

describe("the line over the page", () => {
  it("shows messages that were refused in other conversations, and leads there", () => {
    const workspace = quietWorkspace(
      outgoing("a", refused),
      outgoing("b", { ...refused, conversation_id: "conversation-2" }),
    );
    renderAt("/conversations/all/conversation-1", workspace, <ConnectionLine />);
    expect(screen.getByRole("status").textContent).toContain("1 message not sent");
    expect(screen.getByRole("link", { name: "Show" }).getAttribute("href")).toBe("/conversations/all/conversation-2");
  });

  it("shows all of them where no conversation is shown", () => {
    const workspace = quietWorkspace(outgoing("a", refused), outgoing("b", refused));
    renderAt("/settings/team", workspace, <ConnectionLine />);
    expect(screen.getByRole("status").textContent).toContain("2 messages not sent");
  });

  it("is not there while nothing is wrong", () => {
    renderAt("/conversations/all", quietWorkspace(outgoing("a", { state: "sending" })), <ConnectionLine />);
    expect(screen.queryByRole("status")).toBeNull();
  });
});
