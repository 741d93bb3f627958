import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// In development the pages come from Vite and everything else from a running server.
const server = process.env["NETIA_SERVER"] ?? "http://localhost:4000";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", assetsInlineLimit: 0, sourcemap: false },
  server: {
    port: 3000,
    proxy: {
      "/api": server,
      "/chat": server,
      "/widget.js": server,
      "/socket": { target: server, ws: true },
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["test/setup.ts"], isolate: false },
});
