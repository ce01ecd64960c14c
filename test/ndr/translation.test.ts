import assert from "node:assert/strict";
import { originalWords, withTranslations } from "../../src/ndr/translation.js";
import { wordsOf } from "../../src/ndr/words.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import { readMail } from "./reading.js";

const report = (...humanLines: readonly string[]): Ndr => ({
  parsedBy: "transcript",
  recipients: [{}],
  humanLines,
});

describe("withTranslations", () => {
  for (const [line, phrase] of [
    [
      "Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.",
      "you entered couldn't be found",
    ],
    [
      "L’adresse de messagerie que vous avez entrée est introuvable.",
      "you entered couldn't be found",
    ],
    ["anna wurde in fabrikam.example nicht gefunden.", "you entered couldn't be found"],
    ["The recipient name is not recognized", "you entered couldn't be found"],
    ["Die Nachricht ist zu groß.", "maximum message size"],
    ["El mensaje es demasiado grande.", "maximum message size"],
    ["Sie sind nicht berechtigt, an diese Gruppe zu senden.", "don't have permission to send"],
    ["Non si dispone dell'autorizzazione per inviare a questo gruppo.", "don't have permission"],
    ["Die Gruppe akzeptiert nur Nachrichten von Mitgliedern.", "only accepts messages from"],
    ["収信者: メッセージのサイズが制限を超えています", "maximum message size"],
  ] as const) {
    it(`carries ${JSON.stringify(line)} over`, () => {
      const { humanLines } = withTranslations(report(line));
      assert.equal(humanLines[0], line);
      assert.ok(humanLines[1]?.includes(phrase), humanLines[1]);
    });
  }

  for (const line of [
    "attachment too big",
    "recipient not found",
    "the mailbox has exceeded its storage limit",
    "Anhang zu groß",
    "boîte pleine",
    "pièce jointe trop volumineuse",
    "bandeja de entrada llena",
    "adjunto demasiado grande",
    "casella piena",
    "allegato troppo pesante",
    "mailbox vol",
    "bijlage te groot",
    "caixa cheia",
    "anexo muito grande",
    "inkorgen är full",
    "bilagan för stor",
    "gelen kutusu dolu",
    "收件箱已满",
  ])
    it(`hears how people put it: ${line}`, () => {
      assert.equal(withTranslations(report(line)).translations?.length, 1);
    });

  for (const line of [
    "my mailbox is full",
    "Mein Postfach ist voll",
    "ma boîte mail est pleine",
    "mi buzón está lleno",
    "la mia casella è piena",
    "mijn mailbox is vol",
    "minha caixa de entrada está cheia",
    "min inkorg är full",
    "moja skrzynka jest pełna",
    "moje schránka je plná",
    "мой почтовый ящик переполнен",
    "我的邮箱已满",
  ])
    it(`leaves the reader's own mailbox alone: ${line}`, () => {
      assert.equal(withTranslations(report(line)).translations, undefined);
    });

  it("reads a sentence over the end of a wrapped line", () => {
    const short = ["Frage zum Postfach", "Ist es voll?"] as const;
    assert.equal(withTranslations(report(...short)).translations, undefined);
    const wrapped = [
      "Wir bedauern: Ihre Nachricht kam nicht an, denn das Postfach des",
      "Empfängers ist voll.",
    ] as const;
    const [said] = withTranslations(report(...wrapped)).translations ?? [];
    assert.equal(said?.said, "Postfach des Empfängers ist voll");
  });

  for (const line of ["Das Postfach ist leer.", "Bitte rufen Sie uns an.", "message too", ""]) {
    it(`leaves ${JSON.stringify(line)} alone`, () => {
      assert.deepEqual(withTranslations(report(line)), report(line));
    });
  }

  it("takes a letter that wanders for no report", async () => {
    const mail = await readMail("Das Postfach unten in der Lobby ist leider schon wieder voll.");
    assert.equal(wordsOf(mail)?.translations?.length ?? 0, 0);
  });
});

describe("originalWords", () => {
  const ndr = withTranslations(report("Leider ist das Postfach des Empfängers ist voll. SECRET"));

  it("gives the words that name the cause, and no more of the line", () => {
    assert.equal(originalWords(ndr, "mailbox is full"), "Postfach des Empfängers ist voll");
  });

  it("is nothing for what the mail says itself", () => {
    assert.equal(
      originalWords(withTranslations(report("mailbox is full")), "mailbox is full"),
      undefined,
    );
    assert.equal(originalWords(ndr, "5.1.1"), undefined);
  });
});
