import { randomUUID } from "node:crypto";
import { data } from "./http";
import { type Agent, newAccount, newTeammate, newVisitor, openConversation, reply } from "./people";

/** The things a path or a body can point at. */
export interface Ids {
  account: string;
  conversation: string;
  customer: string;
  inbox: string;
  invitation: string;
  message: string;
  share: string;
  teammate: string;
}

/** Everything a route can need of one account. */
export interface Tenant {
  admin: Agent;
  lesser: Agent;
  ids: Ids;
}

export async function newTenant(): Promise<Tenant> {
  const admin = await newAccount();
  return { admin, lesser: await newTeammate(admin), ids: await newThings(admin) };
}

/** Fresh rows of the account, so that a route that deletes takes nothing from the next one. */
export async function newThings(admin: Agent): Promise<Ids> {
  const visitor = await newVisitor(admin.accountId);
  const conversation = await openConversation(visitor, "is anybody there?");
  const message = await reply(admin, conversation.id, "yes");
  const inbox = await data<{ id: string }>(201, "POST", "/api/inboxes", {
    token: admin.token,
    body: { inbox: { name: `Inbox ${randomUUID()}` } },
  });
  const invitation = await data<{ id: string }>(201, "POST", "/api/user_invitations", { token: admin.token, body: {} });
  const shared = await data<{ token: string }>(200, "POST", `/api/conversations/${conversation.id}/share`, {
    token: admin.token,
  });
  return {
    account: admin.accountId,
    conversation: conversation.id,
    customer: visitor.customerId,
    inbox: inbox.id,
    invitation: invitation.id,
    message: message.id,
    share: shared.token,
    teammate: "",
  };
}

/** Adds somebody whom the administrator can disable, enable, promote. */
export async function withTeammate(admin: Agent, ids: Ids): Promise<Ids> {
  const teammate = await newTeammate(admin);
  return { ...ids, teammate: String(teammate.userId) };
}

/** Well-formed ids of rows that nobody has. */
export function idsOfNothing(): Ids {
  return {
    account: randomUUID(),
    conversation: randomUUID(),
    customer: randomUUID(),
    inbox: randomUUID(),
    invitation: randomUUID(),
    message: randomUUID(),
    share: "nobody-gave-me-this",
    teammate: "2000000000",
  };
}
