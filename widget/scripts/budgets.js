// Fails the build when a bundle grows over what a visitor's page may cost.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const assets = join(dist, "chat/assets");

const budgets = [
  { name: "widget.js", limit: 4 * 1024, files: [join(dist, "widget.js")] },
  { name: "chat app", limit: 40 * 1024, files: readdirSync(assets).map((file) => join(assets, file)) },
];

let over = false;
for (const { name, limit, files } of budgets) {
  const size = files.reduce((sum, file) => sum + gzipped(file), 0);
  process.stdout.write(`${name}: ${size} bytes gzipped of ${limit}, ${limit - size} left\n`);
  over ||= size > limit;
}
if (over) {
  process.stderr.write("A bundle is over its budget.\n");
  process.exit(1);
}
