import { type ChatEvent, type ChatState, reduce } from "./state";

type Listener = (after: ChatState, before: ChatState) => void;

/** Holds the one state of the page; whoever needs to act on a change listens. */
export class Store {
  private readonly listeners = new Set<Listener>();

  constructor(private current: ChatState) {}

  get state(): ChatState {
    return this.current;
  }

  dispatch(event: ChatEvent): void {
    const before = this.current;
    this.current = reduce(before, event);
    if (this.current === before) return;
    for (const listener of this.listeners) listener(this.current, before);
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
