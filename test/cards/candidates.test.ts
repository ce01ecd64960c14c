import assert from "node:assert/strict";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import type { Bounce } from "../../src/explain.js";
import { TENANT_ATTRIBUTION } from "./example-articles.js";
import { BARE_CODE, diagnosed, GROUP, LIKELY, NDR, RELAY, view } from "./examples.js";
import { openTextOf, textOf } from "./reading.js";

/** Without a case there are no buttons: the causes are listed, and the question is asked in words. */
const listed = (explanation: Bounce) => view({ explanation, caseId: undefined });

describe("diagnosisCard in doubt", () => {
  it("says plainly that it cannot tell, and what would decide", () => {
    const text = openTextOf(diagnosisCard(listed(GROUP)));
    assert.match(text, /^I can't tell yet who can fix this\.\n/);
    assert.match(text, /I can't tell for certain: 3 causes fit\./);
    assert.match(text, /It is this one if the bounce says “blocked using Blocklist”\./);
    assert.match(
      text,
      /A mail admin can check the rest:\n• The recipient's domain is not set up yet/,
    );
  });

  it("names the first cause's fixer where it is the likely one", () => {
    const text = openTextOf(diagnosisCard(view({ explanation: LIKELY })));
    assert.match(text, /^Your own mail admin can fix this/);
    assert.match(text, /I can't tell for certain: 2 causes fit\. Most likely it is this one\./);
  });

  it("asks which of two phrases the bounce shows where it has no words", () => {
    assert.match(
      openTextOf(diagnosisCard(view({ explanation: LIKELY }))),
      /Does the bounce say “TenantAttribution; Relay Access Denied” or “Relay Access Denied ATTR36”\?/,
    );
  });

  it("puts the next step before the other causes", () => {
    const text = openTextOf(diagnosisCard(listed(GROUP)));
    assert.match(text, /What you can do[^]*It could also be:/);
  });

  it("keeps the others of a likely cause one press away", () => {
    const card = diagnosisCard(view({ explanation: LIKELY }));
    assert.doesNotMatch(openTextOf(card), /not one of your accepted domains/);
    assert.match(textOf(card), /not one of your accepted domains/);
  });

  it("tells candidates apart by the code where the bounce has none", () => {
    const explanation = { ...GROUP, ndr: { ...NDR, recipients: [{}] } };
    const [first, ...others] = "diagnoses" in GROUP ? GROUP.diagnoses : [];
    const other = { ...others[0]!, article: { ...TENANT_ATTRIBUTION, phrases: [] } };
    const card = diagnosisCard(
      view({ explanation: { ...explanation, diagnoses: [first!, other] } as never }),
    );
    assert.match(textOf(card), /It is this one if the bounce shows the code 5\.7\.64\./);
  });

  it("shows three other causes open, eight more behind the press, and counts the rest", () => {
    const many = Array.from({ length: 17 }, (_, index) => ({
      ...RELAY,
      confidence: "possible" as const,
      article: { ...TENANT_ATTRIBUTION, id: `a${index}`, title: `Cause ${index}` },
    }));
    const card = diagnosisCard(listed(diagnosed(...many)));
    assert.match(openTextOf(card), /• Cause 3\n/);
    assert.doesNotMatch(openTextOf(card), /Cause 4\n/);
    assert.match(textOf(card), /• Cause 11\n• and 5 more/);
  });

  it("never puts a cause that can be told among those that cannot", () => {
    const causes = Array.from({ length: 6 }, (_, index) => ({
      ...RELAY,
      confidence: "possible" as const,
      article: {
        ...TENANT_ATTRIBUTION,
        id: `a${index}`,
        title: `Cause ${index}`,
        phrases: [`phrase ${index}`],
      },
    }));
    const text = textOf(diagnosisCard(listed(diagnosed(...causes))));
    assert.equal(text.match(/^It is this one/gm)?.length, 5);
    assert.doesNotMatch(text, /A mail admin can check/);
  });

  describe("with a code and nothing more", () => {
    const card = diagnosisCard(listed(BARE_CODE));

    it("asks for the line behind it", () => {
      assert.match(
        openTextOf(card),
        /5\.7\.1 alone has many causes\. Send me the line after “Remote Server returned”, or the whole bounce\./,
      );
    });

    it("takes a last resort for no cause, and its steps for the meantime", () => {
      const text = openTextOf(card);
      assert.match(text, /It could be one of these:\nThe group takes mail only[^]*in the meantime/);
      assert.doesNotMatch(text, /Perhaps|A security rule stopped/);
    });
  });

  it("asks for nothing more where the server spoke", () => {
    assert.doesNotMatch(openTextOf(diagnosisCard(listed(GROUP))), /Send me the line/);
  });

  for (const [signals, says] of [
    [
      ["phrase", "code-range"],
      /no article for 5\.7\.64 itself; .* the server's words and the code's family say\./,
    ],
    [["code-range"], /no article for 5\.7\.64 itself; this is what the code's family says\./],
    [
      ["twin-code"],
      /no article for 5\.7\.64 itself; .* the same code means where mail is refused for now\./,
    ],
    [["code"], /I can't tell for certain that this is the cause\.\n/],
  ] as const) {
    it(`says what speaks for a lone cause: ${signals.join(" and ")}`, () => {
      const reasons = signals.map((signal) => ({ signal, points: 12, evidence: "5", says: "It." }));
      const lone = { ...RELAY, confidence: "possible" as const, reasons };
      const text = openTextOf(diagnosisCard(view({ explanation: diagnosed(lone) })));
      assert.match(text, says);
      assert.match(text, /^I can't tell yet/);
    });
  }

  it("puts the causes first that the bounce itself can show", () => {
    const other = (id: string, phrases: readonly string[]) => ({
      ...RELAY,
      confidence: "possible" as const,
      article: { ...TENANT_ATTRIBUTION, id, title: `Cause ${id}`, phrases },
    });
    const causes = [other("one", []), other("silent", []), other("loud", ["banned sender"])];
    const text = textOf(diagnosisCard(listed(diagnosed(...causes))));
    assert.match(text, /Cause loud\nIt is this one .*“banned sender”[^]*• Cause silent/);
  });
});
