import assert from "node:assert/strict";
import { readConfig } from "../../src/config.js";
import { ConfigError, type Environment } from "../../src/config/source.js";

const WEBHOOK = {
  WEBHOOK_URL: "https://tickets.contoso.example/hook?key=1",
  WEBHOOK_SECRET: "0123456789abcdef",
};
const MAIL = {
  TICKET_MAIL_TO: "helpdesk@contoso.example",
  MAIL_ADDRESS: "ndr-bot@contoso.example",
  MAIL_RELAY: "smtp://mail.contoso.example",
};

function problemsOf(env: Environment): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("readSinks", () => {
  it("has none unless it is told", () => {
    const { sinks } = readConfig({ MAIL_ADDRESS: MAIL.MAIL_ADDRESS, MAIL_RELAY: MAIL.MAIL_RELAY });
    assert.deepEqual(sinks, { webhook: undefined, mail: undefined });
  });

  it("reads both ways, and takes no mail for it", () => {
    const { sinks, mail } = readConfig({ ...WEBHOOK, ...MAIL });
    assert.deepEqual(sinks, {
      webhook: {
        url: new URL(WEBHOOK.WEBHOOK_URL),
        secret: WEBHOOK.WEBHOOK_SECRET,
        isPrivateAllowed: false,
      },
      mail: {
        to: { localPart: "helpdesk", domain: "contoso.example" },
        self: { localPart: "ndr-bot", domain: "contoso.example" },
        relay: { host: "mail.contoso.example", port: 25, isTlsFromStart: false, login: undefined },
      },
    });
    assert.equal(mail, undefined);
  });

  for (const url of [
    "http://tickets.contoso.example/hook",
    "https://localhost/hook",
    "https://127.0.0.1/hook",
    "https://10.0.0.1/hook",
    "https://[::1]/hook",
    "https://2130706433/hook",
  ])
    it(`takes ${url} only when private addresses are allowed`, () => {
      const env = { ...WEBHOOK, WEBHOOK_URL: url };
      assert.match(problemsOf(env).join(), /^WEBHOOK_URL must be https and lead to a public/);
      assert.deepEqual(problemsOf({ ...env, WEBHOOK_ALLOW_PRIVATE: "on" }), []);
    });

  for (const [what, env, problem] of [
    ["no secret", { WEBHOOK_SECRET: "" }, /^WEBHOOK_SECRET is not set/],
    [
      "a short secret",
      { WEBHOOK_SECRET: "0123456789abcde" },
      /^WEBHOOK_SECRET must have at least 16/,
    ],
    ["no URL", { WEBHOOK_URL: "" }, /^WEBHOOK_URL is not set, but WEBHOOK_SECRET is$/],
    ["no address", { WEBHOOK_URL: "hook" }, /^WEBHOOK_URL must be https:/],
    ["a file", { WEBHOOK_URL: "file:///etc/passwd" }, /^WEBHOOK_URL must be https:/],
    ["a password", { WEBHOOK_URL: "https://a:s3cret@b.example/" }, /^WEBHOOK_URL must be https:/],
    ["an odd switch", { WEBHOOK_ALLOW_PRIVATE: "yes" }, /^WEBHOOK_ALLOW_PRIVATE must be on or off/],
  ] as const)
    it(`refuses ${what} for the webhook, and quotes neither URL nor secret`, () => {
      const problems = problemsOf({ ...WEBHOOK, ...env });
      assert.equal(problems.length, 1);
      assert.match(problems.join(), problem);
      assert.doesNotMatch(problems.join(), /0123|s3cret|passwd/);
    });

  for (const [what, env, problem] of [
    ["no relay", { MAIL_RELAY: "" }, /^MAIL_RELAY is not set/],
    ["no address of its own", { MAIL_ADDRESS: "" }, /^MAIL_ADDRESS is not set/],
    ["no address to write to", { TICKET_MAIL_TO: "helpdesk" }, /^TICKET_MAIL_TO must be a mail/],
    ["two addresses", { TICKET_MAIL_TO: "a@b.example,c@d.example" }, /^TICKET_MAIL_TO must be a/],
    ["itself", { TICKET_MAIL_TO: "NDR-bot@contoso.example" }, /^TICKET_MAIL_TO must not be MAIL/],
  ] as const)
    it(`refuses ${what} for mail`, () => {
      assert.match(problemsOf({ ...MAIL, ...env }).join(), problem);
    });

  it("says once what both ways of mail miss", () => {
    const problems = problemsOf({ ...MAIL, MAIL_RELAY: "", MAIL_LISTEN: "2525" });
    assert.equal(problems.length, 1);
  });
});
