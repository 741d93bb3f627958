import { isRecord, isUuid } from "../../shared/bridge";
import { type KeyValues, readJson } from "../../shared/storage";

const CUSTOMER = "__PAPERCUPS____CUSTOMER_ID__";

/**
 * Who this browser is to an account, and which conversation it was in, kept between visits. One origin serves the
 * widgets of many accounts, so the keys carry the account; the Papercups key without one is read for visitors from
 * before, and kept up to date for libraries that read it.
 */
export class IdentityStore {
  private readonly customerKey: string;
  private readonly emailKey: string;
  private readonly tokenKey: string;
  readonly conversationKey: string;

  constructor(
    private readonly store: KeyValues,
    accountId: string,
    inboxId: string | null,
  ) {
    this.customerKey = `${CUSTOMER}:${accountId}`;
    this.tokenKey = `netia:visitor:${accountId}`;
    this.emailKey = `netia:email:${accountId}`;
    this.conversationKey = `netia:conversation:${accountId}:${inboxId ?? "primary"}`;
  }

  customerId(): string | null {
    const id = readJson(this.store, this.customerKey);
    return isUuid(id) ? id : null;
  }

  /** A customer from before keys carried the account; may be another account's. */
  earlierCustomerId(): string | null {
    const id = readJson(this.store, CUSTOMER);
    return isUuid(id) ? id : null;
  }

  rememberCustomer(id: string): void {
    this.store.set(this.customerKey, JSON.stringify(id));
    this.store.set(CUSTOMER, JSON.stringify(id));
  }

  /** What proves that this browser is the customer, where the account requires that. */
  visitorToken(customerId: string): string | null {
    const kept = readJson(this.store, this.tokenKey);
    if (!isRecord(kept) || kept["customer_id"] !== customerId) return null;
    return typeof kept["token"] === "string" ? kept["token"] : null;
  }

  rememberToken(customerId: string, token: string): void {
    this.store.set(this.tokenKey, JSON.stringify({ customer_id: customerId, token }));
  }

  /** The conversation this customer was in last. */
  conversationId(customerId: string): string | null {
    const kept = readJson(this.store, this.conversationKey);
    if (!isRecord(kept) || kept["customer_id"] !== customerId || !isUuid(kept["id"])) return null;
    return kept["id"];
  }

  rememberConversation(customerId: string, id: string): void {
    this.store.set(this.conversationKey, JSON.stringify({ id, customer_id: customerId }));
  }

  /** The address left before a first message, which may still wait to be sent when the page is closed. */
  email(): string | null {
    return this.store.get(this.emailKey);
  }

  rememberEmail(email: string): void {
    this.store.set(this.emailKey, email);
  }

  forgetEmail(): void {
    this.store.remove(this.emailKey);
  }

  forgetConversation(): void {
    this.store.remove(this.conversationKey);
  }

  forgetCustomer(): void {
    this.forgetConversation();
    this.store.remove(this.customerKey);
    this.store.remove(this.tokenKey);
    this.store.remove(CUSTOMER);
  }
}
