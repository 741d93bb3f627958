/** What a visitor can do. */
export interface Actions {
  send(body: string, replyAction?: string): void;
  retry(clientId: string): void;
  discard(clientId: string): void;
  leaveEmail(email: string): void;
  typed(body: string): void;
  open(): void;
  close(): void;
  dismissPreview(): void;
}
