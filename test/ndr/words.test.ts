import assert from "node:assert/strict";
import { wordsOf } from "../../src/ndr/words.js";
import { readMail } from "./reading.js";

const read = async (text: string) => wordsOf(await readMail(text));

describe("wordsOf", () => {
  for (const text of [
    "My mailbox is full, what can I do?",
    "WhatsApp: message not delivered",
    "The letter came back: recipient unknown",
    "Der Brief kam zurück, Empfänger unbekannt",
    "La lettre est revenue, destinataire inconnu",
    "El buzón de la puerta está lleno",
    "Il pacco è tornato indietro, destinatario sconosciuto",
    "Het pakket kon niet worden bezorgd",
    "A encomenda voltou, destinatário desconhecido",
    "Brevet kom tillbaka, okänd mottagare",
    "Paczka wróciła, adresat nieznany",
    "Dopis se vrátil, neznámý příjemce",
    "Kargo geri geldi, alıcı bulunamadı",
    "Посылка вернулась, получатель не найден",
    "荷物が戻ってきました。受信者が不明です",
    "택배가 반송됨: 받는 사람을 찾을 수 없습니다",
    "包裹被退回，收件人不存在",
  ]) {
    it(`leaves other matters alone: ${text}`, async () => {
      assert.equal(await read(text), undefined);
    });
  }

  for (const text of [
    "The mail with the letter came back: no such recipient",
    "Die Mail mit der Bestellung kam zurück, Empfänger unbekannt",
    "Le mail avec la lettre est revenu, destinataire inconnu",
    "La boîte aux lettres du destinataire est pleine",
    "El correo electrónico con la carta volvió, destinatario desconocido",
    "L'email con la lettera è tornata, destinatario sconosciuto",
    "De mail met de brief kwam terug, ontvanger onbekend",
    "O e-mail com a carta voltou, destinatário desconhecido",
    "Mejlet med brevet kom tillbaka, okänd mottagare",
    "Mail z zamówieniem wrócił, adresat nieznany",
    "E-mail s objednávkou se vrátil, neznámý příjemce",
    "Kargo için mail geri geldi, alıcı bulunamadı",
    "Электронное письмо про посылку вернулось, получатель не найден",
    "荷物のメールが戻ってきました。受信者が不明です",
    "택배 메일이 반송됨: 받는 사람을 찾을 수 없습니다",
    "包裹的邮件被退回，收件人不存在",
  ]) {
    it(`reads what is about e-mail all the same: ${text}`, async () => {
      assert.equal((await read(text))?.translations?.length, 1);
    });
  }

  it("takes a question about reports for none", async () => {
    assert.equal((await read("Was bedeutet unzustellbar?"))?.isReport, false);
    assert.equal((await read("Die Nachricht ist unzustellbar"))?.isReport, true);
  });

  it("takes the name of a mail server for no word of mail", async () => {
    assert.equal(await read("VPN to mail.contoso.example: connection refused"), undefined);
  });

  it("reads a sentence as long as a report's", async () => {
    const words = await read(
      "Diese Nachricht überschreitet die maximal zulässige Nachrichtengröße.",
    );
    assert.equal(words?.translations?.length, 1);
  });

  it("reads what comes as a report, whatever it is about", async () => {
    assert.equal((await read("Non remis : la lettre"))?.isReport, true);
  });
});
