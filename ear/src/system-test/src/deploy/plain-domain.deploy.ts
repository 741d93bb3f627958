import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Agent,
  conversationsOf,
  newAccount,
  newVisitor,
  openConversation,
  reply,
  thread,
} from "../support/people";
import { serverUrl } from "../support/server";
import { until } from "../support/waiting";
import { type Certificate, newAuthority, newCertificate, trustedAuthority } from "./certificates";
import { Domain, domainUrl, httpPort, readiness } from "./domain";
import { patience } from "./machine";
import { Nginx } from "./nginx";
import { Pollers, type Question } from "./pollers";
import { Postgres, productionSettings } from "./postgres";

/*
 * Payara Server as an operator sets it up with the README in hand: a domain made fresh, PostgreSQL over TLS with a certificate of its own
 * authority, nginx in front. NETIA_ENV stays unset, since with prod the clients that ask past nginx would be sent to https. Each test goes on where the one before it stopped.
 */

const redeployments = 10;

let own: Certificate;
let postgres: Postgres;
let nginx: Nginx;
let domain: Domain;
let agent: Agent;

beforeAll(async () => {
  const authority = await newAuthority("netia-test-authority");
  own = await newCertificate("postgres", "localhost", authority);
  postgres = await Postgres.made(own, authority);
  nginx = await Nginx.before([`127.0.0.1:${httpPort}`], await newCertificate("nginx", "localhost", trustedAuthority));
  domain = new Domain(productionSettings(postgres));
  await domain.install();
});

afterAll(async () => {
  await domain?.stop();
  await nginx?.stop();
  await postgres?.stop();
});

test("the README's commands make a domain that is ready", async () => {
  await readiness(domainUrl);
  expect((await fetch(`${serverUrl}/health/ready`)).status).toBe(200);
});

test("nothing of it listens on another address than 127.0.0.1", async () => {
  const addresses = await domain.listens();
  expect(addresses.length).toBeGreaterThan(1);
  const loopback = /^(0100007F|0{24}0100007F|0{16}FFFF00000100007F):/;
  expect(addresses.filter((address) => !loopback.test(address))).toEqual([]);
});

test("its log has one line for each event, in our format", () => {
  expect(domain.log().trim().split("\n").at(-1)).toMatch(/^\d{4}-\d\d-\d\dT\S+ (INFO|WARN|ERROR|DEBUG) /);
});

test("a visitor writes through nginx and an agent answers", async () => {
  agent = await newAccount();
  const visitor = await newVisitor(agent.accountId);
  const conversation = await openConversation(visitor, "Do you ship to Norway?");
  await reply(agent, conversation.id, "We do, within a week.");
  expect((await thread(agent, conversation.id)).map((message) => message.body)).toEqual([
    "Do you ship to Norway?",
    "We do, within a week.",
  ]);
  expect((await conversationsOf(visitor))[0]?.messages).toHaveLength(2);
});

test("while PostgreSQL is away at its start it answers 503 with the time to come back, and serves by itself when it is there", async () => {
  await postgres.stop();
  const pollers = Pollers.asking(domainUrl, 4, pages());
  await domain.restart();
  await until("it waits for the database", () => /Waiting for the database/.test(domain.log()), patience);
  await until("clients were asked to come back", () => (pollers.answers.get("503, later") ?? 0) > 40);
  expect([...pollers.answers.keys()].filter((answer) => !wasAway.test(answer)).sort()).toEqual(["200", "503, later"]);
  await postgres.start();
  await readiness(domainUrl);
  await pollers.stop();
  expect([...pollers.answers.keys()].filter((answer) => !wasAway.test(answer)).sort()).toEqual(["200", "503, later"]);
});

test("ten redeployments under load: every answer is as asked for or 503 with the time to come back, and no class loader stays", async () => {
  const visitor = await newVisitor(agent.accountId);
  const conversation = await openConversation(visitor);
  let sent = 0;
  const message = () => ({ message: { conversation_id: conversation.id, body: `${++sent}` } });
  const headers = { authorization: `Bearer ${agent.token}` };
  const questions: Question[] = [
    ...pages(),
    { method: "POST", path: "/api/messages", headers, body: message },
    { method: "GET", path: "/api/conversations", headers },
    { method: "GET", path: `/api/conversations/${conversation.id}/messages?after_seq=100000&wait=20`, headers },
  ];
  const pollers = Pollers.asking(domainUrl, 4, questions);
  for (let turn = 0; turn < redeployments; turn += 1) {
    await domain.redeploy();
    await readiness(domainUrl);
  }
  await pollers.stop();
  expect([...pollers.answers.keys()].sort()).toEqual(["200", "201", "503, later"]);
  await until("only its own class loader is alive", async () => (await domain.applicationLoaders()) === 1, patience);
  expect(domain.log()).not.toMatch(/WELD-000[27]/);
});

test("a PostgreSQL with a certificate of another authority stops the start with one sentence, and the next start takes the right one", async () => {
  postgres.use(await newCertificate("stranger", "localhost", await newAuthority("another-authority")));
  await postgres.stop();
  await postgres.start();
  await domain.restart();
  const refusals = () => domain.log().match(/^.* ERROR .*This node does not start: .*certificate.*$/gm) ?? [];
  await until("the certificate is named", () => refusals().length > 0, patience);
  expect(refusals()).toHaveLength(1);
  expect((await fetch(`${domainUrl}/health/ready`)).status).toBe(503);
  postgres.use(own);
  await postgres.stop();
  await postgres.start();
  await domain.restart();
  await readiness(domainUrl);
});

/** What comes of a request while the server's process is being replaced; for a second it listens and has no applications yet. */
const wasAway = /ECONNREFUSED|ECONNRESET|socket hang up|: 404 by Payara itself/;

function pages(): Question[] {
  return ["/", "/api/ping", "/health/ready", "/widget.js", "/login"].map((path) => ({ method: "GET", path }));
}
