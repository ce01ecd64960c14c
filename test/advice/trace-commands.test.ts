import assert from "node:assert/strict";
import { traceCommands } from "../../src/advice/trace-commands.js";
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
