import assert from "node:assert/strict";
import { parseNdr } from "../../src/ndr/parse-ndr.js";
import { recogniseReport } from "../../src/ndr/report-kind.js";
import { kindOf, readMail } from "./reading.js";

describe("recogniseReport", () => {
  for (const [text, kind] of [
    ['Jonas would like to recall the message, "Report".', "recall notice"],
    ['Jonas möchte die Nachricht "Bericht" zurückrufen.', "recall notice"],
    ["You have messages in quarantine", "quarantine notice"],
    ["Sie haben 3 Nachrichten in Quarantäne", "quarantine notice"],
    ["La remise à ces destinataires est retardée : anna@fabrikam.example", "delay"],
    ["Die Zustellung an anna@fabrikam.example ist verzögert.", "delay"],
    ["Meeting-ID: 550 571 119\nBEGIN:VCALENDAR", "meeting reply"],
    ["Ich bin bis 5.4. nicht im Büro. Automatische Antwort.", "auto-reply"],
    ["Votre message a été lu le 5.4.2026", "read receipt"],
    ["Feedback-Type: abuse\nVersion: 1", "feedback report"],
    ["Message Recall Report\n3 recalled, 1 failed", "recall notice"],
    ["Spam digest: these messages were blocked for you", "quarantine notice"],
    ["This mailbox is no longer monitored.", "auto-reply"],
    ["Hi Bob,\ndelivery of the chairs is delayed.\nThey come on Friday.\nBye", "plain talk"],
    ["5 tips for better mail. Unsubscribe: https://news.example/u", "plain talk"],
    ["Your invoice is attached. Click here to pay: https://pay.example", "plain talk"],
    ["I will not be reading my mail for a while.", "auto-reply"],
    ["my mail came back", "plain talk"],
    ["mein Mail kam zurück", "plain talk"],
  ] as const) {
    it(`takes ${JSON.stringify(text.slice(0, 50))} for ${kind}`, async () => {
      assert.equal(await kindOf(text), kind);
    });
  }

  it("takes no mail server for a person whose mailbox answers by itself", async () => {
    const mail = await readMail(
      "From: MAILER-DAEMON@mx.contoso.example\nSubject: Undeliverable mail\n\n<kim@litware.example>:\nChild process returned 127 from command: /usr/local/bin/autoreply",
      "message/rfc822",
    );
    assert.equal(recogniseReport(mail, parseNdr(mail)).kind, "failure");
  });
});

describe("recogniseReport on mail that plays the bounce", () => {
  for (const text of [
    "Mail delivery failed: 12 incoming messages were held.\nRelease messages: https://mail.example/r",
    "Undelivered mail\nYour password expires today. Keep the same password: https://mail.example/r",
    "Delivery failure: your mailbox is almost full. Click here to upgrade your storage.",
    "550 5.1.1 mailbox storage exceeded\n(7) pending messages. Review pending messages: https://mail.example",
    "Your parcel could not be delivered. Pay the customs fee: https://post.example",
    "Failed to deliver 4 messages. Your settings are out of date: https://mail.example",
    "Delivery failure: the mailbox of anna@contoso.example will be shut down today. Click here",
    "Returned to sender. To release it sign in with your email and password: https://mail.example",
    "Incoming mail from ben@contoso.example was rejected. View message: https://mail.example",
    "Sie haben 5 unzustellbare E-Mails. Hier ansehen: https://mail.example",
    "5 messages non distribués vous attendent. Cliquez ici https://mail.example",
    "Your invoice failed to deliver. Open it: https://docs.example/invoice",
    "Your message could not be delivered. Click here to send it again: https://mail.example",
    "您的信箱已滿，郵件無法寄達，請點選連結：https://mail.example",
    "Unzustellbar: 5 Nachrichten\nIhr Postfach ist voll. Klicken Sie hier, um es zu bestätigen.",
    "Ihr Paket konnte nicht zugestellt werden. Klicken Sie hier für die Zollgebühr.",
    "Échec de la remise : votre boîte mail est presque pleine, cliquez ici",
    "No se pudo entregar: verifique su cuenta, haga clic aquí",
    "Consegna non riuscita: la tua casella è piena. Clicca qui",
    "お荷物をお届けできませんでした。こちらからご確認ください https://post.example",
    "您的邮箱已满，邮箱将停用，点击验证您的邮箱",
    "Generating server: x.contoso.example\nanna@fabrikam.example\n550 5.1.1 x".replace(
      /^/,
      "Verify your account: https://mail.example/login\n\n",
    ),
  ]) {
    it(`warns of ${JSON.stringify(text.slice(0, 60))}`, async () => {
      assert.equal(await kindOf(text), "suspicious imitation");
    });
  }

  const LURE =
    "Dear Anna, your mailbox is full. Click here to verify your account: https://mail.example";
  for (const [what, text] of [
    [
      "links to Microsoft's help",
      "Your message to anna@fabrikam.example couldn't be delivered.\nYour mailbox is full. For more see https://go.microsoft.com/fwlink/?LinkId=389365\nStatus code: 550 5.1.10\nSender address: jonas@contoso.example\nRecipient address: anna@fabrikam.example",
    ],
    [
      "quotes phishing below its marker",
      `Returned mail\n\nanna@fabrikam.example\n550 5.1.1 User unknown\n\n----- Original message -----\n${LURE}`,
    ],
    [
      "quotes phishing below Exchange's diagnostics",
      `Delivery has failed to these recipients:\nanna@fabrikam.example\nGenerating server: ex01.contoso.example\nanna@fabrikam.example\n550 5.1.1 User unknown\n${LURE}`,
    ],
    [
      "has a report part",
      `${LURE}\n\nFinal-Recipient: rfc822; anna@fabrikam.example\nAction: failed\nStatus: 5.1.1`,
    ],
    [
      "links to the refusing side's help",
      "Your message could not be delivered.\nanna@fabrikam.example\nhost mx.fabrikam.example[192.0.2.9] said: 550 5.7.1 Message rejected as spam, click https://fabrikam.example/help",
    ],
  ] as const) {
    it(`keeps a bounce that ${what}`, async () => {
      assert.equal(await kindOf(text), "failure");
    });
  }

  it("is no warning of Microsoft's own link", async () => {
    const text = "Your message could not be delivered. Click here to learn more: ";
    assert.equal(await kindOf(`${text}https://go.microsoft.com/fwlink/?LinkId=1`), "plain talk");
    assert.equal(await kindOf(`${text}https://mail.example`), "suspicious imitation");
  });
});
