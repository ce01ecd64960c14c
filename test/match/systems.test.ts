import assert from "node:assert/strict";
import { answers, article, reply } from "./reports.js";

const RESTRICTED = article("restricted", "5.1.8", {
  servers: "microsoft",
  phrases: ["Access denied, bad outbound sender"],
});
const BAD_SYSTEM = article("bad-system", "5.1.8", { servers: "others" });
const OTHERS = { remoteMta: "mx.fabrikam.example" };
const MICROSOFT = { remoteMta: "fabrikam.mail.protection.outlook.com" };

describe("whose code it is", () => {
  it("decides between Microsoft's meaning and everybody else's", () => {
    const both = [RESTRICTED, BAD_SYSTEM];
    assert.deepEqual(answers(both, reply("501 5.1.8 No", OTHERS)), ["bad-system likely"]);
    assert.deepEqual(answers(both, reply("501 5.1.8 No", MICROSOFT)), ["restricted likely"]);
  });

  it("keeps an article away from a code that others use", () => {
    assert.deepEqual(answers([RESTRICTED], reply("501 5.1.8 No", OTHERS)), []);
    assert.deepEqual(answers([BAD_SYSTEM], reply("501 5.1.8 No", MICROSOFT)), []);
  });

  it("does not matter where the article's very words were said", () => {
    const said = reply("501 5.1.8 Access denied, bad outbound sender", OTHERS);
    assert.deepEqual(answers([RESTRICTED, BAD_SYSTEM], said), ["restricted certain"]);
  });

  it("is Microsoft's where nothing tells, and others' meaning is a possibility", () => {
    assert.deepEqual(answers([RESTRICTED], reply("501 5.1.8")), ["restricted likely"]);
    assert.deepEqual(answers([BAD_SYSTEM], reply("501 5.1.8")), ["bad-system possible"]);
  });

  it("is at least maybe Microsoft's where no registry has such a code", () => {
    const limit = article("limit", "5.7.236", { servers: "microsoft" });
    assert.deepEqual(answers([limit], reply("550 5.7.236 No", OTHERS)), ["limit possible"]);
    const last = article("last", "5.7.0-5.7.999", { servers: "microsoft" });
    assert.deepEqual(answers([last], reply("550 5.7.236 No", OTHERS)), []);
  });

  it("does not matter for what is the same everywhere", () => {
    const full = article("full", "5.2.2");
    for (const where of [OTHERS, MICROSOFT, {}])
      assert.deepEqual(answers([full], reply("552 5.2.2 No", where)), ["full likely"]);
  });
});
