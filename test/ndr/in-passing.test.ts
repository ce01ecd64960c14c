import assert from "node:assert/strict";
import { kindOf } from "./reading.js";

describe("recogniseReport on a number in passing", () => {
  for (const [what, text] of [
    ["a count", "Nightly copy: 421 files, 4.2 GB, 0 errors"],
    ["a count beside a version", "Nov 20 10:02:11 app[512]: 550 jobs done in 5.4.1 batch"],
    ["an agenda", "Agenda\n5.7.1 Relay race rules\n5.7.2 Prizes"],
    [
      "a newsletter",
      "Deliverability Weekly: how to read 550 5.7.1 and what it asks of you\nUnsubscribe: https://news.example/u",
    ],
    ["a newsletter in German", "Harte Bounces (5.1.1) vermeiden. Abmelden: https://news.example/u"],
    ["a door's code", "the door code is 5.4.1"],
  ] as const) {
    it(`leaves ${what} alone`, async () => {
      assert.equal(await kindOf(text), "plain talk");
    });
  }

  for (const [what, text] of [
    ["begins with a small letter", "550 relay not permitted"],
    ["says little", "550 unknown user"],
    ["stands in a log of two", "5.7.1 Unable to relay\n5.7.1 Unable to relay"],
    [
      "is sent as data, with a foot below",
      '{"diagnosticCode":"smtp; 550 5.1.1 user unknown"}\nUnsubscribe: https://notify.example/u',
    ],
    [
      "returns a newsletter",
      "Your message could not be delivered.\n550 5.1.1 User unknown\n\nUnsubscribe: https://news.example/u",
    ],
  ] as const) {
    it(`keeps a reply that ${what}`, async () => {
      assert.equal(await kindOf(text), "failure");
    });
  }

  it("takes a transcript of nothing but success for a receipt", async () => {
    const text =
      "This is the mail system at host mx.contoso.example.\n\nYour message was successfully delivered to the destination(s) listed below.\n\n<anna@fabrikam.example>: delivery via mx.fabrikam.example[192.0.2.9]:25: 250 2.0.0 OK";
    assert.equal(await kindOf(text), "delivery receipt");
  });
});
