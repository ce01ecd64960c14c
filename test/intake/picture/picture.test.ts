import assert from "node:assert/strict";
import { explainAsText } from "./explain-picture.js";
import { explain } from "../../../src/explain.js";
import { DEFAULT_LIMITS } from "../../../src/intake/limits.js";
import { PLAIN_INTAKE } from "../../../src/intake/intake.js";
import { createMatcher } from "../../../src/match/match.js";
import { article } from "../../match/reports.js";

const RELAY = article("relay", "5.4.1", { phrases: ["Relay Access Denied"] });
const OWN = article("own", "5.7.321", { phrases: ["starttls not supported"] });
const match = createMatcher([RELAY, OWN]);
const PNG = { contentType: "image/png", content: new Uint8Array() } as const;

describe("explain, of a picture", () => {
  const REPLY = "Remote Server returned '550 5.4.1 Relay Access Denied'";

  it("explains the words in it", async () => {
    const explanation = await explainAsText(REPLY, match);
    assert.equal(explanation.kind === "diagnosed" && explanation.diagnoses[0]?.article, RELAY);
  });

  it("is sure where code and words agree", async () => {
    const explanation = await explainAsText(REPLY, match);
    assert.equal(
      explanation.kind === "diagnosed" && explanation.diagnoses[0]?.confidence,
      "certain",
    );
  });

  it("is not sure of a code alone, whoever owns it", async () => {
    const bare = "Remote Server returned '550 5.7.321'";
    const explanation = await explainAsText(bare, match);
    assert.equal(
      explanation.kind === "diagnosed" && explanation.diagnoses[0]?.confidence,
      "likely",
    );
    const pasted = await explain({ contentType: "text/plain", content: bare }, match);
    assert.equal(pasted.kind === "diagnosed" && pasted.diagnoses[0]?.confidence, "certain");
  });

  it("says that nobody has confirmed it", async () => {
    const explanation = await explainAsText(REPLY, match);
    assert.equal("ndr" in explanation && explanation.ndr.isUnconfirmed, true);
  });

  it("hands back what was read", async () => {
    assert.equal((await explainAsText(REPLY, match)).readInPicture, REPLY);
  });

  it("says so where there are no words in it", async () => {
    assert.match((await explainAsText("", match)).says, /No words could be read/);
  });

  it("says so where pictures are not read", async () => {
    assert.match((await explain(PNG, match, PLAIN_INTAKE)).says, /not read here/);
  });

  for (const [why, says] of [
    ["damaged", /damaged/],
    ["too-slow", /within 10 seconds/],
    ["too-many-pixels", /larger than any screen/],
    ["too-many-pictures", /still reading your other pictures/],
  ] as const)
    it(`says what keeps it from being read: ${why}`, async () => {
      const pictures = { read: () => Promise.resolve(why), close: () => Promise.resolve() };
      const explanation = await explain(PNG, match, { limits: DEFAULT_LIMITS, pictures });
      assert.match(explanation.says, says);
    });
});
