import assert from "node:assert/strict";
import { readConfig } from "../../src/config.js";
import { ConfigError, type Environment } from "../../src/config/source.js";
import { LOOPBACK_NETWORKS } from "../../src/mail/network.js";

const LEAST = {
  MAIL_LISTEN: "2525",
  MAIL_ADDRESS: "ndr-bot@contoso.example",
  MAIL_RELAY: "smtp://mail.contoso.example",
};

const read = (env: Environment) => readConfig({ ...LEAST, ...env }).mail;

function problemsOf(env: Environment): readonly string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("readMailSettings", () => {
  it("is off while MAIL_LISTEN is not set, whatever else is", () => {
    assert.equal(readConfig({ MAIL_ADDRESS: "no address", MAIL_RELAY: "x" }).mail, undefined);
  });

  it("needs three variables, and trusts nobody but this machine", () => {
    assert.deepEqual(read({}), {
      host: "127.0.0.1",
      port: 2525,
      self: { localPart: "ndr-bot", domain: "contoso.example" },
      domains: ["contoso.example"],
      allowFrom: LOOPBACK_NETWORKS,
      tls: undefined,
      relay: { host: "mail.contoso.example", port: 25, isTlsFromStart: false, login: undefined },
      perMinute: 120,
      answersPerHour: 20,
      helpdesk: undefined,
    });
  });

  it("reads what is set", () => {
    assert.deepEqual(
      read({
        MAIL_LISTEN: "[::1]:25",
        MAIL_DOMAINS: "Contoso.example, m\u00fcller.example",
        MAIL_ALLOW_FROM: "192.0.2.0/24,2001:db8::5",
        MAIL_TLS_CERT: "/etc/tls/chain.pem",
        MAIL_TLS_KEY: "/etc/tls/key.pem",
        MAIL_REQUIRE_TLS: "On",
        MAIL_RELAY: "smtps://[2001:db8::6]:4650/",
        MAIL_RELAY_USER: "ndr-bot",
        MAIL_RELAY_PASSWORD: "s3cret",
        MAIL_PER_MINUTE: "600",
        MAIL_ANSWERS_PER_HOUR: "5",
        MAIL_HELPDESK: "Call 1234.",
      }),
      {
        host: "::1",
        port: 25,
        self: { localPart: "ndr-bot", domain: "contoso.example" },
        domains: ["contoso.example", "xn--mller-kva.example"],
        allowFrom: [
          { address: "192.0.2.0", prefix: 24, family: "ipv4" },
          { address: "2001:db8::5", prefix: 128, family: "ipv6" },
        ],
        tls: {
          certFile: "/etc/tls/chain.pem",
          keyFile: "/etc/tls/key.pem",
          isRequired: true,
        },
        relay: {
          host: "2001:db8::6",
          port: 4650,
          isTlsFromStart: true,
          login: { user: "ndr-bot", password: "s3cret" },
        },
        perMinute: 600,
        answersPerHour: 5,
        helpdesk: "Call 1234.",
      },
    );
  });

  it("names every problem at once", () => {
    const problems = problemsOf({ MAIL_ADDRESS: "", MAIL_RELAY: "", MAIL_ALLOW_FROM: "mail" });
    assert.deepEqual(
      problems.map((problem) => problem.split(" ", 1)[0]),
      ["MAIL_ADDRESS", "MAIL_ALLOW_FROM", "MAIL_RELAY"],
    );
  });

  const WRONG: readonly (readonly [Environment, RegExp])[] = [
    [{ MAIL_LISTEN: "0" }, /^MAIL_LISTEN must be a port .*but is "0"$/],
    [{ MAIL_LISTEN: "70000" }, /^MAIL_LISTEN/],
    [{ MAIL_LISTEN: "::1:25" }, /^MAIL_LISTEN/],
    [{ MAIL_LISTEN: "[127.0.0.1]:25" }, /^MAIL_LISTEN/],
    [{ MAIL_LISTEN: "on" }, /^MAIL_LISTEN/],
    [{ MAIL_ADDRESS: "ndr-bot" }, /^MAIL_ADDRESS must be a mail address .*but is "ndr-bot"$/],
    [{ MAIL_ADDRESS: "ndr bot@contoso.example" }, /^MAIL_ADDRESS/],
    [{ MAIL_DOMAINS: "contoso.example, *.fabrikam.example" }, /^MAIL_DOMAINS .*fabrikam/],
    [{ MAIL_DOMAINS: "example" }, /^MAIL_DOMAINS/],
    [{ MAIL_ALLOW_FROM: "192.0.2.0/40" }, /^MAIL_ALLOW_FROM .*"192.0.2.0\/40"$/],
    [{ MAIL_TLS_CERT: "chain.pem" }, /^MAIL_TLS_KEY is not set/],
    [{ MAIL_TLS_KEY: "key.pem" }, /^MAIL_TLS_CERT is not set/],
    [{ MAIL_REQUIRE_TLS: "yes" }, /^MAIL_REQUIRE_TLS must be on or off, but is "yes"$/],
    [{ MAIL_RELAY: "mail.contoso.example" }, /^MAIL_RELAY must be smtp:\/\/HOST:PORT/],
    [{ MAIL_RELAY: "http://mail.contoso.example" }, /^MAIL_RELAY must be/],
    [{ MAIL_RELAY: "smtp://mail.contoso.example/path" }, /^MAIL_RELAY must be/],
    [{ MAIL_RELAY: "smtp://mail%0d%0a:25" }, /^MAIL_RELAY must be/],
    [{ MAIL_RELAY_USER: "ndr-bot" }, /^MAIL_RELAY_PASSWORD is not set/],
    [{ MAIL_RELAY_PASSWORD: "s3cret" }, /^MAIL_RELAY_USER is not set/],
    [{ MAIL_PER_MINUTE: "-1" }, /^MAIL_PER_MINUTE must be 1-100000/],
    [{ MAIL_ANSWERS_PER_HOUR: "many" }, /^MAIL_ANSWERS_PER_HOUR must be 1-100000/],
    [{ MAIL_HELPDESK: "x".repeat(201) }, /^MAIL_HELPDESK must be one sentence/],
    [{ MAIL_HELPDESK: "Call\r\n1234" }, /^MAIL_HELPDESK must be one sentence/],
  ];
  for (const [env, problem] of WRONG)
    it(`refuses ${JSON.stringify(env).slice(0, 60)}`, () => {
      const problems = problemsOf(env);
      assert.equal(problems.length, 1, problems.join("; "));
      assert.match(problems[0] ?? "", problem);
    });

  it("wants both files where TLS is required", () => {
    assert.equal(problemsOf({ MAIL_REQUIRE_TLS: "on" }).length, 2);
  });

  for (const url of ["smtp://ndr-bot:s3cret@mail.contoso.example", "imap://s3cret@mail"])
    it("never quotes a relay that may hold a password", () => {
      const [problem = ""] = problemsOf({ MAIL_RELAY: url });
      assert.match(problem, /^MAIL_RELAY must/);
      assert.doesNotMatch(problem, /s3cret/);
    });
});
