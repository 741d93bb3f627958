import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// One classic script, because customers' pages load it with a plain script element.
export default defineConfig({
  build: {
    target: "es2022",
    outDir: here("dist"),
    emptyOutDir: false,
    sourcemap: false,
    lib: { entry: here("src/loader/main.ts"), formats: ["iife"], name: "NetiaLoader", fileName: () => "widget.js" },
  },
});
