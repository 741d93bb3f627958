import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../test/fake-server";
import { quietWorkspace, renderAt } from "../../test/render";
import { WidgetSettingsPage } from "./WidgetSettingsPage";

const sentence = "Only admins can change these.";

beforeEach(() => {
  const server = new FakeServer();
  server.route("GET /api/inboxes", () => ({ data: [{ id: "inbox-1", name: "Primary", is_primary: true }] }));
  server.route("GET /api/widget_settings", () => ({ data: { title: "Hello", show_agent_availability: true } }));
  server.install();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Every control of the page, once it is there, and whether it can be changed. */
async function controls(role: "admin" | "user"): Promise<boolean[]> {
  const workspace = quietWorkspace();
  Object.assign(workspace, { me: { ...workspace.me, role } });
  const { container } = renderAt("/", workspace, <WidgetSettingsPage />);
  await screen.findByLabelText("Title");
  return [...container.querySelectorAll<HTMLInputElement>("input, textarea, button")].map(
    (control) => !control.readOnly && !control.matches(":disabled"),
  );
}

it("can be changed by admins", async () => {
  expect(await controls("admin")).not.toContain(false);
  expect(screen.queryByText(sentence)).toBeNull();
});

it("can only be read by everybody else, and shows that", async () => {
  expect(await controls("user")).not.toContain(true);
  expect(screen.getByText(sentence)).toBeTruthy();
});
