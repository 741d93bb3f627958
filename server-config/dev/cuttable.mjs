// A line that can be cut, in front of ports of this machine: cuttable.mjs FROM:TO… passes everything on. After SIGUSR2 it ends what is
// open and takes nothing new, after SIGHUP it works again. (Stopped by SIGSTOP it is a network that swallows.)
import net from "node:net";

const HOST = "127.0.0.1";
const open = new Set();
let isCut = false;

function keep(socket) {
  open.add(socket);
  socket.setNoDelay(true);
  socket.on("close", () => open.delete(socket));
  // How a line ends is passed to its other side, and is nobody's error here.
  socket.on("error", () => socket.destroy());
}

function pass(near, port) {
  keep(near);
  if (isCut) {
    near.resetAndDestroy();
    return;
  }
  const far = net.connect(port, HOST);
  keep(far);
  near.pipe(far).pipe(near);
  near.on("close", () => far.destroy());
  far.on("close", () => near.destroy());
}

for (const pair of process.argv.slice(2)) {
  const [from, to] = pair.split(":").map(Number);
  net.createServer((near) => pass(near, to)).listen(from, HOST);
}
process.on("SIGUSR2", () => {
  isCut = true;
  for (const socket of open) socket.resetAndDestroy();
});
process.on("SIGHUP", () => {
  isCut = false;
});
process.on("SIGTERM", () => process.exit(0));
