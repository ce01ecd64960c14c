import assert from "node:assert/strict";
import { findSide } from "../../src/advice/side.js";
import type { Organisation } from "../../src/advice/organisation.js";
import type { WhoCanFix } from "../../src/knowledge/article.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import { code, TENANT_ATTRIBUTION } from "../cards/example-articles.js";
import { RELAY } from "../cards/examples.js";

interface Bounce {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string | undefined;
  readonly reporter?: string;
  readonly says?: string;
  readonly status?: string;
  readonly who?: WhoCanFix;
}

const NOBODY: Organisation = { ownDomains: [] };
const CONTOSO: Organisation = { ownDomains: ["contoso.example", "xn--mnchen-3ya.example"] };
const FABRIKAM: Organisation = { ownDomains: ["fabrikam.example"] };
const RANGES: Organisation = { ownDomains: [], isOwnAddress: (ip) => ip === "192.0.2.7" };

function sideOf(bounce: Bounce, organisation: Organisation) {
  const { from = "kim@contoso.example", to = "anna@fabrikam.example", who } = bounce;
  const ndr: Ndr = {
    parsedBy: "delivery-status",
    sender: from,
    reportingMta: bounce.reporter ?? "out.contoso.example",
    recipients: [
      {
        finalRecipient: to,
        action: "failed",
        status: code(bounce.status ?? "5.7.1"),
        diagnosticCode: bounce.says ?? "550 5.7.1 message refused",
        remoteMta: bounce.by,
      },
    ],
    humanLines: [],
  };
  const diagnoses = who
    ? [{ ...RELAY, confidence: "certain" as const, article: { ...TENANT_ATTRIBUTION, who } }]
    : [];
  return findSide(diagnoses, ndr, organisation);
}

const DOOR = "fabrikam-example.mail.protection.outlook.com";
const INSIDE = "AM0PR08MB3045.eurprd08.prod.outlook.com";
const FRONT = "DB3FT022.mail.protection.outlook.com";
const MICROSOFTS = "550 5.7.708 Access denied, traffic not accepted from this IP (AS7230)";

describe("findSide", () => {
  const TABLE: readonly (readonly [
    what: string,
    bounce: Bounce,
    organisation: Organisation,
    side: "yours" | "theirs" | "microsoft" | undefined,
  ])[] = [
    ["the recipient's server", { by: "mx.fabrikam.example" }, NOBODY, "theirs"],
    ["it, asked by them", { by: "mx.fabrikam.example" }, FABRIKAM, "yours"],
    ["a gateway for them", { by: "mx1.filter.example" }, CONTOSO, "theirs"],
    ["the sender's own server", { by: "gate.contoso.example" }, CONTOSO, "yours"],
    ["the sender's server, while nobody has said", { by: "gate.contoso.example" }, NOBODY, "yours"],
    ["a domain written in letters of its own", { by: "mx.münchen.example" }, CONTOSO, "yours"],
    ["an address of the organisation", { by: "[192.0.2.7]" }, RANGES, "yours"],
    ["a name that begins like one", { by: "192.0.2.7.evil.example" }, RANGES, "theirs"],
    ["what would be own as a URL", { by: "contoso.example/.evil.example" }, CONTOSO, "theirs"],
    ["an address of nobody's", { by: "[192.0.2.8]" }, RANGES, "theirs"],
    ["a look-alike of the own domain", { by: "mx.evilcontoso.example" }, CONTOSO, "theirs"],
    [
      "somebody's relay",
      { by: "smtp.isp.example", says: "554 5.7.1 Relay access denied" },
      NOBODY,
      undefined,
    ],
    ["the reporting server itself", { says: "message content is not allowed" }, NOBODY, "yours"],
    ["a server whose reply the organisation's own repeats", {}, CONTOSO, undefined],
    [
      "the own server, whose rule it was",
      { says: "550 5.7.1 TRANSPORT.RULES.RejectMessage; rejected by policy" },
      CONTOSO,
      "yours",
    ],
    [
      "the recipient's directory, repeated by the own server",
      { says: "550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found" },
      CONTOSO,
      "theirs",
    ],
    [
      "whom Postfix names in its words",
      { says: "host mx.fabrikam.example[192.0.2.7] said: 550 refused" },
      CONTOSO,
      "theirs",
    ],
    [
      "whom GMX names in its words",
      { says: "SMTP error after RCPT: host: mx.fabrikam.example 5.1.1 <a@b.example> unknown" },
      CONTOSO,
      "theirs",
    ],
    [
      "the sender's own limit, though it stands beside the recipients' words",
      { says: "550 5.2.3 RESOLVER.RST.SendSizeLimit.Sender; too large", reporter: INSIDE },
      CONTOSO,
      undefined,
    ],
    [
      "a reporting server of nobody's",
      { reporter: "relay.isp.example", says: "message content is not allowed" },
      NOBODY,
      undefined,
    ],
    [
      "Microsoft's door of the recipient",
      { by: DOOR, says: "550 5.7.1 refused (AS780090)" },
      NOBODY,
      "theirs",
    ],
    ["it, asked by them", { by: DOOR, says: "550 5.7.1 refused (AS780090)" }, FABRIKAM, "yours"],
    [
      "Microsoft's door of the sender",
      { by: "contoso-example.b-v1.mx.microsoft", says: "550 5.7.64 TenantAttribution" },
      NOBODY,
      "yours",
    ],
    [
      "the recipient's directory at Microsoft",
      { by: INSIDE, says: "550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found" },
      NOBODY,
      "theirs",
    ],
    [
      "the organisation's directory at Microsoft",
      {
        by: INSIDE,
        from: "bob@contoso.example",
        to: "all@contoso.example",
        says: "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized",
      },
      NOBODY,
      "yours",
    ],
    [
      "Microsoft, where it is theirs to lift",
      { by: DOOR, says: MICROSOFTS, who: "microsoft" },
      CONTOSO,
      "microsoft",
    ],
    [
      "Microsoft's ban of an address",
      {
        by: DOOR,
        says: "550 5.7.606 Access denied, banned sending IP [192.0.2.1]",
        status: "5.7.606",
        who: "sender-admin",
      },
      CONTOSO,
      "microsoft",
    ],
    [
      "a code of another system's that looks like one",
      { by: "mx.fabrikam.example", status: "5.7.606" },
      CONTOSO,
      "theirs",
    ],
    [
      "Microsoft's free mail",
      { by: INSIDE, to: "a@hotmail.co.uk", says: MICROSOFTS },
      CONTOSO,
      "microsoft",
    ],
    [
      "a machine of Microsoft's that serves everybody",
      { by: INSIDE, says: MICROSOFTS },
      CONTOSO,
      undefined,
    ],
    [
      "it, by whose settings they are",
      { by: INSIDE, says: MICROSOFTS, who: "sender-admin" },
      CONTOSO,
      "yours",
    ],
    [
      "a door of Microsoft's that may be any customer's, though the sender has to act",
      { by: FRONT, says: "550 5.7.606 Access denied, banned sending IP", who: "sender-admin" },
      CONTOSO,
      undefined,
    ],
    [
      "the customer's own door, which takes it for a stranger",
      { by: FRONT, says: "550 5.7.64 TenantAttribution; Relay", who: "sender-admin" },
      NOBODY,
      "yours",
    ],
    [
      "where programs of the sender hand mail over",
      { by: "smtp.office365.com", says: "554 5.2.252 SendAsDenied", who: "sender-admin" },
      NOBODY,
      "yours",
    ],
    [
      "the door of Microsoft's free mail",
      { by: "outlook-com.olc.protection.outlook.com", says: "550 5.7.1", who: "sender-admin" },
      CONTOSO,
      "microsoft",
    ],
    [
      "nobody: none could be reached",
      { by: "mx.fabrikam.example", says: "connection timed out", status: "4.4.1" },
      CONTOSO,
      undefined,
    ],
  ];
  for (const [what, bounce, organisation, side] of TABLE) {
    it(`${what} is ${side ?? "not known"} (${organisation.ownDomains[0] ?? "no domain named"})`, () => {
      assert.equal(sideOf(bounce, organisation), side);
    });
  }
});
