// Stands in for the server: … --port PORT … --rootdir FOLDER …. Ready, unless a file "sick" beside its folder names its process.
import http from "node:http";
import { dirname } from "node:path";
import { existsSync, readFileSync } from "node:fs";

const words = process.argv;
const after = (word) => words[words.indexOf(word) + 1];
const sick = `${dirname(after("--rootdir"))}/sick`;
const isSick = () => existsSync(sick) && readFileSync(sick, "utf8").trim() === String(process.pid);
http
  .createServer((_, response) => response.writeHead(isSick() ? 503 : 200).end())
  .listen(Number(after("--port")), "127.0.0.1");
