import assert from "node:assert/strict";

import { createLog, describeError } from "../src/log.js";
import { createMemory } from "./fakes/door.js";

describe("createLog", () => {
  const memory = createMemory();
  const log = createLog("info", memory);
  const error = Object.assign(new Error("jane@fabrikam.example"), {
    request: { body: "Re: rates" },
  });

  beforeEach(() => {
    memory.lines.length = 0;
  });

  it("writes JSON lines with a time and a level in words", () => {
    log.info({ article: "recipient-not-found" }, "explained");
    const { time, ...rest } = JSON.parse(memory.lines[0]!) as Record<string, unknown>;
    assert.match(String(time), /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual(rest, { level: "info", article: "recipient-not-found", msg: "explained" });
  });

  it("leaves out what is below its level", () => {
    log.debug("quiet");
    assert.deepEqual(memory.lines, []);
  });

  const ways: Record<string, () => void> = {
    "as err": () => {
      log.error({ err: error }, "failed");
    },
    "as err without words": () => {
      log.error({ err: error });
    },
    "as error": () => {
      log.error({ error }, "failed");
    },
    alone: () => {
      log.error(error);
    },
    "with words": () => {
      log.error(error, "failed");
    },
    "by a child": () => {
      log.child({ part: "outbox" }).error(error);
    },
  };
  for (const [way, write] of Object.entries(ways)) {
    it(`keeps an error's words out of the log, given ${way}`, () => {
      write();
      assert.equal(memory.lines.length, 1);
      assert.match(memory.lines[0]!, /"frames":\["at /);
      assert.doesNotMatch(memory.lines[0]!, /jane|fabrikam|rates/);
    });
  }
});

describe("describeError", () => {
  it("names the code, the status and the cause", () => {
    const cause = Object.assign(new TypeError("inner"), { code: "ECONNREFUSED" });
    const error = Object.assign(new Error("outer", { cause }), { statusCode: 502, code: 7 });
    const described = describeError(error);
    assert.deepEqual([described.name, described.status, described.code], ["Error", 502, 7]);
    assert.deepEqual([described.cause?.name, described.cause?.code], ["TypeError", "ECONNREFUSED"]);
  });

  it("takes no sentence for a code or a name", () => {
    const error = Object.assign(new Error(""), {
      code: "jane@x.example",
      name: "no such user jane",
    });
    const { name, code } = describeError(error);
    assert.deepEqual([name, code], ["Error", undefined]);
  });

  it("does not take a line of the message for a frame", () => {
    const { frames } = describeError(new Error("x\n    at mail (jane@fabrikam.example:1:1)"));
    assert.doesNotMatch(frames.join(), /jane/);
  });

  it("says what was thrown when it is no error", () => {
    assert.deepEqual(describeError("jane"), { name: "thrown string", frames: [] });
  });

  it("ends with causes that go in circles", () => {
    const error = new Error("");
    error.cause = error;
    assert.ok(describeError(error).cause);
  });
});
