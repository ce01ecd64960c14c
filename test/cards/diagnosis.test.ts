import assert from "node:assert/strict";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { TENANT_ATTRIBUTION } from "./example-articles.js";
import { DELAYED, diagnosed, MANY, NDR, RELAY, UNDIAGNOSED, view } from "./examples.js";
import { buttonsOf, findAll, openTextOf, textOf } from "./reading.js";

const ALL_BUTTONS = ["Ask the helpdesk", "It worked", "Still bouncing"];

describe("diagnosisCard of a diagnosed bounce", () => {
  const card = diagnosisCard(view());
  const lines = openTextOf(card).split("\n");

  it("begins with who can fix it", () => {
    assert.equal(lines[0], "Your own mail admin can fix this. You can help by telling them.");
  });

  it("then says what happened with this bounce's addresses and hosts", () => {
    assert.equal(
      lines[1],
      "Your message to accounts.payable@contoso.example came back: contoso-example.mail.protection.outlook.com refused it.",
    );
  });

  it("says so where the mail was too long to read all of it", () => {
    const cut = diagnosisCard(view({ explanation: { ...diagnosed(), isCut: true } }));
    assert.match(openTextOf(cut), /too long to read all of it/);
    assert.doesNotMatch(openTextOf(card), /too long/);
  });

  it("shows the sender's steps open and the admin's closed", () => {
    assert.match(openTextOf(card), /phone the recipient/);
    assert.doesNotMatch(openTextOf(card), /Hybrid Configuration Wizard/);
    assert.match(textOf(card), /Hybrid Configuration Wizard/);
  });

  it("opens each section with one press on a line of its own", () => {
    const toggles = findAll(card, "Action.ToggleVisibility");
    assert.deepEqual(
      toggles.map((toggle) => toggle["title"]),
      ["What an admin can do", "How an admin can trace the message", "Why we think so"],
    );
    const ids = new Set(
      findAll(card, "Container", "TextBlock").flatMap(
        (element) => (element["id"] as string | undefined) ?? [],
      ),
    );
    for (const id of toggles.flatMap((toggle) => toggle["targetElements"] as string[]))
      assert.ok(ids.has(id));
  });

  it("shows commands in monospace, one to a line, with this bounce's values", () => {
    const commands = findAll(card, "RichTextBlock")
      .map((block) => findAll(block["inlines"], "TextRun"))
      .filter(([run]) => run?.["fontType"] === "Monospace")
      .map(([run]) => run!["text"]);
    assert.ok(
      commands.includes(
        "Get-MessageTraceV2 -SenderAddress 'jane.doe@northwind.example' -RecipientAddress 'accounts.payable@contoso.example'",
      ),
    );
  });

  it("shows the same commands as code where the client draws some", () => {
    const [block] = findAll(card, "CodeBlock");
    assert.equal(
      block?.["codeSnippet"],
      [
        "Get-SendConnector | Where-Object {$_.Identity -like 'Outbound to Office 365*'} | Set-SendConnector -ProtocolLoggingLevel Verbose",
        "Get-MessageTraceV2 -SenderAddress 'jane.doe@northwind.example' -RecipientAddress 'accounts.payable@contoso.example'",
      ].join("\n"),
    );
    assert.equal(textOf(block["fallback"]), block["codeSnippet"]);
  });

  it("gives the reasons with their evidence, and no points", () => {
    assert.match(
      textOf(card),
      /The server's words: 550 5\.7\.64 Tenant.*\n• The status code is 5\.7\.64\.\n• The server's words are/,
    );
    assert.doesNotMatch(textOf(card), /points/);
  });

  it("expresses no doubt where the diagnosis is certain", () => {
    assert.doesNotMatch(textOf(card), /certain/);
  });

  it("names source and day of review", () => {
    assert.match(textOf(card), /Source: learn\.microsoft\.com, checked on 2 November 2026/);
  });

  it("links only to https", () => {
    const article = { ...TENANT_ATTRIBUTION, source: "javascript:alert(1)" };
    const links = findAll(
      diagnosisCard(view({ explanation: diagnosed({ ...RELAY, article }) })),
      "Action.OpenUrl",
    );
    for (const { url } of links) assert.match(String(url), /^https:/);
  });

  it("never shows the mail's subject or text", () => {
    assert.doesNotMatch(JSON.stringify(card), /layoffs|Northwind gets a rise/);
  });

  it("leaves the server that reported to the reasons", () => {
    const ndr = { ...NDR, recipients: [{ finalRecipient: "a@contoso.example" }] };
    const explanation = { ...diagnosed(), ndr };
    const text = textOf(diagnosisCard(view({ explanation })));
    assert.match(text, /\nYour message to a@contoso\.example came back undelivered\.\n/);
    assert.match(text, /\nReporting server: mail\.northwind\.example\n/);
  });

  it("makes a sentence even where the bounce names nobody", () => {
    const explanation = {
      ...diagnosed(),
      ndr: { parsedBy: "words", recipients: [{}], humanLines: [] } as const,
    };
    assert.match(
      textOf(diagnosisCard(view({ explanation }))),
      /\nYour message came back undelivered\.\n/,
    );
  });
});

describe("diagnosisCard for many recipients", () => {
  const text = openTextOf(diagnosisCard(view({ explanation: MANY })));

  it("counts them in the first sentence", () => {
    assert.match(text, /to accounts\.payable@contoso\.example and to 489 more people came back/);
  });

  it("lists those with the same problem, capped", () => {
    assert.match(text, /The same happened to person\.1@contoso\.example, .* and 480 more\./);
  });

  it("lists another problem in a line of its own", () => {
    assert.match(
      text,
      /another reason:\n• the\.very\.long\.ad…ailspintoys\.example: 552 5\.2\.2 mailbox full/,
    );
  });

  it("takes two addresses for the same problem when only the address in the words differs", () => {
    const report = (who: string) => ({
      finalRecipient: who,
      action: "failed" as const,
      diagnosticCode: `550 5.1.1 <${who}> User unknown`,
    });
    const ndr = { ...NDR, recipients: [report("a@contoso.example"), report("b@contoso.example")] };
    assert.match(
      textOf(diagnosisCard(view({ explanation: { ...diagnosed(), ndr } }))),
      /The same happened to b@contoso\.example\./,
    );
  });

  it("takes for the same problem what several bounces were put together for", () => {
    const [first = {}] = NDR.recipients;
    const other = { ...first, finalRecipient: "b@contoso.example", diagnosticCode: "550 No" };
    const ndr = { ...NDR, recipients: [first, other], alike: [0, 1] };
    const text = textOf(diagnosisCard(view({ explanation: { ...diagnosed(), ndr, bounces: 2 } })));
    assert.match(text, /The same happened to b@contoso\.example\./);
    assert.match(text, /2 bounces say this\./);
  });

  it("leaves out recipients who got the message", () => {
    const got = { finalRecipient: "lucky@contoso.example", action: "delivered" as const };
    const ndr = { ...NDR, recipients: [got, ...NDR.recipients] };
    assert.doesNotMatch(
      textOf(diagnosisCard(view({ explanation: { ...diagnosed(), ndr } }))),
      /lucky/,
    );
  });
});

describe("diagnosisCard of an unknown bounce", () => {
  const card = diagnosisCard(view({ explanation: UNDIAGNOSED }));

  it("says so, gives the general meaning and the lines to send", () => {
    const text = openTextOf(card);
    assert.match(text, /^I don't know this bounce yet\.\n/);
    assert.match(text, /5\.6 means that the content/);
    assert.match(text, /The server's words: 554 5\.6\.7 Non-ASCII/);
  });

  it("offers the helpdesk", () => {
    assert.deepEqual(buttonsOf(card), ALL_BUTTONS);
  });

  it("says whom to send the lines to where there is no helpdesk", () => {
    const text = openTextOf(diagnosisCard(view({ explanation: UNDIAGNOSED, helpdesk: "none" })));
    assert.match(text, /Send the lines here to your mail admin\./);
  });
});

describe("diagnosisCard of a delay", () => {
  const card = diagnosisCard(view({ explanation: DELAYED }));

  it("says that there is nothing to do, and until when servers usually try", () => {
    const text = openTextOf(card);
    assert.match(text, /^Nobody has to do anything yet\.\n/);
    assert.match(text, /\nThe servers are still trying to deliver your message to accounts/);
    assert.match(text, /between 22 November 2026 and 26 November 2026\./);
  });

  it("keeps the possible cause one press away", () => {
    assert.doesNotMatch(openTextOf(card), /does not recognise/);
    assert.match(textOf(card), /does not recognise/);
  });

  it("does not ask whether it still bounces: it never did", () => {
    assert.deepEqual(buttonsOf(card), ["Ask the helpdesk", "It arrived"]);
    const arrived = diagnosisCard(view({ explanation: DELAYED, outcome: "worked" }));
    assert.match(textOf(arrived), /You said: it arrived\. Nothing more to do\./);
  });

  it("shows the servers' facts where no article fits", () => {
    const explanation = { ...DELAYED, diagnoses: [] } as never;
    assert.match(textOf(diagnosisCard(view({ explanation }))), /451 4\.4\.7 Message delayed/);
  });
});
