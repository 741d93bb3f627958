import { execFile } from "node:child_process";
import { promisify } from "node:util";

function addressOfTheServer(): string {
  const address = process.env["NETIA_URL"];
  if (!address) {
    throw new Error("NETIA_URL names no running server, for example NETIA_URL=http://127.0.0.1:4000 npm test");
  }
  return address.replace(/\/+$/, "");
}

/** The server under test, without a slash at the end. */
export const serverUrl = addressOfTheServer();

/** What Phoenix clients are given; they add `/websocket` themselves. */
export const socketEndpoint = `${serverUrl.replace(/^http/, "ws")}/socket`;

const controlProgram = process.env["NETIA_CONTROL"];

/** Crash tests need a program that can kill the server and start it again; without it they are left out, by name. */
export const canControlServer = controlProgram !== undefined && controlProgram !== "";

type Verb = "kill9" | "start" | "status" | "pause" | "resume" | "restart-database";

async function control(verb: Verb): Promise<void> {
  if (!controlProgram) throw new Error("NETIA_CONTROL is not set");
  await promisify(execFile)(controlProgram, [verb]);
}

/** Ends the server process at once, as a power cut would; returns when it is gone. */
export function killServer(): Promise<void> {
  return control("kill9");
}

/** Starts the killed server again on the same port and data; returns when it is ready. */
export function startServer(): Promise<void> {
  return control("start");
}

/** Freezes the server process as a long collection or a moved machine does; its sockets stay open. */
export function pauseServer(): Promise<void> {
  return control("pause");
}

/** Lets the frozen server go on. */
export function resumeServer(): Promise<void> {
  return control("resume");
}

/** Ends the database in the middle of everything and starts it again; returns when it answers. */
export function restartDatabase(): Promise<void> {
  return control("restart-database");
}
