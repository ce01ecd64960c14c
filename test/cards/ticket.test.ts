import assert from "node:assert/strict";
import { ticketCard } from "../../src/cards/ticket.js";
import { SOMEBODY } from "../../src/tickets/forgotten.js";
import { type Entry, REASONS, TICKET_STATES, type TicketState } from "../../src/tickets/ticket.js";
import { TRANSITIONS, VERBS } from "../../src/tickets/transitions.js";
import {
  AGENT,
  CASE,
  CLAIMED_TICKET,
  DELAYED,
  diagnosed,
  NDR,
  NEW_TICKET,
  RESOLVED_TICKET,
  TICKETS,
  UNDIAGNOSED,
} from "./examples.js";
import { buttonsOf, executes, findAll, type Node, openTextOf, textOf } from "./reading.js";

const ROUTE = " · 5.7.64 · northwind.example → contoso.example";

describe("ticketCard", () => {
  const [RESOLVE, ASK, ASSIGN] = ["Resolve…", "Ask the requester…", "Assign…"];
  const [OTHER_SIDE, MICROSOFT] = ["Waiting for the other side", "Waiting for Microsoft"];
  const [NOTE, WRITE, MERGE] = ["Note for colleagues…", "Write to the requester…", "Merge into…"];
  const WORK = [RESOLVE, ASK, ASSIGN];
  const heads: Readonly<Record<TicketState, readonly [string, readonly string[], string[]]>> = {
    new: ["New", ["Claim", ...WORK], [NOTE, WRITE, OTHER_SIDE, MICROSOFT, MERGE]],
    claimed: ["Claimed by Ana Lopez", WORK, [NOTE, WRITE, OTHER_SIDE, MICROSOFT, MERGE]],
    "waiting-for-requester": [
      "Waiting for the requester · Ana Lopez",
      ["Claim", ...WORK],
      [NOTE, WRITE, OTHER_SIDE, MICROSOFT, MERGE],
    ],
    "waiting-for-other-side": [
      "Waiting for the other side · Ana Lopez",
      ["Claim", ...WORK],
      [NOTE, WRITE, MICROSOFT, MERGE],
    ],
    "waiting-for-microsoft": [
      "Waiting for Microsoft · Ana Lopez",
      ["Claim", ...WORK],
      [NOTE, WRITE, OTHER_SIDE, MERGE],
    ],
    resolved: ["Resolved by Ana Lopez", ["Reopen"], [NOTE, WRITE]],
    withdrawn: ["Withdrawn by Jane Doe", ["Reopen"], [NOTE]],
    merged: ["Merged into #7", ["Reopen"], [NOTE]],
  };
  for (const state of TICKET_STATES) {
    const [head, primary, secondary] = heads[state];
    it(`says in the state ${state} that the requester cannot be reached, where that is so`, () => {
      const says =
        /Teams does not deliver to Jane Doe\. They may have blocked or removed this bot\. Please reach them another way\./;
      assert.match(openTextOf(ticketCard(TICKETS[state], { isOutOfReach: true })), says);
      assert.doesNotMatch(textOf(ticketCard(TICKETS[state])), says);
    });

    it(`begins with “#12 · ${head}” and offers ${primary.join(", ") || "what is in the menu"}`, () => {
      const card = ticketCard(TICKETS[state]);
      assert.equal(openTextOf(card).split("\n")[0], `#12 · ${head}${ROUTE}`);
      assert.deepEqual(buttonsOf(card), [...primary, ...secondary]);
      const actions = card["actions"] as readonly Node[];
      assert.deepEqual(
        actions.filter(({ mode }) => mode === "secondary").map(({ title }) => title),
        secondary,
      );
    });

    it(`has the look-up in its menu when it is ${state}`, () => {
      const card = ticketCard(TICKETS[state], { canCheck: true });
      const check = executes(card).at(-1);
      assert.deepEqual(
        [check?.["verb"], check?.["mode"], check?.["data"]],
        ["check-dns", "secondary", { case: "c-5f1d7a", onTicket: true }],
      );
    });

    it(`offers what the transitions allow when it is ${state}, and nothing else`, () => {
      const offered = executes(ticketCard(TICKETS[state])).map(({ verb }) => verb);
      const allowed = VERBS.filter((verb) => {
        const transition = TRANSITIONS[verb][state];
        const isForHelpdesk = transition?.by.some((role) => role !== "requester") ?? false;
        return isForHelpdesk && !(verb.startsWith("wait-") && transition?.to === state);
      });
      assert.deepEqual([...offered].sort(), [...allowed].sort());
    });
  }

  it("offers nothing that would be for a requester who is forgotten", () => {
    for (const state of ["claimed", "withdrawn", "resolved"] as const) {
      const verbs = executes(ticketCard({ ...TICKETS[state], requester: SOMEBODY })).map(
        ({ verb }) => verb,
      );
      assert.ok(verbs.includes("note"));
      assert.deepEqual(
        verbs.filter((verb) => ["ask", "reply", "reopen"].includes(String(verb))),
        [],
      );
    }
  });

  it("says of how many bounces the requester was shown one", () => {
    const about = { ...CASE, explanation: { ...CASE.explanation, bounces: 12 } };
    assert.match(
      textOf(ticketCard({ ...NEW_TICKET, case: about })),
      /^What the servers said\nBounces: 12 alike; the details are from one$/m,
    );
  });

  it("gives no two inputs one id", () => {
    const ids = findAll(
      ticketCard(NEW_TICKET, { agents: [AGENT] }),
      "Input.Text",
      "Input.ChoiceSet",
    ).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 7);
  });

  describe("the history", () => {
    const entry = (verb: string, text?: string, by = AGENT): Entry => ({
      id: 1,
      verb,
      by,
      text,
      at: "2026-11-21T10:15:00.000Z",
    });
    const lines = (...entries: readonly Entry[]) => {
      const text = openTextOf(ticketCard(CLAIMED_TICKET, { entries }));
      return /What was written\n([^]*?)\nWhat the servers said/.exec(text)?.[1]?.split("\n") ?? [];
    };

    it("says who wrote what when, and who could read it", () => {
      assert.deepEqual(
        lines(
          entry("open", undefined, CASE.asker),
          entry("claim"),
          entry("ask", "Which address?"),
          entry("add", "info@contoso.example", CASE.asker),
          entry("note", "Their MX is wrong."),
          entry("reply", "We are on it."),
          entry("still-bouncing", "Again today.", CASE.asker),
        ),
        [
          "Question to the requester · Ana Lopez, 21 November, 10:15 UTC: Which address?",
          "From the requester · Jane Doe, 21 November, 10:15 UTC: info@contoso.example",
          "Note, only here · Ana Lopez, 21 November, 10:15 UTC: Their MX is wrong.",
          "To the requester · Ana Lopez, 21 November, 10:15 UTC: We are on it.",
          "From the requester · Jane Doe, 21 November, 10:15 UTC: still bouncing. Again today.",
        ],
      );
    });

    it("is of six lines at most: the last ones, and how many there were before", () => {
      const many = Array.from({ length: 9 }, (_, index) => entry("note", `note ${index + 1}`));
      const shown = lines(...many);
      assert.equal(shown.length, 6);
      assert.equal(shown[0], "… and 4 more before");
      assert.match(shown[1]!, /note 5$/);
      assert.match(shown[5]!, /note 9$/);
      assert.equal(lines(...many.slice(0, 6)).length, 6);
    });

    it("is not there where nobody wrote anything", () => {
      assert.deepEqual(lines(entry("claim"), entry("resolve", "Done.")), []);
    });
  });

  describe("the list of people to give it to", () => {
    const agents = Array.from({ length: 40 }, (_, index) => ({
      id: `u${index}`,
      name: `P ${index}`,
    }));
    const list = (ticket = CLAIMED_TICKET) => {
      const inputs = findAll(ticketCard(ticket, { agents }), "Input.ChoiceSet");
      return inputs.find(({ id }) => id === "to")!;
    };

    it("names thirty, and not the one who has it", () => {
      const choices = list()["choices"] as readonly { readonly value: string }[];
      assert.equal(choices.length, 30);
      assert.equal(
        choices.some(({ value }) => value === CLAIMED_TICKET.agent?.id),
        false,
      );
    });

    it("lets everybody in the channel be searched", () => {
      assert.equal(list()["style"], "filtered");
      assert.deepEqual(list()["choices.data"], {
        type: "Data.Query",
        dataset: "graph.microsoft.com/users?scope=currentContext",
      });
    });
  });

  it("says which tickets were merged into it", () => {
    const text = openTextOf(ticketCard(NEW_TICKET, { mergedHere: [13, 14, 20] }));
    assert.match(text, /Merged into this: #13, #14 and #20\n/);
  });

  const text = openTextOf(ticketCard(NEW_TICKET));

  it("says who asks, when, and in which words", () => {
    assert.match(
      text,
      /From Jane Doe, 21 November 2026, 10:12 UTC\nWho can fix it: the requester's mail admin\n“Invoices go out at noon/,
    );
  });

  it("gives the diagnosis, its reasons with points, and the runner-up", () => {
    assert.match(
      text,
      /What it may be\n.*your on-premises server \(likely\)\. One other cause fits\.\n/,
    );
    assert.doesNotMatch(text, /points/);
    const all = textOf(ticketCard(NEW_TICKET));
    assert.match(all, /Why\n• The status code is 5\.7\.64\. \(100 points\)\n• The server's words/);
    assert.match(all, /Also fits: The certificate's domain .* \(possible, 100 points\)/);
  });

  it("gives the evidence", () => {
    assert.match(text, /The server's words: 550 5\.7\.64 TenantAttribution/);
    assert.match(text, /Message-ID: 000001d9/);
  });

  it("keeps the admin's steps and what the requester was told one press away", () => {
    assert.doesNotMatch(text, /Get-InboundConnector|phone the recipient/);
    assert.match(textOf(ticketCard(NEW_TICKET)), /Get-InboundConnector[^]*phone the recipient/);
  });

  it("never shows the mail's subject or text", () => {
    assert.doesNotMatch(JSON.stringify(ticketCard(NEW_TICKET)), /layoffs|Northwind gets a rise/);
  });

  for (const [outcome, explanation, says] of [
    ["worked", CASE.explanation, "Jane Doe says: it worked"],
    ["still-bouncing", CASE.explanation, "Jane Doe says: still bouncing"],
    ["worked", DELAYED, "Jane Doe says: it arrived"],
  ] as const) {
    it(`shows near the top what the requester said: ${says}`, () => {
      const ticket = { ...NEW_TICKET, case: { ...CASE, explanation, outcome } };
      assert.equal(openTextOf(ticketCard(ticket)).split("\n")[3], says);
    });
  }

  it("says so where the cause is certain", () => {
    const ticket = { ...NEW_TICKET, case: { ...CASE, explanation: diagnosed() } };
    assert.match(openTextOf(ticketCard(ticket)), /\nWhat it is \(certain\)\n/);
  });

  it("shows the server's words once", () => {
    assert.equal(textOf(ticketCard(NEW_TICKET)).match(/TenantAttribution/g)?.length, 1);
  });

  it("has a command that traces the message, one press away", () => {
    assert.doesNotMatch(text, /-StartDate/);
    assert.match(
      textOf(ticketCard(NEW_TICKET)),
      /Get-MessageTraceV2 -SenderAddress 'jane\.doe@northwind\.example' .* -StartDate '2026-11-20' -EndDate '2026-11-22'/,
    );
  });

  it("keeps the lines of a note, at most twelve", () => {
    const note = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join("\r\n");
    const shown = openTextOf(ticketCard({ ...NEW_TICKET, note })).split("\n");
    assert.equal(shown[3], "“line 1");
    assert.equal(shown[13], "line 11");
    assert.match(shown[14]!, /^line 12 line 13 .* line 20”$/);
  });

  it("says in its head only what is known", () => {
    const explanation = { ...diagnosed(), ndr: { ...NDR, sender: undefined, recipients: [{}] } };
    const head = (about: typeof CASE) => openTextOf(ticketCard({ ...NEW_TICKET, case: about }));
    assert.match(head({ ...CASE, explanation }), /^#12 · New\n/);
  });

  it("shows the reason and what was told when it was resolved", () => {
    const text = textOf(ticketCard({ ...RESOLVED_TICKET, reason: "our-settings" }));
    assert.match(text, /Reason: Our own settings\nTold the requester: The connector had/);
    assert.match(textOf(ticketCard(RESOLVED_TICKET)), /Told the requester: The connector had/);
  });

  it("puts number and version on its buttons and nothing else", () => {
    for (const { data } of executes(ticketCard(NEW_TICKET)))
      assert.deepEqual(data, { ticket: 12, version: 1 });
  });

  it("asks for the reason and for a note to the requester when resolving", () => {
    const [reason] = findAll(ticketCard(CLAIMED_TICKET), "Input.ChoiceSet");
    assert.deepEqual(
      (reason!["choices"] as readonly { readonly value: string }[]).map(({ value }) => value),
      REASONS,
    );
    const [input] = findAll(ticketCard(CLAIMED_TICKET), "Input.Text");
    assert.equal(input!["id"], "resolve-text");
    assert.equal(input!["maxLength"], 1000);
  });

  it("works for a bounce that no article explains", () => {
    const ticket = { ...NEW_TICKET, note: undefined, case: { ...CASE, explanation: UNDIAGNOSED } };
    assert.match(textOf(ticketCard(ticket)), /No article of mine fits\.\n5\.6 means/);
  });
});
