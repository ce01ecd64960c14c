import type { Findings } from "../../src/checks/check.js";
import type { DiagnosisView } from "../../src/cards/diagnosis.js";
import type { Bounce } from "../../src/explain.js";
import type { Diagnosis } from "../../src/match/diagnosis.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import type { RequesterView } from "../../src/tickets/helpdesk.js";
import type { IncidentView } from "../../src/incidents/incident.js";
import type {
  Case,
  Entry,
  KnownProblem,
  Person,
  Ticket,
  TicketState,
} from "../../src/tickets/ticket.js";
import {
  ATTR36,
  BLOCKLISTED,
  code,
  LAST_RESORT,
  NOT_ENROLLED,
  RESTRICTED_GROUP,
  TENANT_ATTRIBUTION,
} from "./example-articles.js";

/** Hand-made bounces and tickets for the tests and the gallery; nothing here comes from a real mail. */
export const NDR: Ndr = {
  parsedBy: "delivery-status",
  reportingMta: "mail.northwind.example",
  sender: "jane.doe@northwind.example",
  subject: "Confidential: layoffs",
  messageId: "000001d9$a1b2c3d4$e5f60718$@northwind.example",
  arrivalDate: "2026-11-21T10:05:00Z",
  recipients: [
    {
      finalRecipient: "accounts.payable@contoso.example",
      action: "failed",
      status: code("5.7.64"),
      replyCode: "550",
      diagnosticCode:
        "550 5.7.64 TenantAttribution; Relay Access Denied [AM6EUR05FT063.eop-eur05.prod.protection.outlook.com 2026-11-21T10:05:07.412Z 08DE28B1C2D3E4F5] Client host [192.0.2.25]",
      remoteMta: "contoso-example.mail.protection.outlook.com",
    },
  ],
  humanLines: ["Your message wasn't delivered. Nobody at Northwind gets a rise."],
};

export const RELAY: Diagnosis = {
  article: TENANT_ATTRIBUTION,
  confidence: "certain",
  points: 160,
  reasons: [
    { signal: "code", points: 100, evidence: "550 5.7.64", says: "The status code is 5.7.64." },
    {
      signal: "phrase",
      points: 60,
      evidence: "TenantAttribution; Relay Access Denied",
      says: "The server's words are the ones it uses for this cause.",
    },
  ],
};

const LOOKALIKE: Diagnosis = {
  article: ATTR36,
  confidence: "possible",
  points: 100,
  reasons: [
    { signal: "code", points: 100, evidence: "550 5.7.64", says: "The status code is 5.7.64." },
  ],
};

export const diagnosed = (...diagnoses: readonly Diagnosis[]): Bounce => ({
  kind: "diagnosed",
  says: "Exchange Online did not recognise your server.",
  ndr: NDR,
  diagnoses: diagnoses.length > 0 ? diagnoses : [RELAY],
});

export const GROUP: Bounce = {
  kind: "diagnosed",
  says: "The group takes mail only from certain people.",
  ndr: {
    ...NDR,
    recipients: [
      {
        finalRecipient: "all-hands@fabrikam.example",
        action: "failed",
        status: code("5.7.1"),
        diagnosticCode: "550 5.7.1 Delivery not authorized, message refused",
        remoteMta: "mx1.fabrikam.example",
      },
    ],
  },
  diagnoses: [
    { ...RELAY, article: RESTRICTED_GROUP, confidence: "possible", points: 100 },
    { ...LOOKALIKE, article: BLOCKLISTED },
    {
      ...LOOKALIKE,
      article: NOT_ENROLLED,
    },
  ],
};

/** A bounce whose header was returned: three organisations, and one wait. */
export const WITH_WAY: Bounce = {
  kind: "diagnosed",
  says: "Exchange Online did not recognise your server.",
  diagnoses: [RELAY],
  side: "theirs",
  ndr: {
    ...NDR,
    addressees: 4,
    hops: [
      {
        from: "pc7.northwind.example",
        ip: "10.1.2.3",
        by: "mail.northwind.example",
        protocol: "ESMTPSA",
        at: "2026-11-21T10:05:01.000Z",
      },
      { by: "filter.northwind.example", protocol: "ESMTPS", at: "2026-11-21T10:05:03.000Z" },
      { by: "eu7.securemail.example", protocol: "ESMTPS", at: "2026-11-21T10:08:15.000Z" },
      {
        by: "AM6EUR05FT063.eop-eur05.prod.protection.outlook.com",
        protocol: "Microsoft SMTP Server",
        at: "2026-11-21T10:08:16.000Z",
      },
    ],
    reportingMta: "AM6EUR05FT063.mail.protection.outlook.com",
  },
};

/** A screenshot of a bounce; a host in it was read wrongly. */
export const READ_IN_PICTURE: Bounce = {
  ...diagnosed(),
  ndr: { ...NDR, parsedBy: "exchange", isUnconfirmed: true },
  readInPicture: [
    "Delivery has failed to these recipients or groups:",
    "accounts.payable@contoso.example",
    "Diagnostic information for administrators:",
    "Generating server: AMOPROBMB3045.eurprd08.prod.outiook.com",
    "Remote Server returned '550 5.7.64 TenantAttribution; Relay Access Denied'",
  ].join("\n"),
};

export const LIKELY: Bounce = {
  ...diagnosed({ ...RELAY, confidence: "likely" }, LOOKALIKE),
  ndr: {
    ...NDR,
    recipients: [{ ...NDR.recipients[0], diagnosticCode: undefined, action: "failed" }],
  },
};

export const MANY: Bounce = {
  kind: "diagnosed",
  says: "Exchange Online did not recognise your server.",
  ndr: {
    ...NDR,
    recipients: [
      ...NDR.recipients,
      ...Array.from({ length: 488 }, (_, index) => ({
        ...NDR.recipients[0],
        finalRecipient: `person.${index + 1}@contoso.example`,
      })),
      {
        finalRecipient:
          "the.very.long.address.of.somebody.in.the.warehouse@warehouse.tailspintoys.example",
        action: "failed",
        status: code("5.2.2"),
        diagnosticCode: "552 5.2.2 mailbox full",
      },
    ],
  },
  diagnoses: [RELAY],
};

export const UNDIAGNOSED: Bounce = {
  kind: "undiagnosed",
  says: "I know no article for 5.6.7.",
  general:
    "5.6 means that the content of the message was not acceptable, for good: sending it again unchanged will not help.",
  ndr: {
    ...NDR,
    recipients: [
      {
        finalRecipient: "accounts.payable@contoso.example",
        action: "failed",
        status: code("5.6.7"),
        diagnosticCode: "554 5.6.7 Non-ASCII addresses not permitted for that sender/recipient",
        remoteMta: "mx1.contoso.example",
      },
    ],
  },
};

/** A code and nothing more: a last resort and four articles that know it. */
export const BARE_CODE: Bounce = {
  kind: "diagnosed",
  says: "A security rule stopped the message.",
  ndr: {
    parsedBy: "smtp-reply",
    recipients: [{ status: code("5.7.1"), replyCode: "550", diagnosticCode: "550 5.7.1" }],
    humanLines: [],
  },
  diagnoses: [
    { ...RELAY, article: LAST_RESORT, confidence: "possible", points: 72 },
    { ...LOOKALIKE, article: RESTRICTED_GROUP },
    { ...LOOKALIKE, article: BLOCKLISTED },
    { ...LOOKALIKE, article: { ...ATTR36, codes: RESTRICTED_GROUP.codes } },
    { ...LOOKALIKE, article: NOT_ENROLLED },
  ],
};

/** Long names everywhere, and a server that never answered. */
export const LONG_NAMES: Bounce = {
  ...diagnosed({ ...RELAY, confidence: "likely" }),
  ndr: {
    ...NDR,
    reportingMta: "AM0PR08MB3045.eurprd08.prod.outlook.com",
    sender: "the.very.long.address.of.somebody@warehouse.northwind.example",
    messageId:
      "AM0PR08MB304591A2B3C4D5E6F708192A3B4C5D6E7F8@AM0PR08MB3045.eurprd08.prod.outlook.com",
    recipients: [
      {
        finalRecipient:
          "the.very.long.address.of.somebody.in.the.warehouse@warehouse.tailspintoys.example",
        action: "failed",
        status: code("4.4.316"),
        diagnosticCode:
          "450 4.4.316 Connection refused [Message=Socket error code 10061] [LastAttemptedServerName=warehouse.tailspintoys.example] [LastAttemptedIP=192.0.2.77:25] [AM0PR08MB3045.eurprd08.prod.outlook.com]",
        remoteMta: "inbound-mail-gateway-01.warehouse.tailspintoys.example",
      },
    ],
  },
};

/** Refused for now by a server that will be asked again. */
export const TEMPORARY: Bounce = {
  kind: "undiagnosed",
  says: "Your message was not delivered.",
  general: "The message could not be delivered for now.",
  ndr: {
    parsedBy: "smtp-reply",
    recipients: [
      {
        finalRecipient: "accounts.payable@contoso.example",
        status: code("4.2.0"),
        replyCode: "450",
        diagnosticCode: "450 4.2.0 Greylisted, try again later",
      },
    ],
    humanLines: [],
  },
};

export const DELAYED: Bounce = {
  kind: "delayed",
  says: "The server is still trying.",
  ndr: {
    ...NDR,
    recipients: [
      {
        finalRecipient: "accounts.payable@contoso.example",
        action: "delayed",
        status: code("4.4.7"),
        diagnosticCode: "451 4.4.7 Message delayed",
      },
    ],
  },
  diagnoses: [{ ...RELAY, confidence: "likely" }],
};

export const CASE: Case = {
  id: "c-5f1d7a",
  place: { serviceUrl: "https://smba.example/", tenant: "t", conversation: "a:1" },
  question: "q1",
  asker: { id: "u1", name: "Jane Doe" },
  explanation: diagnosed({ ...RELAY, confidence: "likely" }, LOOKALIKE),
  openedAt: "2026-11-21T10:11:00Z",
};

export const FINDINGS: Findings = {
  at: "2026-11-21T10:12:00Z",
  list: [
    {
      check: "recipient-mail-servers",
      outcome: "problem",
      about: "fabrikam.example",
      means: "The mail server mx1.fabrikam.example has no address.",
      found: "10 mx1.fabrikam.example\n20 mx2.fabrikam.example",
    },
    {
      check: "spf",
      outcome: "ok",
      about: "contoso.example",
      means: "The SPF record of contoso.example holds, with 1 of 10 lookups.",
      found: "v=spf1 include:spf.protection.outlook.com -all",
    },
    {
      check: "dmarc",
      outcome: "unknown",
      about: "contoso.example",
      means:
        "What contoso.example wants for DMARC could not be found out: its name servers did not answer in time.",
    },
  ],
};

export const NEW_TICKET: Ticket = {
  number: 12,
  decidedIn: 1,
  version: 1,
  state: "new",
  case: CASE,
  requester: CASE.asker,
  note: "Invoices go out at noon, so this is a bit urgent. I tried twice, and from my phone.",
  openedAt: "2026-11-21T10:12:00Z",
  changedAt: "2026-11-21T10:12:00Z",
};

export const AGENT: Person = { id: "u2", name: "Ana Lopez" };

export const CLAIMED_TICKET: Ticket = {
  ...NEW_TICKET,
  version: 2,
  state: "claimed",
  agent: AGENT,
};

export const RESOLVED_TICKET: Ticket = {
  ...CLAIMED_TICKET,
  version: 3,
  state: "resolved",
  resolution: "The connector had the old certificate. Please send your message again.",
};

/** A ticket as its requester is shown it. */
export const seen = (ticket: Ticket, rest: Partial<RequesterView> = {}): RequesterView => ({
  ticket,
  talk: [],
  ...rest,
});

export const KNOWN: KnownProblem = {
  incident: 3,
  state: "open",
  since: "2026-11-21T09:42:00.000Z",
  follows: false,
};

export const FIXED: KnownProblem = {
  ...KNOWN,
  state: "resolved",
  closedAt: "2026-11-21T12:40:00.000Z",
  resolution: "The connector had the old certificate.\nIt is renewed now.",
};

export const NEW_INCIDENT: IncidentView = {
  incident: {
    number: 3,
    version: 1,
    decidedIn: 1,
    state: "open",
    tenant: "t",
    problem: "tenant-attribution recipients contoso.example",
    part: "",
    example: CASE.id,
    openedAt: "2026-11-21T10:11:00.000Z",
    firstSeenAt: "2026-11-21T09:42:00.000Z",
    lastSeenAt: "2026-11-21T10:11:00.000Z",
  },
  people: 5,
  bounces: 5,
  followers: 0,
  names: ["Jane Doe", "Kim Larsen", "Ana Lopez", "Bo Agent", "Maria Okafor"],
  bars: [2, 0, 0, 1, 0, 2].map((bounces, index) => ({
    from: `2026-11-21T${index < 4 ? `09:${40 + 5 * index}` : `10:0${5 * (index - 4)}`}:00.000Z`,
    minutes: 5,
    bounces,
  })),
  examples: [CASE],
  tickets: [],
  parts: [{ name: "contoso.example", people: 5, bounces: 5 }],
};

export const BIG_INCIDENT: IncidentView = {
  ...NEW_INCIDENT,
  incident: { ...NEW_INCIDENT.incident, version: 214, lastSeenAt: "2026-11-21T15:20:00.000Z" },
  people: 187,
  bounces: 214,
  followers: 96,
  bars: [9, 31, 58, 44, 27, 12, 3, 0, 4, 11, 8, 7].map((bounces, index) => ({
    from: new Date(Date.UTC(2026, 10, 21, 9, 30 * index)).toISOString(),
    minutes: 30,
    bounces,
  })),
  examples: [CASE, { ...CASE, explanation: LONG_NAMES }, { ...CASE, explanation: GROUP }],
  tickets: [12, 13, 17],
  parts: [
    { name: "contoso.example", people: 121, bounces: 140 },
    { name: "fabrikam.example", people: 60, bounces: 66 },
    { name: "warehouse.tailspintoys.example", people: 8, bounces: 8 },
  ],
};

export const closedIncident = (
  state: "resolved" | "dismissed" | "expired",
  resolution?: string,
): IncidentView => ({
  ...BIG_INCIDENT,
  incident: {
    ...BIG_INCIDENT.incident,
    state,
    agent: state === "expired" ? undefined : { id: "u2", name: "Ana Lopez" },
    resolution,
    closedAt: "2026-11-21T16:00:00.000Z",
  },
});
/** One ticket in each state. */
export const TICKETS: Readonly<Record<TicketState, Ticket>> = {
  new: NEW_TICKET,
  claimed: CLAIMED_TICKET,
  "waiting-for-requester": { ...CLAIMED_TICKET, state: "waiting-for-requester" },
  "waiting-for-other-side": { ...CLAIMED_TICKET, state: "waiting-for-other-side" },
  "waiting-for-microsoft": { ...CLAIMED_TICKET, state: "waiting-for-microsoft" },
  resolved: RESOLVED_TICKET,
  withdrawn: { ...CLAIMED_TICKET, state: "withdrawn" },
  merged: { ...CLAIMED_TICKET, state: "merged", mergedInto: 7 },
};

/** What was written about one, and around it. */
export const ENTRIES: readonly Entry[] = (
  [
    ["open", CASE.asker, undefined],
    ["claim", AGENT, undefined],
    ["ask", AGENT, "Does it bounce from your phone, too, or only from Outlook?"],
    ["add", CASE.asker, "From both. It began on Thursday evening."],
    ["note", AGENT, "The certificate on the old server ran out on Thursday."],
    ["reply", AGENT, "We have found it and are renewing a certificate."],
  ] as const
).map(([verb, by, text], index) => ({
  id: index + 1,
  verb,
  by,
  text,
  at: `2026-11-21T10:${15 + index}:00.000Z`,
}));

export const AGENTS: readonly Person[] = [AGENT, { id: "u3", name: "Bo Chen" }, CASE.asker];

export const view = (rest: Partial<DiagnosisView> = {}): DiagnosisView => ({
  explanation: diagnosed(),
  caseId: "c-5f1d7a",
  helpdesk: "available",
  ...rest,
});
