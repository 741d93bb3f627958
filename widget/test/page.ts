import { visitor } from "../src/chat/app/state";
import { Store } from "../src/chat/app/store";
import { bindEffects, handleHostMessage } from "../src/chat/app/wiring";
import { Api } from "../src/chat/conversation/api";
import { Delivery } from "../src/chat/conversation/delivery";
import type { Asked } from "../src/chat/conversation/live";
import { OutboxStore } from "../src/chat/conversation/outbox";
import { Session } from "../src/chat/conversation/session";
import { externalId } from "../src/chat/visitor/fields";
import { IdentityStore } from "../src/chat/visitor/identity";
import { KeyValues } from "../src/shared/storage";
import { ACCOUNT, chat, outgoing } from "./examples";
import type { FakeServer } from "./fakeServer";

/** One open page on a server, wired as main.ts wires it, with a clock that never makes anybody wait. */
export class Page {
  readonly store: Store;
  readonly session: Session;
  readonly delivery: Delivery;
  readonly identity: IdentityStore;
  private readonly api: Api;
  pauses = 0;
  /** Settled when no other tab holds the lock for beginning a conversation. */
  lock: Promise<void> = Promise.resolve();
  /** Whose lobby the page is in. */
  lobby: string | null = null;

  constructor(
    private readonly server: FakeServer,
    query = "",
    meanwhile: () => void = () => {},
  ) {
    const local = new KeyValues(() => localStorage);
    const outboxes = new OutboxStore(local, ACCOUNT, null);
    this.identity = new IdentityStore(local, ACCOUNT, null);
    if (this.identity.isNamed()) outboxes.dropUnsigned();
    const { parameters } = chat(query);
    const name = externalId(parameters.metadata);
    const expected = {
      externalId: name,
      customerId: name === null ? this.identity.candidate(parameters.customerId) : null,
    };
    this.store = new Store(chat(query, { outbox: outboxes.loadOf(expected), email: this.identity.email(name) }));
    this.api = new Api("https://chat.example", ACCOUNT, null, server.fetch, this.identity);
    const live = {
      follow: (id: string, _customer: string, asked: Asked) => this.join(id, asked),
      followLobby: (customerId: string) => {
        this.lobby = customerId;
      },
      leave: () => {
        this.lobby = null;
      },
      shout: async (message: Parameters<FakeServer["shout"]>[0]) => server.shout(message),
    };
    const pause = async () => {
      this.pauses += 1;
      meanwhile();
      if (this.pauses > 20) throw new Error("waited for ever");
      if (this.server.joined !== null) this.join(this.server.joined, this.server.asked);
    };
    this.session = new Session(this.store, this.api, this.identity, live, pause);
    this.delivery = new Delivery(
      this.store,
      this.api,
      this.identity,
      live,
      this.session,
      pause,
      async (_, work) => {
        await this.lock;
        return work();
      },
      () => ({}),
    );
    const host = { post: () => {}, dropped: 0 };
    bindEffects(this.store, { followTeam: () => {}, seen: async () => true }, outboxes, this.identity, host);
    this.session.start();
  }

  /** As the socket does: the answer to a join brings what was missed. */
  join(id: string, asked: Asked): void {
    this.lobby = null;
    this.server.joined = id;
    this.server.asked = asked;
    const missed = this.server.conversations.get(id)?.messages.filter(({ seq }) => seq > asked().after) ?? [];
    this.store.dispatch({ type: "missed", messages: missed });
  }

  write(id: string, second: number): void {
    this.store.dispatch({ type: "queued", outgoing: outgoing(id, second, { writer: visitor(this.store.state) }) });
  }

  /** The host page identifies its visitor. */
  identify(metadata: Record<string, unknown>): void {
    handleHostMessage({ event: "customer:update", customerId: null, metadata }, this.store, this.session, this.api);
  }

  get waiting(): string[] {
    return this.store.state.outbox.map(({ body }) => body);
  }

  get shown(): string[] {
    return this.store.state.thread?.messages.map(({ body }) => body) ?? [];
  }
}

/** The address of a page whose host has this name for its visitor. */
export const signedInAs = (externalId: string) =>
  `&metadata=${encodeURIComponent(JSON.stringify({ external_id: externalId }))}`;
