import { defineConfig } from "vitest/config";

// What installs servers and proxies of its own; ./dev.sh test-deploy runs it. One file at a time: they use the same ports.
export default defineConfig({
  test: {
    include: ["src/deploy/*.deploy.ts"],
    fileParallelism: false,
    // Servers start a dozen times here, on machines of any speed; what is waited for has a time of its own.
    testTimeout: 600_000,
    hookTimeout: 900_000,
    // A test begins where the one before it stopped.
    bail: 1,
  },
});
