import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { CUSTOMER, chat } from "../../../test/examples";
import { App } from "./App";
import type { Actions } from "./actions";
import { Store } from "./store";

const actions: Actions = {
  send: vi.fn(),
  retry: vi.fn(),
  discard: vi.fn(),
  leaveEmail: vi.fn(),
  typed: vi.fn(),
  open: vi.fn(),
  close: vi.fn(),
  dismissPreview: vi.fn(),
};

// It measures what the browser has laid out, and here nothing is.
vi.mock("../conversation/ThreadView", () => ({ ThreadView: () => null }));
// Within act, since what is left to do after a frame would otherwise be done after the test, without a page.
afterEach(() => act(() => render(null, document.body)));

function show(query: string): Store {
  const store = new Store(chat(query));
  act(() => render(<App store={store} actions={actions} />, document.body));
  return store;
}

function box(name: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(name);
  if (found === null) throw new Error(`no ${name}`);
  return found;
}

function type(name: string, text: string): void {
  act(() => {
    box(name).value = text;
    box(name).dispatchEvent(new Event("input", { bubbles: true }));
  });
}

test.each([
  ["message", "", "textarea"],
  ["address", "&requireEmailUpfront=1", "input"],
])("a half-written %s stays when more is known of the visitor, and goes when it is somebody else", (_, query, name) => {
  const store = show(query);
  type(name, "it is a secret that");
  act(() => store.dispatch({ type: "metadata", metadata: { external_id: "bob" } }));
  act(() => store.dispatch({ type: "customer", customerId: CUSTOMER }));
  expect(box(name).value).toBe("it is a secret that");
  act(() => store.dispatch({ type: "somebody-else", metadata: { external_id: "carol" } }));
  expect(box(name).value).toBe("");
});
