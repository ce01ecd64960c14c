import assert from "node:assert/strict";
import { LANGUAGES } from "../src/wording/languages.js";
import { causesIn, noticeOf, says } from "../src/wording/recognise.js";
import type { Label, Language } from "../src/wording/language.js";
import { formatStatusCode } from "../src/ndr/status-code.js";
import { kindOf, readNdr } from "./ndr/reading.js";

const nameOf = (language: Language) => language.subjects.failure[0] ?? "";

describe("LANGUAGES", () => {
  for (const table of ["subjects", "labels"] as const) {
    it(`gives no word two meanings among its ${table}`, () => {
      const meanings = new Map<string, Set<string>>();
      for (const language of LANGUAGES)
        for (const [meaning, words] of Object.entries(language[table]))
          for (const word of words)
            meanings.set(word, (meanings.get(word) ?? new Set()).add(meaning));
      assert.deepEqual(
        [...meanings].filter(([, of]) => of.size > 1).map(([word]) => word),
        [],
      );
    });
  }

  for (const language of LANGUAGES) {
    it(`reads Exchange Online's table under ${JSON.stringify(nameOf(language))}`, async () => {
      const label = (name: Label) => language.labels[name][0] ?? "";
      const ndr = await readNdr(
        `${label("date")}: 11/19/2026 2:21:37 PM
${label("sender")}: jonas.weber@contoso.example
${label("recipient")}: anna@fabrikam.example
${label("subject")}: 4711

${label("reply")}: 550 5.2.2 mailbox full
${label("rejectedBy")}: mx.fabrikam.example`,
      );
      assert.equal(ndr?.parsedBy, "exchange");
      assert.equal(ndr.sender, "jonas.weber@contoso.example");
      assert.equal(ndr.recipients[0]?.finalRecipient, "anna@fabrikam.example");
      assert.equal(ndr.recipients[0].remoteMta, "mx.fabrikam.example");
      assert.equal(ndr.recipients[0].diagnosticCode, "550 5.2.2 mailbox full");
    });

    it(`reads the classic layout under ${JSON.stringify(nameOf(language))}`, async () => {
      const [server = ""] = language.labels.generatingServer;
      for (const colon of [":", " :", "："]) {
        const ndr = await readNdr(
          `${server}${colon} ex01.contoso.example\nanna@fabrikam.example\nRemote Server returned '550 5.2.2 mailbox full'`,
        );
        assert.equal(ndr?.reportingMta, "ex01.contoso.example");
        assert.equal(ndr.recipients[0]?.finalRecipient, "anna@fabrikam.example");
      }
    });

    it(`knows whom ${JSON.stringify(nameOf(language))} is about`, async () => {
      for (const [before, after] of language.addressed) {
        const ndr = await readNdr(
          `${before} anna@fabrikam.example ${after}\n550 5.4.1 Relay Access Denied`,
        );
        assert.equal(ndr?.recipients[0]?.finalRecipient, "anna@fabrikam.example");
      }
    });

    for (const [notice, kind] of [
      ["delivered", "delivery receipt"],
      ["read", "read receipt"],
      ["autoReply", "auto-reply"],
      ["meeting", "meeting reply"],
      ["recall", "recall notice"],
      ["quarantine", "quarantine notice"],
    ] as const) {
      for (const word of language.subjects[notice]) {
        it(`takes ${JSON.stringify(`${word}: …`)} for a ${kind}`, async () => {
          assert.equal(await kindOf(`${word}: 4711`), kind);
        });
      }
    }
  }
});

describe("noticeOf", () => {
  for (const [subject, notice] of [
    ["AW: WG: Unzustellbar: Angebot", "failure"],
    ["Non remis : Lettre", "failure"],
    ["配信不能：見積もり", "failure"],
    ["UNDELIVERABLE: offer", "failure"],
    ["Re: undeliverable offers", undefined],
    ["Angebot: Unzustellbar", undefined],
    ["", undefined],
  ] as const) {
    it(`takes ${JSON.stringify(subject)} for ${String(notice)}`, () => {
      assert.equal(noticeOf(subject), notice);
    });
  }
});

/** As Exchange writes them, by our own translation where Microsoft's wording is not published. */
const FRIENDLY: Readonly<Record<string, string>> = {
  de: "Ihre Nachricht an anna@fabrikam.example konnte nicht zugestellt werden.\nDas Postfach des Empfängers ist voll.",
  fr: "Votre message à anna@fabrikam.example n’a pas pu être remis.\nLa boîte aux lettres du destinataire est pleine.",
  es: "Su mensaje para anna@fabrikam.example no se pudo entregar.\nEl buzón del destinatario está lleno.",
  it: "Il messaggio a anna@fabrikam.example non è stato recapitato.\nLa cassetta postale del destinatario è piena.",
  nl: "Uw bericht aan anna@fabrikam.example kan niet worden bezorgd.\nHet postvak van de geadresseerde is vol.",
  pt: "Sua mensagem para anna@fabrikam.example não pôde ser entregue.\nA caixa de correio do destinatário está cheia.",
  sv: "Ditt meddelande till anna@fabrikam.example kunde inte levereras.\nMottagarens postlåda är full.",
  pl: "Wiadomości do anna@fabrikam.example nie można dostarczyć.\nSkrzynka pocztowa adresata jest pełna.",
  cs: "Vaši zprávu pro anna@fabrikam.example se nepodařilo doručit.\nPoštovní schránka příjemce je plná.",
  tr: "anna@fabrikam.example adresine gönderdiğiniz ileti teslim edilemedi.\nAlıcının posta kutusu dolu.",
  ru: "Ваше сообщение для anna@fabrikam.example не удалось доставить.\nПочтовый ящик получателя переполнен.",
  ja: "anna@fabrikam.example へのメッセージを配信できませんでした。\n受信者のメールボックスがいっぱいです。",
  ko: "anna@fabrikam.example에게 보낸 메시지를 배달하지 못했습니다.\n받는 사람의 사서함이 가득 찼습니다.",
  "zh-CN": "您发送给 anna@fabrikam.example 的邮件无法传递。\n收件人的邮箱已满。",
  "zh-TW": "您傳送給 anna@fabrikam.example 的郵件無法傳遞。\n收件者的信箱已滿。",
};

describe("a report in another language", () => {
  for (const [language, text] of Object.entries(FRIENDLY)) {
    it(`is a failure with a code in ${language}`, async () => {
      const ndr = await readNdr(`${text}\n552 5.2.2 quota`);
      assert.equal(await kindOf(`${text}\n552 5.2.2 quota`), "failure");
      assert.equal(ndr?.recipients[0]?.finalRecipient, "anna@fabrikam.example");
      assert.equal(
        formatStatusCode(ndr.recipients[0].status ?? { class: 4, subject: 0, detail: 0 }),
        "5.2.2",
      );
    });

    it(`says that a mailbox is full in ${language}`, async () => {
      const ndr = await readNdr(`${text}\n552 5.2.2 quota`);
      assert.deepEqual(
        ndr?.translations?.map(({ means }) => means),
        ["The recipient's mailbox is full and can't accept messages now."],
      );
      assert.ok(text.includes(ndr.translations[0]?.said ?? "?"));
    });
  }
});

describe("a delay in another language", () => {
  for (const text of [
    "Your message to anna@fabrikam.example has been delayed.",
    "I wasn't able to deliver your message yet; I'll keep trying. anna@fabrikam.example",
    "Ihre Nachricht an anna@fabrikam.example wurde verzögert.",
    "Votre message à anna@fabrikam.example est retardé.",
    "Su mensaje a anna@fabrikam.example se ha retrasado.",
    "Il messaggio a anna@fabrikam.example è in ritardo.",
    "Uw bericht aan anna@fabrikam.example is vertraagd.",
    "Sua mensagem para anna@fabrikam.example está atrasada.",
    "Meddelandet till anna@fabrikam.example är försenat.",
    "Wiadomość do anna@fabrikam.example jest opóźniona.",
    "Zpráva pro anna@fabrikam.example je zpožděna.",
    "İletiniz anna@fabrikam.example adresine gecikti.",
    "Сообщение для anna@fabrikam.example задержано.",
    "anna@fabrikam.example へのメッセージは遅延しています。",
    "anna@fabrikam.example 메시지가 지연되었습니다.",
    "发送给 anna@fabrikam.example 的邮件已延迟。",
  ])
    it(`is told from a failure: ${text}`, async () => {
      assert.equal(await kindOf(`${text}\n451 4.4.1 Connection timed out`), "delay");
    });
});

describe("says", () => {
  it("finds what one line says, wherever it stands", () => {
    assert.equal(says("failure", ["Hello,", "your mail could not be delivered.", "Bye"]), true);
    assert.equal(says("recall", ["From: Ben", "Message recall report"]), true);
  });

  it("puts no sentence together from two lines", () => {
    assert.equal(says("failure", ["it could not", "be delivered"]), false);
    assert.equal(says("delay", ["your message", "is delayed"]), false);
  });
});

describe("causesIn", () => {
  it("names each line's causes in the order of the lines", () => {
    const found = causesIn(["Das Postfach ist voll.", "No such user here.", "Bye"]);
    assert.deepEqual(found, [
      { cause: "mailboxFull", said: "Postfach ist voll" },
      { cause: "unknownRecipient", said: "No such user" },
    ]);
  });

  it("puts no cause together from two lines", () => {
    assert.deepEqual(causesIn(["there is no such", "user"]), []);
  });
});
