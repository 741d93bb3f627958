// One address in front of several nodes, for development and tests: balancer.mjs PORT NODE_PORT… Each request and each socket goes to the
// next node that is ready. A node that answers that it is not ready gets nothing new and ends what it has; one that does not answer is
// given up, together with its connections.
import http from "node:http";
import net from "node:net";

const [port, ...nodePorts] = process.argv.slice(2).map(Number);
const HOST = "127.0.0.1";
const CHECK_EVERY_MS = 300;
const ANSWER_WITHIN_MS = 1000;
const SILENT_CHECKS = 3;
const CONNECT_WITHIN_MS = 1000;

const nodes = nodePorts.map((nodePort) => ({ port: nodePort, isReady: false, silentChecks: 0, connections: new Set() }));
let turn = 0;

function check(node) {
  let isDone = false;
  const done = (isReady, isSilent) => {
    if (isDone) return;
    isDone = true;
    note(node, isReady, isSilent);
    setTimeout(() => check(node), CHECK_EVERY_MS);
  };
  const request = http.get({ host: HOST, port: node.port, path: "/health/ready", agent: false, timeout: ANSWER_WITHIN_MS }, (response) => {
    response.resume();
    done(response.statusCode === 200, false);
  });
  request.on("timeout", () => request.destroy(new Error("silent")));
  request.on("error", (error) => done(false, error.message === "silent" || error.code === "ECONNREFUSED"));
}

function note(node, isReady, isSilent) {
  if (node.isReady !== isReady) console.log(`${new Date().toISOString()} node on ${node.port} is ${isReady ? "in" : "out"}`);
  node.isReady = isReady;
  node.silentChecks = isSilent ? node.silentChecks + 1 : 0;
  if (node.silentChecks === SILENT_CHECKS) for (const connection of node.connections) connection.destroy();
}

/**
 * Ready nodes, the next in turn first; when none is ready, all of them: one may have become so. Long-polling is a session of one node's
 * memory: it always goes to the first.
 */
function inTurn(url) {
  const ready = nodes.filter((node) => node.isReady);
  const choice = ready.length > 0 ? ready : nodes;
  if (url.startsWith("/socket/longpoll")) return choice;
  turn = (turn + 1) % choice.length;
  return [...choice.slice(turn), ...choice.slice(0, turn)];
}

/** A connection to the first node that takes one. Nothing has been sent yet, so trying the next one doubles nothing. */
async function connect(url) {
  for (const node of inTurn(url)) {
    const connection = await connectTo(node);
    if (connection) return connection;
    node.isReady = false;
  }
  return undefined;
}

function connectTo(node) {
  return new Promise((resolve) => {
    const connection = net.connect({ host: HOST, port: node.port, noDelay: true });
    const failed = () => {
      connection.destroy();
      resolve(undefined);
    };
    connection.setTimeout(CONNECT_WITHIN_MS, failed);
    connection.once("error", failed);
    connection.once("connect", () => {
      connection.setTimeout(0);
      connection.off("error", failed);
      node.connections.add(connection);
      connection.once("close", () => node.connections.delete(connection));
      resolve(connection);
    });
  });
}

function headersOf(request) {
  const before = request.headers["x-forwarded-for"];
  const address = request.socket.remoteAddress ?? HOST;
  return { ...request.headers, "x-forwarded-for": before ? `${before}, ${address}` : address };
}

function refuse(response) {
  if (response.headersSent) response.destroy();
  else response.writeHead(503, { "content-type": "text/plain", "retry-after": "1" }).end("No node answers.\n");
}

const server = http.createServer(async (request, response) => {
  const connection = await connect(request.url);
  if (!connection) return refuse(response);
  const { method, url } = request;
  const onward = http.request({ createConnection: () => connection, method, path: url, headers: { ...headersOf(request), connection: "close" } });
  onward.on("response", (answer) => {
    const { connection: _, "keep-alive": __, ...headers } = answer.headers;
    response.writeHead(answer.statusCode, headers);
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  onward.on("error", () => refuse(response));
  response.on("close", () => connection.destroy());
  request.pipe(onward);
});

server.on("upgrade", async (request, socket, head) => {
  socket.on("error", () => socket.destroy());
  const connection = await connect(request.url);
  if (!connection || socket.destroyed) {
    connection?.destroy();
    socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    return;
  }
  const headers = Object.entries(headersOf(request)).map(([name, value]) => `${name}: ${value}\r\n`);
  connection.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join("")}\r\n`);
  connection.write(head);
  socket.setNoDelay(true);
  connection.pipe(socket).pipe(connection);
  connection.on("error", () => socket.destroy());
  connection.on("close", () => socket.destroy());
  socket.on("close", () => connection.destroy());
});

server.requestTimeout = 0;
server.keepAliveTimeout = 65_000;
server.on("clientError", (_, socket) => socket.destroy());
server.listen(port, HOST, () => console.log(`${new Date().toISOString()} listening on ${HOST}:${port} for ${nodePorts.join(", ")}`));
for (const node of nodes) check(node);
process.on("SIGTERM", () => process.exit(0));
