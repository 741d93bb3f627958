/** Whom the page takes its visitor for: the host page's name for them, and their customer, each as far as it is known. */
export interface Visitor {
  externalId: string | null;
  customerId: string | null;
}

export const UNKNOWN_VISITOR: Visitor = { externalId: null, customerId: null };

/** Whether nothing more, and nothing else, is known of the visitor. */
export function isUnchanged(before: Visitor, after: Visitor): boolean {
  return before.externalId === after.externalId && before.customerId === after.customerId;
}

/**
 * Whether the visitor is the one who wrote something earlier. Names decide, then customers. Who had neither is whoever
 * uses this browser without a name, and no known visitor.
 */
export function isSame(writer: Visitor, visitor: Visitor): boolean {
  if (writer.externalId !== null && visitor.externalId !== null) return writer.externalId === visitor.externalId;
  if (writer.customerId !== null && visitor.customerId !== null) return writer.customerId === visitor.customerId;
  return writer.externalId === null && writer.customerId === null && visitor.externalId === null;
}
