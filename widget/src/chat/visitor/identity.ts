import { isRecord, isUuid } from "../../shared/bridge";
import { type KeyValues, readJson } from "../../shared/storage";

const CUSTOMER = "__PAPERCUPS____CUSTOMER_ID__";

/**
 * Who this browser is to an account, and which conversation it was in, kept between visits. One origin serves the
 * widgets of many accounts, so the keys carry the account; the Papercups key without one is read for visitors from
 * before, and kept up to date for libraries that read it. What belongs to a customer has the customer in its key: two
 * tabs may have two customers.
 */
export class IdentityStore {
  private readonly customerKey: string;
  private readonly emailKey: string;
  private readonly tokenKey: string;
  private readonly nameKey: string;
  /** Among all tabs, whoever begins a conversation here holds the lock of this name. */
  readonly beginning: string;
  private readonly conversationsKey: string;

  constructor(
    private readonly store: KeyValues,
    accountId: string,
    inboxId: string | null,
  ) {
    this.customerKey = `${CUSTOMER}:${accountId}`;
    this.tokenKey = `netia:visitor:${accountId}`;
    this.nameKey = `netia:name:${accountId}`;
    this.emailKey = `netia:email:${accountId}`;
    this.conversationsKey = `netia:conversation:${accountId}:${inboxId ?? "primary"}`;
    this.beginning = `netia:begin:${this.conversationsKey}`;
  }

  /** The customer of this browser, or, where the host page names its visitor, the customer of that name. */
  customerId(externalId: string | null): string | null {
    const id = readJson(this.store, this.customerKey);
    if (!isUuid(id)) return null;
    return externalId === null || this.externalId(id) === externalId ? id : null;
  }

  /** The name under which a host page has shown this customer. */
  externalId(customerId: string): string | null {
    return this.store.get(`${this.nameKey}:${customerId}`);
  }

  /** Whom a visitor without a name would be, unless the host page names one; may exist no more. */
  candidate(given: string | null): string | null {
    return given ?? this.customerId(null) ?? this.earlierCustomerId();
  }

  /** Whether the customer of this browser was shown under a name. */
  isNamed(): boolean {
    const id = this.candidate(null);
    return id !== null && this.externalId(id) !== null;
  }

  /** A customer from before keys carried the account; may be another account's. */
  private earlierCustomerId(): string | null {
    const id = readJson(this.store, CUSTOMER);
    return isUuid(id) ? id : null;
  }

  rememberCustomer(id: string, externalId: string | null): void {
    if (externalId !== null) this.write(`${this.nameKey}:${id}`, externalId);
    this.write(this.customerKey, JSON.stringify(id));
    this.write(CUSTOMER, JSON.stringify(id));
  }

  /** What proves that this browser is the customer, where the account requires that. */
  visitorToken(customerId: string): string | null {
    const token = this.ofCustomer(this.tokenKey, customerId, "token");
    return typeof token === "string" ? token : null;
  }

  rememberToken(customerId: string, token: string): void {
    this.write(`${this.tokenKey}:${customerId}`, JSON.stringify(token));
  }

  /** Where the conversation of a customer is kept; other tabs get an event of a change under this key. */
  conversationKey(customerId: string): string {
    return `${this.conversationsKey}:${customerId}`;
  }

  /** The conversation this customer was in last. */
  conversationId(customerId: string): string | null {
    const id = this.ofCustomer(this.conversationsKey, customerId, "id");
    return isUuid(id) ? id : null;
  }

  rememberConversation(customerId: string, id: string): void {
    this.write(this.conversationKey(customerId), JSON.stringify(id));
  }

  /** The address this visitor left before a first message, which may still wait to be sent when the page is closed. */
  email(externalId: string | null): string | null {
    return this.store.get(this.emailKeyOf(externalId));
  }

  rememberEmail(email: string, externalId: string | null): void {
    this.write(this.emailKeyOf(externalId), email);
  }

  forgetConversation(customerId: string): void {
    this.removeOf(this.conversationsKey, customerId);
  }

  /** Forgets one customer, and nothing of any other that another tab may have. */
  forgetCustomer(customerId: string): void {
    this.forgetConversation(customerId);
    this.removeOf(this.tokenKey, customerId);
    this.store.remove(`${this.nameKey}:${customerId}`);
    for (const key of [this.customerKey, CUSTOMER])
      if (readJson(this.store, key) === customerId) this.store.remove(key);
  }

  private emailKeyOf(externalId: string | null): string {
    return externalId === null ? this.emailKey : `${this.emailKey}:${externalId}`;
  }

  /** Other tabs get an event of every change, so nothing is written that is there already. */
  private write(key: string, value: string): void {
    if (this.store.get(key) !== value) this.store.set(key, value);
  }

  /** Before there was one key for each customer, the last one's stood under the shared key, in a record. */
  private ofCustomer(key: string, customerId: string, field: string): unknown {
    const own = readJson(this.store, `${key}:${customerId}`);
    if (own !== null) return own;
    const earlier = readJson(this.store, key);
    return isRecord(earlier) && earlier["customer_id"] === customerId ? earlier[field] : null;
  }

  private removeOf(key: string, customerId: string): void {
    this.store.remove(`${key}:${customerId}`);
    const earlier = readJson(this.store, key);
    if (isRecord(earlier) && earlier["customer_id"] === customerId) this.store.remove(key);
  }
}
