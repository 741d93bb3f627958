// Stands in for PostgreSQL: postgres.mjs -D DATA -p PORT. It answers the question for TLS with no.
import net from "node:net";
import { rmSync, writeFileSync } from "node:fs";

const [data, port] = [process.argv[3], Number(process.argv[5])];
writeFileSync(`${data}/postmaster.pid`, `${process.pid}\n${data}\n`);
net.createServer((socket) => socket.on("error", () => socket.destroy()).on("data", () => socket.write("N"))).listen(port, "127.0.0.1", () => {
  writeFileSync(`${data}/listening`, "");
});
for (const signal of ["SIGINT", "SIGQUIT", "SIGTERM"])
  process.on(signal, () => {
    rmSync(`${data}/postmaster.pid`, { force: true });
    process.exit(0);
  });
