import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// In development the page comes from Vite and everything else from a running server.
const server = process.env["NETIA_SERVER"] ?? "http://localhost:4000";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("src/chat"),
  // The page is served at /chat without a trailing slash, so nothing in it may be relative.
  base: "/chat/",
  build: {
    target: "es2022",
    outDir: here("dist/chat"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: { port: 3001, proxy: { "/api": server, "/socket": { target: server, ws: true } } },
  test: { root: here("."), environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
