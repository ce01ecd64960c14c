import assert from "node:assert/strict";
import { explainAsJson, run } from "../fakes/terminal.js";

const BOUNCES = "test/fixtures/bounces";
const NOT_BOUNCES = "test/fixtures/not-bounces";
const CERTIFICATE = `${BOUNCES}/exchange-5.7.64-certificate-changed.txt`;
const TWO_RECIPIENTS = `${BOUNCES}/postfix-5.1.1-two-recipients.eml`;
const DELAY = `${NOT_BOUNCES}/delay-exchange.txt`;

type Line = Readonly<Record<string, unknown>>;
const one = async (file: string, stdin?: string): Promise<Line> =>
  (await explainAsJson([file], stdin === undefined ? {} : { stdin }))[0]!;
const fieldsOf = (value: unknown) => Object.keys(value as object);
const listIn = (line: Line, name: string) => line[name] as readonly Line[];

/** A contract: scripts, bug reports and the corpus read it. Fields are added, never renamed. */
describe("explain --json", () => {
  const FIELDS = ["source", "kind", "says", "looksLike", "ndr", "diagnoses", "general"];
  const KINDS: Readonly<Record<string, string>> = {
    [CERTIFICATE]: "diagnosed",
    [DELAY]: "delayed",
    [`${NOT_BOUNCES}/hello.txt`]: "not-an-ndr",
    "no-such-file.eml": "unreadable",
  };

  for (const [file, kind] of Object.entries(KINDS))
    it(`has every field for what is ${kind}`, async () => {
      const line = await one(file);
      assert.equal(line["kind"], kind);
      for (const field of FIELDS)
        assert.equal(fieldsOf(line).includes(field), true, `${field} is missing`);
    });

  it("names the source as it was given", async () => {
    assert.equal((await one(`./${CERTIFICATE}`))["source"], `./${CERTIFICATE}`);
    assert.equal((await one("-", "hello"))["source"], "-");
  });

  it("says it in one sentence for a person, whatever it is", async () => {
    for (const file of Object.keys(KINDS)) {
      const { says } = await one(file);
      assert.match(String(says), /^[^\n]{10,400}\.$/, file);
    }
  });

  describe("ndr", () => {
    it("is the evidence, null where the bounce does not say", async () => {
      const { ndr } = await one(CERTIFICATE);
      assert.deepEqual(ndr, {
        parsedBy: "exchange",
        reportingMta: "ex2019-01.contoso.example",
        sender: "jonas.weber@contoso.example",
        subject: "Offer for the spring campaign",
        messageId: "6f0c2b7a91d24d0ea1@ex2019-01.contoso.example",
        arrivalDate: "2026-11-20T08:14:01.000Z",
        recipients: [
          {
            finalRecipient: "maria.okafor@fabrikam.example",
            originalRecipient: null,
            action: null,
            status: "5.7.64",
            replyCode: "550",
            diagnosticCode:
              "550 5.7.64 TenantAttribution; Relay Access Denied SMTP [VE1EUR02FT043.eop-EUR02.prod.protection.outlook.com]",
            remoteMta: "contoso-example.mail.protection.outlook.com",
          },
        ],
        hops: [
          {
            from: "ex2019-01.contoso.example",
            ip: "192.0.2.10",
            by: "ex2019-01.contoso.example",
            protocol: "Microsoft SMTP Server",
            at: "2026-11-20T08:14:02.000Z",
          },
        ],
        authorship: { from: "contoso.example", signedBy: [] },
        addressees: 1,
      });
    });

    it("has every field, also where there is only a line", async () => {
      const ndr = (await one("-", "550 5.4.1 Relay Access Denied"))["ndr"] as Line;
      for (const field of ["reportingMta", "sender", "subject", "messageId", "arrivalDate"])
        assert.equal(ndr[field], null, field);
      const [recipient] = listIn(ndr, "recipients");
      for (const field of ["finalRecipient", "originalRecipient", "remoteMta"])
        assert.equal(recipient![field], null, field);
      assert.deepEqual([recipient!["status"], recipient!["replyCode"]], ["5.4.1", "550"]);
    });

    it("lists every recipient of a delivery-status part", async () => {
      const ndr = (await one(TWO_RECIPIENTS))["ndr"] as Line;
      assert.equal(ndr["parsedBy"], "delivery-status");
      assert.equal(listIn(ndr, "recipients").length, 2);
      for (const recipient of listIn(ndr, "recipients")) {
        assert.equal(recipient["action"], "failed");
        assert.match(String(recipient["finalRecipient"]), /@/);
      }
    });

    it("is null where there is none", async () => {
      for (const file of [`${NOT_BOUNCES}/hello.txt`, "no-such-file.eml"])
        assert.equal((await one(file))["ndr"], null);
    });
  });

  describe("diagnoses", () => {
    it("name the article, best first, and why", async () => {
      const [best] = listIn(await one(CERTIFICATE), "diagnoses");
      assert.deepEqual(
        [best!["article"], best!["confidence"], best!["whoCanFix"]],
        ["connector-does-not-match-server", "certain", "sender-admin"],
      );
      assert.match(String(best!["title"]), /no longer recognises/);
      assert.match(String(best!["source"]), /^https:\/\//);
      for (const reason of listIn(best!, "reasons")) {
        assert.deepEqual(
          [typeof reason["signal"], typeof reason["points"], typeof reason["says"]],
          ["string", "number", "string"],
        );
      }
    });

    it("quote as evidence what stands in the mail", async () => {
      const line = "550 5.7.64 Relay Access Denied ATTR36";
      const [best] = listIn(await one("-", line), "diagnoses");
      for (const { evidence } of listIn(best!, "reasons"))
        assert.equal(line.toLowerCase().includes(String(evidence).toLowerCase()), true);
    });

    it("are several and none certain where the code alone does not decide", async () => {
      const diagnoses = listIn(await one("-", "550 5.7.1 not allowed"), "diagnoses");
      assert.equal(diagnoses.length > 1, true);
      for (const { confidence } of diagnoses) assert.notEqual(confidence, "certain");
    });

    it("are none where nothing fits; then `general` says what the code means", async () => {
      const line = await one("-", "550 5.6.77 nobody knows why");
      assert.equal(line["kind"], "undiagnosed");
      assert.deepEqual(line["diagnoses"], []);
      assert.match(String(line["general"]), /attachments/);
    });
  });

  describe("looksLike", () => {
    const looks: Readonly<Record<string, string>> = {
      "hello.txt": "plain talk",
      "imitation.txt": "suspicious imitation",
      "out-of-office.eml": "auto-reply",
      "read-receipt.eml": "read receipt",
      "success-report.eml": "delivery receipt",
    };
    for (const [file, expected] of Object.entries(looks))
      it(`is "${expected}" for ${file}`, async () => {
        const line = await one(`${NOT_BOUNCES}/${file}`);
        assert.deepEqual([line["kind"], line["looksLike"]], ["not-an-ndr", expected]);
      });

    it("is null for a bounce", async () => {
      assert.equal((await one(CERTIFICATE))["looksLike"], null);
    });
  });

  it("prints one line per input, in the order given, also when some cannot be read", async () => {
    const files = ["missing.eml", CERTIFICATE, "-", DELAY, CERTIFICATE];
    const lines = await explainAsJson(files, { stdin: "hello" });
    assert.deepEqual(
      lines.map(({ source, kind }) => [source, kind]),
      [
        ["missing.eml", "unreadable"],
        [CERTIFICATE, "diagnosed"],
        ["-", "not-an-ndr"],
        [DELAY, "delayed"],
        [CERTIFICATE, "diagnosed"],
      ],
    );
  });

  it("is plain JSON, however colourful the terminal", async () => {
    const plain = await run(["explain", "--json", CERTIFICATE]);
    const colourful = await run(["explain", "--json", CERTIFICATE], {
      isTTY: true,
      env: { FORCE_COLOR: "1" },
    });
    assert.equal(colourful.stdout, plain.stdout);
  });

  it("takes its option before or after the files", async () => {
    const after = await run(["explain", CERTIFICATE, "--json"]);
    assert.equal(after.stdout, (await run(["explain", "--json", CERTIFICATE])).stdout);
  });
});
