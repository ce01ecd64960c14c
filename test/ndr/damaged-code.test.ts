import assert from "node:assert/strict";
import { repairCodes } from "../../src/ndr/damaged-code.js";
import { formatStatusCode } from "../../src/ndr/status-code.js";
import { readNdr } from "./reading.js";

describe("repairCodes", () => {
  for (const [damaged, repaired] of [
    ["55O 5.7.l", "550 5.7.1"],
    ["5,7,1", "5.7.1"],
    ["550 5,7,1 denied", "550 5.7.1 denied"],
    ["550 5. 7. 1", "550 5.7.1"],
    ["5.7.6O6", "5.7.606"],
    ["S50 S.7.1 denied", "550 5.7.1 denied"],
    ["550 5.7.\n606 banned", "550 5.7.606 banned"],
    ["550 5.7.\n    606 banned", "550 5.7.606 banned"],
    ["Status: 5,1,10", "Status: 5.1.10"],
    ["Fehler 5,4,l", "Fehler 5.4.1"],
  ] as const) {
    it(`reads ${JSON.stringify(damaged)}`, () => {
      assert.equal(repairCodes(damaged), repaired);
    });
  }

  for (const text of [
    "5 7 1",
    "5. 7. 24",
    "am 5. 7. 2026",
    "items 2,4,6 and 5,7,1",
    "v5.7.l",
    "room 5.l.2",
    "IP 5.7.1O.22",
    "error 5,7,1,3",
    "code 5,7",
    "550 5.7.1.4",
  ]) {
    it(`leaves ${JSON.stringify(text)} alone`, () => {
      assert.equal(repairCodes(text), undefined);
    });
  }
});

describe("parseNdr on a damaged code", () => {
  it("marks it as a code that somebody's words hold", async () => {
    const ndr = await readNdr("55O 5.7.6O6 Access denied, banned sending IP");
    assert.equal(ndr?.parsedBy, "loose-code");
    assert.equal(
      formatStatusCode(ndr.recipients[0]?.status ?? { class: 4, subject: 0, detail: 0 }),
      "5.7.606",
    );
  });

  it("believes a code that is whole first", async () => {
    const ndr = await readNdr("550 5.1.1 User unknown\n55O 5.7.l");
    assert.equal(ndr?.parsedBy, "smtp-reply");
    assert.deepEqual(ndr.recipients[0]?.status, { class: 5, subject: 1, detail: 1 });
  });

  it("does not cut a digit that was read as a letter", async () => {
    assert.notDeepEqual((await readNdr("5.7.6O6"))?.recipients[0]?.status, {
      class: 5,
      subject: 7,
      detail: 6,
    });
  });
});
