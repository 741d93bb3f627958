import { useQuery } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { createMemoryRouter, RouterProvider, useOutletContext } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { send } from "../http/client";
import type { SignedIn } from "./api";
import { RequireSession } from "./RequireSession";
import { session } from "./session";
import { storageKey, writeTokens } from "./tokens";

/** Another tab logs in as somebody whose token is `name`, or logs out. */
function elsewhere(name: string | null): void {
  if (name === null) localStorage.removeItem(storageKey);
  else writeTokens({ sessionId: `${name}'s`, token: name, renewToken: "r", savedAt: Date.now() });
  act(() => void window.dispatchEvent(new StorageEvent("storage", { key: storageKey })));
}

function Page() {
  const { me, sessionId } = useOutletContext<SignedIn>();
  const notes = useQuery({ queryKey: ["notes"], queryFn: () => send<string>("/notes", {}, session.token()) });
  return <p>{`${me.email}, ${sessionId}, ${notes.data ?? "…"}`}</p>;
}

beforeEach(() => {
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const name = new Headers(init.headers).get("authorization")?.replace("Bearer ", "") ?? "nobody";
    return new Response(JSON.stringify(path === "/notes" ? `${name}'s notes` : { data: { id: 1, email: name } }));
  });
  const routes = [
    { element: <RequireSession />, children: [{ path: "/", element: <Page /> }] },
    { path: "/login", element: <p>Log in here</p> },
  ];
  writeTokens({ sessionId: "ada's", token: "ada", renewToken: "r", savedAt: Date.now() });
  render(<RouterProvider router={createMemoryRouter(routes)} />);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a signed-in page", () => {
  it("begins anew when another tab has logged in as somebody else, and shows nothing of the one before", async () => {
    await screen.findByText("ada, ada's, ada's notes");
    elsewhere("bob");
    expect(screen.queryByText(/ada/)).toBeNull();
    await screen.findByText("bob, bob's, bob's notes");
  });

  it("leaves for the login when another tab has logged out", async () => {
    await screen.findByText("ada, ada's, ada's notes");
    elsewhere(null);
    expect(screen.getByText("Log in here")).toBeTruthy();
  });

  it("stays when it is looked at again and a proxy answers in the server's place", async () => {
    await screen.findByText("ada, ada's, ada's notes");
    const proxy = vi.fn(async () => new Response("<!doctype html>"));
    vi.stubGlobal("fetch", proxy);
    vi.useFakeTimers({ now: Date.now() + 60_000 });
    window.dispatchEvent(new Event("visibilitychange"));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(proxy).toHaveBeenCalled();
    expect(screen.getByText("ada, ada's, ada's notes")).toBeTruthy();
  });
});
