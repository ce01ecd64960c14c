import assert from "node:assert/strict";
import { traceCommands } from "../../src/advice/trace-commands.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import { NDR } from "../cards/examples.js";

describe("traceCommands", () => {
  it("asks for both sides, from the day before to the day after", () => {
    assert.equal(
      traceCommands(NDR)[0],
      "Get-MessageTraceV2 -SenderAddress 'jane.doe@northwind.example' -RecipientAddress 'accounts.payable@contoso.example' -StartDate '2026-11-20' -EndDate '2026-11-22'",
    );
  });

  it("adds a long Message-ID up from two strings, so that the line can break", () => {
    assert.equal(
      traceCommands({ ...NDR, arrivalDate: undefined })[1],
      "Get-MessageTraceV2 -MessageId ('<000001d9$a1b2c3d4$e5f60718$@' + 'northwind.example>')",
    );
    const [, short] = traceCommands({ ...NDR, messageId: "a@b.example", arrivalDate: undefined });
    assert.equal(short, "Get-MessageTraceV2 -MessageId '<a@b.example>'");
  });

  it("goes on to the events of the one message, with the narrowest of what is known", () => {
    const detail = (ndr: Ndr) => traceCommands(ndr).filter((line) => line.includes("Detail"));
    const short = { ...NDR, messageId: "a@b.example" };
    assert.deepEqual(detail(short), [
      "Get-MessageTraceV2 -MessageId '<a@b.example>' -RecipientAddress 'accounts.payable@contoso.example' -StartDate '2026-11-20' -EndDate '2026-11-22' | Get-MessageTraceDetailV2 | Format-List Date,Event,Detail",
    ]);
    assert.deepEqual(detail({ ...short, messageId: undefined, arrivalDate: undefined }), [
      "Get-MessageTraceV2 -SenderAddress 'jane.doe@northwind.example' -RecipientAddress 'accounts.payable@contoso.example' | Get-MessageTraceDetailV2 | Format-List Date,Event,Detail",
    ]);
    // The events are those of a message for one recipient.
    assert.deepEqual(detail({ ...short, recipients: [{}] }), []);
    assert.deepEqual(detail({ ...short, sender: undefined, messageId: undefined }), []);
  });

  it("asks for no more than ten days, which is all that one command may", () => {
    for (const line of traceCommands(NDR)) {
      const [start = NaN, end = NaN] = Array.from(
        line.matchAll(/Date '([^']+)'/g),
        ([, day = ""]) => Date.parse(day),
      );
      assert.equal(end - start <= 10 * 24 * 60 * 60 * 1000, true, line);
    }
  });

  it("doubles the quotes in a value", () => {
    const [command] = traceCommands({ ...NDR, sender: "o'brien@northwind.example" });
    assert.match(command!, /-SenderAddress 'o''brien@northwind\.example' /);
  });

  it("leaves out what is not known or not sane", () => {
    const ndr = { ...NDR, sender: "$(x)@y", messageId: undefined, arrivalDate: "yesterday" };
    assert.deepEqual(traceCommands(ndr), [
      "Get-MessageTraceV2 -RecipientAddress 'accounts.payable@contoso.example'",
    ]);
    assert.deepEqual(traceCommands({ ...ndr, recipients: [{}] }), []);
  });
});
