import assert from "node:assert/strict";
import { getServers } from "node:dns";
import { readFileSync } from "node:fs";
import { delimiter } from "node:path";

import { readConfig } from "../src/config.js";
import { TEAMS_FILE_HOSTS } from "../src/download/file-hosts.js";
import { DEFAULT_LIMITS } from "../src/intake/limits.js";
import { ConfigError, type Environment } from "../src/config/source.js";
import { BUILT_IN_KNOWLEDGE } from "../src/knowledge/knowledge-base.js";

const APP_ID = "11111111-2222-3333-4444-555555555555";
const TENANT_ID = "66666666-7777-8888-9999-000000000000";
const SINGLE_TENANT = {
  MicrosoftAppType: "SingleTenant",
  MicrosoftAppId: APP_ID,
  MicrosoftAppPassword: "s3cret",
  MicrosoftAppTenantId: TENANT_ID,
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

describe("readConfig", () => {
  it("needs nothing on one's own machine", () => {
    assert.deepEqual(readConfig({}), {
      host: "127.0.0.1",
      port: 3978,
      credentials: undefined,
      databaseUrl: "sqlite:data/ndr-bot.db",
      databaseConnections: 10,
      teamsPercent: 75,
      knowledgeFolders: [BUILT_IN_KNOWLEDGE],
      limits: DEFAULT_LIMITS,
      incidents: { people: 5, windowMinutes: 60, quietHours: 24 },
      ticketsPerHour: 20,
      organisation: { ownDomains: [], isOwnAddress: undefined },
      checks: readConfig({}).checks,
      mail: undefined,
      sinks: { webhook: undefined, mail: undefined },
      fileHosts: TEAMS_FILE_HOSTS,
      pictureLanguages: ["eng"],
      upkeep: {
        reminders: {
          afterMinutes: 30,
          hours: { shifts: [{ days: [1, 2, 3, 4, 5], from: 480, to: 1080 }], zone: "UTC" },
        },
        retention: { caseDays: 30, ticketDays: 365 },
      },
      logLevel: "info",
    });
  });

  it("reads when the helpdesk is reminded, and how long things are kept", () => {
    const { upkeep } = readConfig({
      REMIND_AFTER_MINUTES: "45",
      WORKING_HOURS: "Mon-Thu 09:00-17:00, Fri 09:00-13:00 Europe/Berlin",
      RETENTION_DAYS: "0",
      TICKET_RETENTION_DAYS: "90",
    });
    assert.equal(upkeep.reminders?.afterMinutes, 45);
    assert.equal(upkeep.reminders.hours.shifts.length, 2);
    assert.deepEqual(upkeep.retention, { caseDays: 0, ticketDays: 90 });
    assert.equal(readConfig({ REMIND_AFTER_MINUTES: "0" }).upkeep.reminders, undefined);
  });

  for (const [name, text, says] of [
    ["REMIND_AFTER_MINUTES", "soon", /whole number from 0 to 10000, but is "soon"/],
    ["RETENTION_DAYS", "-1", /whole number from 0 to 36500/],
    ["TICKET_RETENTION_DAYS", "1.5", /whole number/],
    ["WORKING_HOURS", "nine to five", /must look like Mon-Fri 08:00-18:00 Europe\/Berlin/],
    ["WORKING_HOURS", "Mon-Fri 08:00-18:00 Berlin", /must end with a time zone/],
  ] as const)
    it(`complains about ${name}=${text}`, () => {
      const [problem, ...others] = problemsOf({ [name]: text });
      assert.match(problem ?? "", says);
      assert.deepEqual(others, []);
    });

  it("takes empty variables for absent ones, as .env files have them", () => {
    assert.deepEqual(readConfig({ PORT: "", HOST: " ", MicrosoftAppId: "" }), readConfig({}));
  });

  it("reads what is set", () => {
    const config = readConfig({
      PORT: "80",
      HOST: "10.0.0.1",
      ...SINGLE_TENANT,
      DATABASE_URL: "sqlite:/var/lib/ndr-bot.db",
      DATABASE_CONNECTIONS: "20",
      TEAMS_LIMIT_PERCENT: "50",
      TICKETS_PER_HOUR: "7",
      DNS_SERVERS: "192.0.2.53, 192.0.2.54:5353,[2001:db8::53]:53",
      ORG_DOMAINS: "Contoso.Example, bücher.example",
      DNS_BLOCK_LISTS: "Zen.Spamhaus.org., bl.spamcop.net,,bl.spamcop.net",
      KNOWLEDGE_PATH: ["ours", "theirs"].join(delimiter),
      FILE_HOSTS: "files.contoso.example, default",
      MAX_FILE_MB: "2",
      MAX_READ_SECONDS: "3",
      PICTURE_LANGUAGES: "eng, deu",
      LOG_LEVEL: "debug",
    });
    assert.deepEqual(config, {
      host: "10.0.0.1",
      port: 80,
      credentials: {
        kind: "SingleTenant",
        appId: APP_ID,
        tenantId: TENANT_ID,
        password: "s3cret",
      },
      databaseUrl: "sqlite:/var/lib/ndr-bot.db",
      databaseConnections: 20,
      teamsPercent: 50,
      knowledgeFolders: [
        BUILT_IN_KNOWLEDGE,
        { folder: "ours", origin: "ours" },
        { folder: "theirs", origin: "theirs" },
      ],
      limits: { ...DEFAULT_LIMITS, file: 2 * 1024 * 1024, timeMs: 3000 },
      incidents: { people: 5, windowMinutes: 60, quietHours: 24 },
      ticketsPerHour: 7,
      organisation: {
        ownDomains: ["contoso.example", "xn--bcher-kva.example"],
        isOwnAddress: undefined,
      },
      checks: {
        servers: [
          { address: "192.0.2.53", port: 53 },
          { address: "192.0.2.54", port: 5353 },
          { address: "2001:db8::53", port: 53 },
        ],
        blockLists: ["zen.spamhaus.org", "bl.spamcop.net"],
      },
      mail: undefined,
      sinks: { webhook: undefined, mail: undefined },
      fileHosts: {
        names: ["files.contoso.example", ...TEAMS_FILE_HOSTS.names],
        loopback: [],
      },
      pictureLanguages: ["eng", "deu"],
      upkeep: readConfig({}).upkeep,
      logLevel: "debug",
    });
  });

  it("looks nothing up where it is told so, and asks the machine's own resolvers unless told whom", () => {
    assert.equal(readConfig({ CHECKS: "off" }).checks, undefined);
    assert.equal(readConfig({ CHECKS: "On" }).checks?.servers.length, getServers().length);
    assert.deepEqual(readConfig({ CHECKS: "off" }).organisation.ownDomains, []);
  });

  it("knows the organisation's addresses", () => {
    const { organisation } = readConfig({
      ORG_IP_RANGES: "192.0.2.0/24, 198.51.100.7,2001:db8::/32",
    });
    const own = ["192.0.2.255", "198.51.100.7", "2001:db8::1"];
    const others = ["192.0.3.1", "198.51.100.8", "2001:db9::1"];
    assert.deepEqual(
      [...own, ...others].filter((ip) => organisation.isOwnAddress?.(ip)),
      own,
    );
  });

  for (const [name, value, says] of [
    ["CHECKS", "maybe", /^CHECKS must be on or off, but is "maybe"$/],
    ["DNS_SERVERS", "dns.example", /^DNS_SERVERS must hold addresses/],
    ["DNS_SERVERS", "192.0.2.1:0", /^DNS_SERVERS must hold addresses/],
    ["DNS_SERVERS", "192.0.2.1:70000", /^DNS_SERVERS must hold addresses/],
    [
      "ORG_DOMAINS",
      "contoso.example, not a name",
      /^ORG_DOMAINS must hold domains .* "not a name"$/,
    ],
    ["ORG_DOMAINS", "localhost", /^ORG_DOMAINS must hold domains/],
    [
      "DNS_BLOCK_LISTS",
      "bl.spamcop.net, s3cret zen.dq.spamhaus.net",
      /^DNS_BLOCK_LISTS must hold zones such as zen\.spamhaus\.org, bl\.spamcop\.net with commas between, but number 2 is none$/,
    ],
    ["DNS_BLOCK_LISTS", "192.0.2.1", /^DNS_BLOCK_LISTS must hold zones .* number 1 is none$/],
    ["DNS_BLOCK_LISTS", "https://zen.spamhaus.org/", /^DNS_BLOCK_LISTS must hold zones/],
    ["ORG_IP_RANGES", "192.0.2.0/33", /^ORG_IP_RANGES must hold addresses/],
    ["ORG_IP_RANGES", "contoso.example", /^ORG_IP_RANGES must hold addresses/],
    ["ORG_IP_RANGES", "2001:db8::/129", /^ORG_IP_RANGES must hold addresses/],
  ] as const)
    it(`refuses ${name}=${value}`, () => {
      const problems = problemsOf({ [name]: value });
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", says);
    });

  for (const [name, value] of [
    ["MAX_FILE_MB", "0"],
    ["MAX_FILE_MB", "26"],
    ["MAX_TEXT_KB", "200 KB"],
    ["MAX_FILES", "1.5"],
    ["INCIDENT_WINDOW_MINUTES", "0"],
    ["INCIDENT_QUIET_HOURS", "ten"],
    ["MAX_NESTING", "-1"],
    ["MAX_READ_SECONDS", "1e3"],
    ["DATABASE_CONNECTIONS", "101"],
    ["TEAMS_LIMIT_PERCENT", "0"],
  ] as const)
    it(`refuses ${name}=${value}`, () => {
      const [problem = "", ...others] = problemsOf({ [name]: value });
      assert.ok(problem.startsWith(`${name} must be a whole number from 1 to `), problem);
      assert.equal(others.length, 0, "one problem is one line");
    });

  it("knows incidents of nobody, which is never, and none of one", () => {
    assert.equal(readConfig({ INCIDENT_PEOPLE: "0" }).incidents.people, 0);
    assert.match(String(problemsOf({ INCIDENT_PEOPLE: "1" })), /at least 2/);
  });

  it("reads no pictures when told so", () => {
    assert.equal(readConfig({ PICTURES: "Off" }).pictureLanguages, undefined);
  });

  it("refuses PICTURES that are neither on nor off", () => {
    assert.deepEqual(problemsOf({ PICTURES: "no" }), ['PICTURES must be on or off, but is "no"']);
  });

  for (const language of ["xyz", "../eng", "", "en"])
    it(`refuses a language of pictures that is not installed: ${JSON.stringify(language)}`, () => {
      const [problem = "", ...others] = problemsOf({ PICTURE_LANGUAGES: `eng,${language}` });
      assert.match(problem, /which is not installed: npm install @tesseract\.js-data/);
      assert.equal(others.length, 0, "one problem is one line");
    });

  it("leaves out the built-in articles when told to", () => {
    const { knowledgeFolders } = readConfig({ KNOWLEDGE_PATH: "ours", KNOWLEDGE_BUILT_IN: "Off" });
    assert.deepEqual(knowledgeFolders, [{ folder: "ours", origin: "ours" }]);
  });

  it("refuses to have no articles at all", () => {
    const problems = problemsOf({ KNOWLEDGE_BUILT_IN: "off", PORT: "0" });
    assert.equal(problems.length, 2);
    assert.match(problems[1]!, /^KNOWLEDGE_BUILT_IN is off, so KNOWLEDGE_PATH must name a folder/);
  });

  it("refuses a KNOWLEDGE_BUILT_IN that is neither on nor off", () => {
    assert.deepEqual(problemsOf({ KNOWLEDGE_BUILT_IN: "no" }), [
      'KNOWLEDGE_BUILT_IN must be on or off, but is "no"',
    ]);
  });

  it("listens everywhere with credentials", () => {
    assert.equal(readConfig(SINGLE_TENANT).host, "0.0.0.0");
  });

  it("takes a managed identity without a password", () => {
    const env = { ...SINGLE_TENANT, MicrosoftAppType: "UserAssignedMSI", MicrosoftAppPassword: "" };
    assert.deepEqual(readConfig(env).credentials, {
      kind: "UserAssignedMSI",
      appId: APP_ID,
      tenantId: TENANT_ID,
    });
  });

  it("takes a multi-tenant bot without a tenant", () => {
    const env = { ...SINGLE_TENANT, MicrosoftAppType: "multitenant", MicrosoftAppTenantId: "" };
    assert.deepEqual(readConfig(env).credentials, {
      kind: "MultiTenant",
      appId: APP_ID,
      password: "s3cret",
    });
  });

  it("names all problems at once", () => {
    const problems = problemsOf({
      PORT: "70000",
      HOST: "no host",
      MicrosoftAppType: "Private",
      MicrosoftAppPassword: "s3cret",
      DATABASE_URL: "mysql://bot:s3cret@db/ndr",
      LOG_LEVEL: "loud",
    });
    assert.deepEqual(
      problems.map((problem) => problem.split(" ")[0]),
      [
        "PORT",
        "MicrosoftAppType",
        "MicrosoftAppId",
        "MicrosoftAppTenantId",
        "HOST",
        "DATABASE_URL",
        "LOG_LEVEL",
      ],
    );
  });

  it("shows the problems as a list", () => {
    assert.equal(
      new ConfigError(["PORT is wrong", "HOST is wrong"]).message,
      "Cannot start. In .env or the environment:\n  - PORT is wrong\n  - HOST is wrong",
    );
  });

  for (const port of ["0", "65536", "-1", "80.5", "1e3", "http"]) {
    it(`refuses PORT ${port}`, () => {
      assert.deepEqual(problemsOf({ PORT: port }), [`PORT must be 1-65535, but is "${port}"`]);
    });
  }

  for (const host of ["127.0.0.1", "127.8.9.10", "::1", "localhost", "LOCALHOST"]) {
    it(`listens on ${host} without credentials`, () => {
      assert.equal(readConfig({ HOST: host }).host, host);
    });
  }

  for (const host of [
    "0.0.0.0",
    "::",
    "192.168.1.5",
    "fe80::1",
    "bot.example",
    "127.1",
    "128.0.0.1",
  ]) {
    it(`refuses ${host} without credentials`, () => {
      const problems = problemsOf({ HOST: host });
      assert.equal(problems.length, 1);
      assert.match(
        problems[0]!,
        /^HOST must be .* without app credentials, but is .*MicrosoftAppId/,
      );
    });
  }

  const half = [
    { without: "MicrosoftAppId", kind: "SingleTenant", where: /Application \(client\) ID/ },
    { without: "MicrosoftAppPassword", kind: "SingleTenant", where: /client secret's Value/ },
    { without: "MicrosoftAppTenantId", kind: "SingleTenant", where: /Directory \(tenant\) ID/ },
    { without: "MicrosoftAppPassword", kind: "MultiTenant", where: /client secret's Value/ },
  ];
  for (const { without, kind, where } of half) {
    it(`refuses ${kind} without ${without}, and says where to find it`, () => {
      const problems = problemsOf({ ...SINGLE_TENANT, MicrosoftAppType: kind, [without]: "" });
      assert.equal(problems.length, 1);
      assert.ok(problems[0]!.startsWith(`${without} is not set: `));
      assert.match(problems[0]!, where);
    });
  }

  it("refuses a managed identity without a tenant", () => {
    const problems = problemsOf({ MicrosoftAppType: "UserAssignedMSI", MicrosoftAppId: APP_ID });
    assert.equal(problems.length, 1);
    assert.match(problems[0]!, /^MicrosoftAppTenantId is not set/);
  });

  it("refuses a managed identity with a password", () => {
    const problems = problemsOf({ ...SINGLE_TENANT, MicrosoftAppType: "UserAssignedMSI" });
    assert.deepEqual(problems, [
      "MicrosoftAppPassword must be empty: a managed identity has no password",
    ]);
  });

  it("refuses an app id that is none", () => {
    const problems = problemsOf({ ...SINGLE_TENANT, MicrosoftAppId: "ndr-bot" });
    assert.equal(problems.length, 1);
    assert.match(problems[0]!, /^MicrosoftAppId must be a GUID/);
  });

  for (const url of [
    "mysql://bot:s3cret@db/ndr",
    "data/ndr-bot.db",
    "sqlite:",
    "sqlite://x.db",
    "postgres:ndr",
  ]) {
    it(`refuses DATABASE_URL ${url}`, () => {
      assert.equal(problemsOf({ DATABASE_URL: url }).length, 1);
    });
  }

  it("never quotes what may be a secret", () => {
    const secret = "s3cret-value";
    const names = [
      "MicrosoftAppId",
      "MicrosoftAppPassword",
      "MicrosoftAppTenantId",
      "DATABASE_URL",
    ];
    for (const name of names) {
      const problems = problemsOf({ [name]: secret, PORT: "0" });
      assert.ok(problems.length > 1);
      assert.ok(!problems.join().includes(secret), name);
    }
  });
});

describe("FILE_HOSTS", () => {
  const hostsOf = (value: string) => readConfig({ FILE_HOSTS: value }).fileHosts;

  it("replaces Teams' own hosts, which default stands for", () => {
    assert.deepEqual(hostsOf("a.example").names, ["a.example"]);
    assert.deepEqual(hostsOf("DEFAULT *.a.example").names, [
      ...TEAMS_FILE_HOSTS.names,
      "*.a.example",
    ]);
  });

  it("may name this machine without app credentials", () => {
    assert.deepEqual(hostsOf("http://127.0.0.1:5000/").loopback, ["http://127.0.0.1:5000"]);
  });

  it("may not with them", () => {
    const problems = problemsOf({ ...SINGLE_TENANT, FILE_HOSTS: "http://127.0.0.1:5000" });
    assert.match(problems.join(), /only without app credentials/);
  });

  for (const value of ["*", "*.com", "https://a.example", "http://10.0.0.1", "a.example/x"])
    it(`refuses ${value}`, () => {
      assert.match(problemsOf({ FILE_HOSTS: value }).join(), /^FILE_HOSTS must list host names/);
    });
});

describe(".env.example", () => {
  const example = readFileSync(".env.example", "utf8");
  const names = [...example.matchAll(/^#?([A-Za-z_]+)=/gm)].map(([, name]) => name);

  it("explains every variable", () => {
    assert.deepEqual(names.sort(), [
      "CHECKS",
      "DATABASE_CONNECTIONS",
      "DATABASE_URL",
      "DEVELOPER_NAME",
      "DNS_BLOCK_LISTS",
      "DNS_SERVERS",
      "FILE_HOSTS",
      "HOST",
      "INCIDENT_PEOPLE",
      "INCIDENT_QUIET_HOURS",
      "INCIDENT_WINDOW_MINUTES",
      "KNOWLEDGE_BUILT_IN",
      "KNOWLEDGE_PATH",
      "LOG_LEVEL",
      "MAIL_ADDRESS",
      "MAIL_ALLOW_FROM",
      "MAIL_ANSWERS_PER_HOUR",
      "MAIL_DOMAINS",
      "MAIL_HELPDESK",
      "MAIL_LISTEN",
      "MAIL_PER_MINUTE",
      "MAIL_RELAY",
      "MAIL_RELAY_PASSWORD",
      "MAIL_RELAY_USER",
      "MAIL_REQUIRE_TLS",
      "MAIL_TLS_CERT",
      "MAIL_TLS_KEY",
      "MAX_FILES",
      "MAX_FILE_MB",
      "MAX_NESTING",
      "MAX_READ_SECONDS",
      "MAX_TEXT_KB",
      "MicrosoftAppId",
      "MicrosoftAppPassword",
      "MicrosoftAppTenantId",
      "MicrosoftAppType",
      "ORG_DOMAINS",
      "ORG_IP_RANGES",
      "PICTURES",
      "PICTURE_LANGUAGES",
      "PORT",
      "PRIVACY_URL",
      "REMIND_AFTER_MINUTES",
      "RETENTION_DAYS",
      "TEAMS_APP_ID",
      "TEAMS_LIMIT_PERCENT",
      "TERMS_URL",
      "TICKETS_PER_HOUR",
      "TICKET_MAIL_TO",
      "TICKET_RETENTION_DAYS",
      "WEBHOOK_ALLOW_PRIVATE",
      "WEBHOOK_SECRET",
      "WEBHOOK_URL",
      "WEBSITE_URL",
      "WORKING_HOURS",
    ]);
  });

  it("shows the defaults", () => {
    const env = Object.fromEntries(
      [...example.matchAll(/^#([A-Za-z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    ) as Environment;
    // The example of a folder is the one line that is no default.
    assert.deepEqual(readConfig({ ...env, KNOWLEDGE_PATH: "" }), readConfig({}));
  });
});
