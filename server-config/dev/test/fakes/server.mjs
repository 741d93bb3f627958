// Stands in for the server: … --port PORT … --rootdir FOLDER …. Ready, unless a file "sick" lies beside its folder.
import http from "node:http";
import { dirname } from "node:path";
import { existsSync } from "node:fs";

const words = process.argv;
const after = (word) => words[words.indexOf(word) + 1];
const sick = `${dirname(after("--rootdir"))}/sick`;
http
  .createServer((_, response) => response.writeHead(existsSync(sick) ? 503 : 200).end())
  .listen(Number(after("--port")), "127.0.0.1");
