import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../test/fake-server";
import { quietWorkspace, renderAt } from "../../test/render";
import type { User } from "../conversations/types";
import { OpenInvitations } from "./OpenInvitations";

const ada: User = {
  id: 7,
  email: "ada@orchard.example",
  role: "admin",
  created_at: "2026-01-05T12:00:00",
  disabled_at: null,
  archived_at: null,
  display_name: "Ada",
};

let server: FakeServer;
let invitations: { id: string; expires_at: string; user_id: number | null }[];

beforeEach(() => {
  const day = 86_400_000;
  const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
  invitations = [
    { id: "0000-aaaaaa", expires_at: inDays(2), user_id: 7 },
    { id: "0000-bbbbbb", expires_at: inDays(1), user_id: null },
    { id: "0000-cccccc", expires_at: inDays(-1), user_id: 7 },
  ];
  server = new FakeServer();
  server.route("GET /api/user_invitations", () => ({ data: invitations }));
  server.route("DELETE /api/user_invitations/0000-aaaaaa", () => {
    invitations = invitations.filter(({ id }) => id !== "0000-aaaaaa");
    return {};
  });
  server.install();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const rows = () => screen.queryAllByRole("listitem").map((row) => row.textContent);

it("lists the invitations that are not over, with who made them and when they end", async () => {
  renderAt("/", quietWorkspace(), <OpenInvitations team={[ada]} />);
  await screen.findByText("Link ending in aaaaaa");

  expect(rows()).toEqual([
    expect.stringMatching(/aaaaaaOpen until .*\d{4}.*Made by Ada/),
    expect.stringMatching(/bbbbbbOpen until .*\d{4}/),
  ]);
});

it("withdraws one, which then leaves the list", async () => {
  renderAt("/", quietWorkspace(), <OpenInvitations team={[ada]} />);
  (await screen.findByRole("button", { name: "Withdraw the link ending in aaaaaa" })).click();

  await waitFor(() => expect(rows()).toEqual([expect.stringContaining("bbbbbb")]));
  expect(server.requests).toContain("DELETE /api/user_invitations/0000-aaaaaa");
});
