import assert from "node:assert/strict";
import { fit } from "../../src/cards/fit.js";
import { bytesOf } from "./reading.js";

const run = (text: string, foreign = false) => ({
  type: "TextRun",
  text,
  ...(foreign && { foreign }),
});
const block = (...inlines: object[]) => ({ type: "RichTextBlock", inlines });
const section = (id: string, count: number, text: string) => ({
  type: "Container",
  id,
  items: Array.from({ length: count }, (_, index) => block(run(`${index} ${text}`))),
});

describe("fit", () => {
  it("leaves a small card as it is, but for the mark", () => {
    assert.deepEqual(fit({ body: [block(run("a", true), run("b"))] }), {
      body: [block(run("a"), run("b"))],
    });
  });

  it("keeps only the plain lines of commands before it cuts anything, from the end on", () => {
    const code = (count: number) => ({
      type: "CodeBlock",
      codeSnippet: "Get-Mailbox ".repeat(count),
      fallback: { type: "Container", items: [block(run("Get-Mailbox ".repeat(count)))] },
    });
    const [first, last] = [code(100), code(700)];
    const card = fit({ body: [structuredClone(first), block(run("f".repeat(8_000), true)), last] });
    assert.deepEqual(card, {
      body: [first, block(run("f".repeat(8_000))), code(700).fallback],
    });
  });

  it("then shortens foreign texts and says where", () => {
    const ours = "o".repeat(20_000);
    const card = fit({ body: [block(run("f".repeat(20_000), true), run(ours))] });
    const text = JSON.stringify(card);
    assert.ok(bytesOf(card) <= 25_000);
    assert.ok(text.includes(ours));
    assert.match(text, /f…"/);
  });

  it("drops the trace on an answer before anything else", () => {
    const card = fit({
      body: [
        section("message-trace", 2, "t".repeat(8000)),
        section("other-causes", 10, "c".repeat(1000)),
      ],
    });
    const text = JSON.stringify(card);
    assert.ok(bytesOf(card) <= 25_000);
    assert.match(text, /"0 t{8000}".*"…"/);
    assert.match(text, /9 c{1000}"/);
  });

  it("then drops other causes, before it touches the admin's steps", () => {
    const card = fit({
      body: [
        section("admin-steps", 10, "a".repeat(1000)),
        section("other-causes", 30, "c".repeat(1000)),
      ],
    });
    const text = JSON.stringify(card);
    assert.ok(bytesOf(card) <= 25_000);
    assert.match(text, /9 a{1000}"/);
    assert.match(text, /"…"/);
  });

  it("drops what was looked up before the steps", () => {
    const card = fit({
      body: [
        section("admin-steps", 10, "a".repeat(1000)),
        section("looked-up", 30, "l".repeat(1000)),
      ],
    });
    assert.ok(bytesOf(card) <= 25_000);
    assert.match(JSON.stringify(card), /0 l{1000}".*"…"/);
    assert.match(JSON.stringify(card), /9 a{1000}"/);
  });

  it("shows a way whole or not at all: its end is what it is there for", () => {
    const way = {
      type: "Container",
      items: [{ type: "ColumnSet" }, section("way", 10, "w".repeat(1000))],
    };
    const card = fit({ body: [block(run("o".repeat(20_000))), way] });
    assert.ok(bytesOf(card) <= 25_000);
    assert.doesNotMatch(JSON.stringify(card), /w{1000}/);
  });

  it("keeps what a server said rather than what an opened line would add", () => {
    const said = "550 5.7.64 TenantAttribution; Relay Access Denied [VE1EUR02FT043] ".repeat(3);
    const card = fit({
      body: [
        block(run(said, true)),
        section("told", 10, "t".repeat(1000)),
        section("why", 30, "w".repeat(1000)),
      ],
    });
    assert.ok(bytesOf(card) <= 25_000);
    assert.ok(JSON.stringify(card).includes(said));
    assert.match(JSON.stringify(card), /9 t{1000}"/);
  });

  it("cuts what a server said rather than leave out steps", () => {
    const said = Array.from({ length: 10 }, () => block(run("f".repeat(190), true)));
    const card = fit({ body: [...said, section("admin-steps", 22, "a".repeat(970))] });
    assert.ok(bytesOf(card) <= 25_000);
    assert.match(JSON.stringify(card), /f…"/);
    assert.match(JSON.stringify(card), /21 a{970}"/);
  });

  it("leaves no line that would open three dots", () => {
    const part = (id: string, text: string) => ({
      type: "Container",
      items: [{ type: "ColumnSet", title: `open ${id}` }, section(id, 1, text)],
    });
    const card = fit({
      body: [
        part("way", "w".repeat(24_000)),
        part("why", "y".repeat(9000)),
        part("steps", "s".repeat(30_000)),
      ],
    });
    const text = JSON.stringify(card);
    assert.ok(bytesOf(card) <= 25_000);
    assert.doesNotMatch(text, /open way|open why|"…"/);
    // Steps say where the others stand.
    assert.match(text, /open steps.*More than fits here/);
  });

  it("drops whole steps rather than cut a command in two", () => {
    const card = fit({ body: [section("admin-steps", 100, "Get-Mailbox ".repeat(80))] });
    assert.ok(bytesOf(card) <= 25_000);
    for (const [, text] of JSON.stringify(card).matchAll(/"text":"([^"]*)"/g))
      assert.ok(
        text === "… More than fits here: see the source." || text!.endsWith("Get-Mailbox "),
      );
  });

  it("cuts our own texts when nothing else is left", () => {
    const card = fit({ body: Array.from({ length: 100 }, () => block(run("o".repeat(2000)))) });
    assert.ok(bytesOf(card) <= 25_000);
  });
});
