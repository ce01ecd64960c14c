import Libsql from "libsql";
import pg from "pg";

/** What the filler makes of the ticket number `n` of `tickets`; the measurements ask for the same. */
export const TENANT = "tenant-1";
/** A year's tickets: fifty of each person, and fifty to each domain. */
const DAYS = 365;
const OF_EACH_PERSON = 50;
export const AGENTS = 20;
/** A prime, so that each agent has to do with each. */
export const CODES = 37;
/** Everybody meets this one: a case in a thousand, and so many within the last hour. */
export const PROBLEM = "relay-access-denied server fabrikam.example";
export const WITHIN_THE_HOUR = 50;
/** One in a thousand tickets belongs to an incident; the last ones are open. */
export const incidentsAmong = (tickets: number) =>
  Math.max(OPEN_INCIDENTS, Math.ceil(tickets / 1000));
const OPEN_INCIDENTS = 5;
/** How many people met each. */
const MET_BY = 50;
/** How many people, and how many domains, so many tickets are about. */
export const peopleAmong = (tickets: number) => Math.max(1, Math.floor(tickets / OF_EACH_PERSON));

/** What is said differently. */
interface Words {
  /** A table `numbers(n)` from 1 to `count`. */
  readonly numbers: (count: number) => string;
  /** So many milliseconds since 1970 as ISO 8601. */
  readonly date: (ms: string) => string;
  /** Sorted byte by byte. */
  readonly bytewise: (column: string) => string;
}

const POSTGRES: Words = {
  numbers: (count) =>
    `with numbers as (select n from generate_series(1::bigint, ${count}::bigint) as n)`,
  date: (ms) =>
    `to_char(to_timestamp((${ms}) / 1000.0) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  bytewise: (column) => `${column} collate "C"`,
};

const SQLITE: Words = {
  numbers: (count) =>
    `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${count})`,
  date: (ms) => `strftime('%Y-%m-%dT%H:%M:%fZ', (${ms}) / 1000.0, 'unixepoch')`,
  bytewise: (column) => column,
};

/** Fills the empty, migrated database at `url` with so many tickets, as if a year had passed. */
export async function fillTickets(url: string, tickets: number, now: Date): Promise<void> {
  const isSqlite = url.startsWith("sqlite:");
  const run = isSqlite ? openSqlite(url.slice("sqlite:".length)) : await openPostgres(url);
  const rebuild = await dropIndexes(run, isSqlite);
  for (const statement of statements(isSqlite ? SQLITE : POSTGRES, tickets, now))
    await run.execute(statement);
  for (const index of rebuild) await run.execute(index);
  if (!isSqlite) {
    // Inserting by id leaves the counters of identity columns behind; autovacuum would do the rest.
    for (const table of ["ticket_entries", "outbox"])
      await run.execute(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`,
      );
    await run.execute("vacuum analyze");
  }
  await run.close();
}

interface Runner {
  /** The first column of each row. */
  execute(statement: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

function openSqlite(path: string): Runner {
  const database = new Libsql(path);
  for (const pragma of ["synchronous = off", "foreign_keys = off", "cache_size = -400000"])
    database.exec(`pragma ${pragma}`);
  return {
    execute(statement) {
      if (!/^select/i.test(statement)) {
        database.exec(statement);
        return Promise.resolve([]);
      }
      const rows = database.prepare(statement).raw().all() as readonly (readonly string[])[];
      return Promise.resolve(rows.map(([first = ""]) => first));
    },
    close() {
      database.exec("pragma wal_checkpoint(truncate)");
      database.close();
      return Promise.resolve();
    },
  };
}

async function openPostgres(url: string): Promise<Runner> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Without triggers nothing looks for the other end of each of ten million references.
  for (const setting of [
    "session_replication_role = replica",
    "synchronous_commit = off",
    "maintenance_work_mem = '256MB'",
  ])
    await client.query(`set ${setting}`);
  return {
    async execute(statement) {
      const { rows } = await client.query<(string | null)[]>({ text: statement, rowMode: "array" });
      return rows.map(([first]) => first ?? "");
    },
    close: () => client.end(),
  };
}

/** An index is made faster than it is kept. How to make them again. */
async function dropIndexes(run: Runner, isSqlite: boolean): Promise<readonly string[]> {
  const made = await run.execute(
    isSqlite
      ? "select sql from sqlite_master where type = 'index' and sql is not null"
      : `select indexdef from pg_indexes where schemaname = 'public' and indexname not in
          (select conname from pg_constraint)`,
  );
  for (const definition of made) {
    const [, name = ""] = /index "?(\w+)"? on/i.exec(definition) ?? [];
    await run.execute(`drop index ${name}`);
  }
  return made;
}

/** A kilobyte, as most explanations have; `%n%` is the ticket's number, `%d%` that of the domain. */
const EXPLANATION = JSON.stringify({
  kind: "undiagnosed",
  says: "Your message was not delivered. The address is wrong, or its server does not take mail.",
  general: "The address is wrong, or its server does not take mail.",
  ndr: {
    parsedBy: "delivery-status",
    reportingMta: "mail.contoso.example",
    sender: "sender%n%@contoso.example",
    messageId: "%n%.8d1f5c0e@contoso.example",
    arrivalDate: "2026-11-21T10:05:00.000Z",
    recipients: [
      {
        finalRecipient: "recipient%n%@fabrikam%d%.example",
        action: "failed",
        status: { class: 5, subject: 7, detail: 1 },
        replyCode: 550,
        diagnosticCode: `550 5.7.1 Service unavailable, client host [192.0.2.1] blocked. ${"x".repeat(200)}`,
        remoteMta: "mx.fabrikam%d%.example",
      },
    ],
    humanLines: ["Delivery has failed to these recipients or groups:", "y".repeat(100)],
  },
}).replaceAll("'", "''");

function* statements(
  { numbers, date, bytewise }: Words,
  tickets: number,
  now: Date,
): Iterable<string> {
  const people = peopleAmong(tickets);
  const open = Math.max(1, Math.ceil(tickets / 100));
  const step = Math.floor((DAYS * 24 * 60 * 60_000) / tickets);
  // The newest ticket is two hours old.
  const end = now.getTime() - 2 * 60 * 60_000;
  const openedAt = date(`${end} - (${tickets} - n) * ${step}`);
  const person = `(n % ${people})`;
  const isOpen = `n > ${tickets - open}`;
  const agent = `case when ${isOpen} and n % 3 = 0 then null else 'agent-' || (n % ${AGENTS}) end`;
  const problem = `case when n % 1000 = 0 then '${PROBLEM}' else 'article server fabrikam' || (n % ${people}) || '.example' end`;
  const caseColumns =
    "id, tenant, service_url, conversation, question, asker_id, asker_name, explanation, answer, outcome, problem, part, incident, opened_at";
  const explanation = `replace(replace('${EXPLANATION}', '%n%', '' || n), '%d%', '' || (n % ${people}))`;
  const caseOf = (id: string, asker: string, what: string, at: string, incident = "null") =>
    `select '${id}' || n, '${TENANT}', 'https://smba.example/emea/', 'a:' || ${asker}, 'question-' || n,
      'person-' || ${asker}, 'First' || ${asker} || ' Last' || ${asker}, ${explanation},
      '{"serviceUrl":"https://smba.example/emea/","conversation":"a:1","activity":"' || n || '"}', null, ${what},
      'fabrikam' || (n % ${people}) || '.example', ${incident}, ${at} from numbers`;

  yield `${numbers(tickets)} insert into cases (${caseColumns}) ${caseOf("case-", person, problem, openedAt)}`;
  yield `${numbers(WITHIN_THE_HOUR)} insert into cases (${caseColumns})
    ${caseOf("hour-", "n", `'${PROBLEM}'`, date(`${now.getTime()} - n * 60000`))}`;

  const incidents = incidentsAmong(tickets);
  const inIncident = `1 + (n - 1) / ${MET_BY}`;
  const metAt = date(`${end} - (${incidents * MET_BY} - n) * 60000`);
  yield `${numbers(incidents * MET_BY)} insert into cases (${caseColumns})
    ${caseOf("met-", "n", `'article server number ' || (${inIncident})`, metAt, inIncident)}`;
  const isOver = `n <= ${incidents - OPEN_INCIDENTS}`;
  const lastMet = date(`${end} - (${incidents} - n) * ${MET_BY} * 60000`);
  yield `${numbers(incidents)} insert into incidents (number, tenant, version, decided_in, state, problem, part,
      example, opened_at, first_seen_at, last_seen_at, closed_at)
    select n, '${TENANT}', ${MET_BY}, 1, case when ${isOver} then 'resolved' else 'open' end,
      'article server number ' || n, '', 'met-' || (n * ${MET_BY}), ${lastMet}, ${lastMet}, ${lastMet},
      case when ${isOver} then ${lastMet} end from numbers`;
  yield `${numbers(incidents * MET_BY)} insert into incident_people (incident, person_id, person_name, case_id,
      follows, met_at)
    select ${inIncident}, 'person-' || n, 'First' || n || ' Last' || n, 'met-' || n, n % 2, ${metAt} from numbers`;

  yield `${numbers(tickets)} insert into tickets (number, tenant, version, decided_in, state, case_id, requester_id,
      requester_name, note, agent_id, agent_name, reason, resolution, merged_into, incident, helpdesk_card,
      opened_at, changed_at, resolved_at, asked_at, reminded_at)
    select n, '${TENANT}', 4, 4,
      case when ${isOpen} then
          case n % 6 when 0 then 'new' when 3 then 'new' when 1 then 'waiting-for-requester'
            when 2 then 'waiting-for-other-side' else 'claimed' end
        when n % 20 = 0 then 'withdrawn' when n % 20 = 1 then 'merged' else 'resolved' end,
      'case-' || n, 'person-' || ${person}, 'First' || ${person} || ' Last' || ${person},
      'It worked last week.', ${agent}, ${agent},
      case when ${isOpen} then null else 'other-side' end,
      case when ${isOpen} then null else 'Their server takes mail again. Please send it again.' end,
      case when not (${isOpen}) and n % 20 = 1 then n - 1 end, null,
      '{"serviceUrl":"https://smba.example/emea/","conversation":"19:helpdesk@thread.tacv2","activity":"' || n || '"}',
      ${openedAt}, ${openedAt}, case when ${isOpen} then null else ${openedAt} end,
      case when ${isOpen} then null else ${openedAt} end, null
    from numbers`;

  yield `${numbers(4 * tickets)} insert into ticket_entries (id, ticket, version, verb, by_id, by_name, text, at)
    select n, (n + 3) / 4, (n + 3) % 4 + 1,
      case (n + 3) % 4 when 0 then 'open' when 1 then 'claim' when 2 then 'reply' else 'resolve' end,
      'agent-' || (n % ${AGENTS}), 'Agent' || (n % ${AGENTS}),
      'The other side has been asked, and will look at its block list tomorrow.',
      ${date(`${end} - (${tickets} - (n + 3) / 4) * ${step}`)} from numbers`;

  const words = [
    `'first' || ${person}`,
    `'last' || ${person}`,
    `'agent' || (n % ${AGENTS})`,
    `'5.7.' || (n % ${CODES})`,
    `'550'`,
    `'sender' || n`,
    `'contoso.example'`,
    `'recipient' || n || '@fabrikam' || (n % ${people}) || '.example'`,
    `'recipient' || n`,
    `'fabrikam' || (n % ${people}) || '.example'`,
  ];
  // In the order of the key, which is the order an index likes best.
  yield `${numbers(tickets)} insert into ticket_words (tenant, word, ticket)
    select '${TENANT}', word, n from (${words.map((word) => `select ${word} as word, n from numbers`).join(" union all ")}) as w
    order by ${bytewise("word")}, n`;

  const dead = Math.ceil(tickets / 1000);
  // What was given up stays; what waits is little, however many tickets there are.
  yield `${numbers(dead)} insert into outbox (id, lane, kind, about, version, attempts, due_at,
      queued_at, last_error, died_at)
    select n, 'ticket/' || n, 'helpdesk-card', '{"ticket":' || n || '}', 4, 50, ${openedAt}, ${openedAt},
      'DeliveryError', ${openedAt} from numbers`;
  yield `${numbers(300)} insert into outbox (id, lane, kind, about, version, attempts, due_at, queued_at)
    select ${dead} + n, 'ticket/' || (n % 150), 'helpdesk-card', '{"ticket":' || n || '}', 4, 0,
      ${date(`${now.getTime()} - n * 1000`)}, ${date(`${now.getTime()} - n * 1000`)} from numbers`;
  yield `update counters set value = ${tickets} where name = 'tickets'`;
}
