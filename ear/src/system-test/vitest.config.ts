import { defineConfig } from "vitest/config";

// One file at a time: all of them use the one running server, and two of them kill it.
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    fileParallelism: false,
    globalSetup: ["src/support/ready.ts"],
    // Concurrent tests mostly wait for the network or for a time limit of the server.
    maxConcurrency: 20,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
