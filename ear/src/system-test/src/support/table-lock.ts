import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { databaseSettings } from "./database";

/** Holds a table of the embedded database as somebody at a console does who forgot to commit; in PostgreSQL's own protocol. */
export class TableLock {
  private constructor(private readonly connection: Socket) {}

  /** Returns when the lock is held. */
  static async take(table: string): Promise<TableLock> {
    const { hostname, port, username, pathname } = new URL((await databaseSettings())["DATABASE_OWNER_URL"] ?? "");
    const connection = connect(Number(port), hostname);
    await once(connection, "connect");
    const parameters = ["user", username, "database", pathname.slice(1), "", ""].join("\0");
    connection.write(message("", Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from(parameters)])));
    await readyForQuery(connection);
    connection.write(message("Q", Buffer.from(`begin; lock table ${table} in exclusive mode\0`)));
    await readyForQuery(connection);
    return new TableLock(connection);
  }

  /** The database rolls back what a connection that ends has begun. */
  release(): void {
    this.connection.destroy();
  }
}

function message(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
}

/** Reads messages up to the one that shows that the database waits for a statement. */
async function readyForQuery(connection: Socket): Promise<void> {
  let read = Buffer.alloc(0);
  for await (const chunk of connection.iterator({ destroyOnReturn: false })) {
    read = Buffer.concat([read, chunk as Buffer]);
    while (read.length >= 5 && read.length > read.readInt32BE(1)) {
      const type = String.fromCharCode(read[0] ?? 0);
      const end = 1 + read.readInt32BE(1);
      if (type === "E") throw new Error(read.subarray(5, end).toString("utf8").replaceAll("\0", " "));
      if (type === "Z") return;
      read = read.subarray(end);
    }
  }
  throw new Error("The database ended the connection");
}
