import type { FromFrame, FromHost } from "../../shared/bridge";
import { readFromHost } from "./messages";

/** The page around this frame, when there is one. */
export interface Host {
  post(message: FromFrame): void;
  /** Messages of strangers or of unknown shape, dropped. */
  readonly dropped: number;
}

/**
 * Opens the bridge to the parent page. Messages of the parent itself only are taken. Its origin cannot be known beforehand (the
 * widget runs on any customer's site), so nothing confidential is posted: ids that page may have anyway, and the
 * messages its own callbacks receive.
 */
export function openHost(frame: Window, instance: string | null, receive: (message: FromHost) => void): Host {
  const parent = frame.parent === frame ? null : frame.parent;
  let dropped = 0;
  frame.addEventListener("message", (event) => {
    if (parent === null || event.source !== parent) {
      dropped += 1;
      return;
    }
    const message = readFromHost(event.data);
    if (message === null) dropped += 1;
    else receive(message);
  });
  return {
    post({ event, payload }) {
      parent?.postMessage({ event, payload: instance === null ? payload : { ...payload, ts: instance } }, "*");
    },
    get dropped() {
      return dropped;
    },
  };
}
