import { afterEach } from "vitest";

// jsdom has no media queries: every test sees a wide screen in the light theme.
window.matchMedia = (query: string) =>
  Object.assign(new EventTarget(), {
    matches: query.includes("min-width") || query.includes("pointer: fine"),
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
