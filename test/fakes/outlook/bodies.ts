import { ID } from "../../../src/intake/outlook/property-ids.js";
import { ansi, type MessageToSave } from "./outlook-file.js";
import { compressedRtf, storedRtf } from "./rich-text.js";
import { FROM_EXCHANGE, FROM_LEA } from "./senders.js";

/** Bounces by the ways a body is kept: HTML, Rich Text, code pages. */
export const BODIES: Readonly<Record<string, () => MessageToSave>> = {
  "outlook-5.7.133-html-only.msg": htmlOnly,
  "outlook-5.2.2-rich-text-only.msg": richTextOnly,
  "outlook-5.1.1-japanese-code-page.msg": japaneseCodePage,
  "outlook-5.4.1-russian-code-page.msg": russianCodePage,
};

function htmlOnly(): MessageToSave {
  const page = `<html><head><meta charset="utf-8"></head><body>
<p><b>Delivery has failed to these recipients or groups:</b></p>
<p><a href="mailto:all-staff@contoso.example">all-staff@contoso.example</a><br>
Your message can’t be delivered because delivery to this address is restricted.</p>
<p>Diagnostic information for administrators:</p>
<p>Generating server: mail.contoso.example</p>
<p>all-staff@contoso.example<br>
Remote Server returned '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group'</p>
</body></html>`;
  return {
    properties: {
      ...FROM_EXCHANGE,
      [ID.messageClass]: "REPORT.IPM.Note.NDR",
      [ID.subject]: "Undeliverable: Canteen closed",
      [ID.internetCodePage]: 65001,
      [ID.html]: Buffer.from(page),
    },
    recipients: [
      {
        [ID.displayName]: "All staff",
        [ID.address]: "/O=CONTOSO/OU=EXCHANGE/CN=RECIPIENTS/CN=ALL-STAFF",
        [ID.smtpAddress]: "all-staff@contoso.example",
        // 5.7.133: of a detail above 9 Exchange keeps a zero.
        [ID.statusCode]: 570,
      },
    ],
    attachments: [
      {
        properties: { [ID.displayName]: "Canteen closed" },
        message: {
          properties: {
            ...FROM_LEA,
            [ID.subject]: "Canteen closed",
            [ID.displayTo]: "All staff",
            [ID.messageId]: "<canteen-3@contoso.example>",
            [ID.body]: "Dear all, on Friday there is no lunch.",
          },
        },
      },
    ],
  };
}

/** HTML kept as Rich Text (MS-OXRTFEX), as older Outlooks do. */
function richTextOnly(): MessageToSave {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag19 <html>}{\*\htmltag50 <body>}
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Delivery has failed to these recipients or distribution lists:\htmlrtf\par}\htmlrtf0
{\*\htmltag72 </p>}{\*\htmltag64 <p>}Zo\'eb Lang (zoe@fabrikam.example)
{\*\htmltag116 <br>}\htmlrtf\line\htmlrtf0 The recipient's mailbox is full and can't accept messages now.
{\*\htmltag72 </p>}{\*\htmltag64 <p>}Diagnostic information for administrators:
{\*\htmltag116 <br>}\htmlrtf\line\htmlrtf0 Generating server: mail.fabrikam.example
{\*\htmltag116 <br>}\htmlrtf\line\htmlrtf0 zoe@fabrikam.example
{\*\htmltag116 <br>}\htmlrtf\line\htmlrtf0 #550 5.2.2 STOREDRV.Deliver; mailbox full. The following information should help identify the cause of this error: "MapiExceptionShutoffQuotaExceeded: 16.35250:0A000000" ##
{\*\htmltag72 </p>}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}`;
  return {
    properties: {
      ...FROM_EXCHANGE,
      [ID.messageClass]: "IPM.Note",
      [ID.subject]: "Undeliverable: Holiday pictures",
      [ID.compressedRtf]: compressedRtf(rtf),
    },
  };
}

const JAPANESE = 932;

/** From a Japanese Outlook that is set not to use Unicode. */
function japaneseCodePage(): MessageToSave {
  const text = (words: string) => ansi(words, "shift_jis");
  return {
    properties: {
      [ID.messageCodePage]: JAPANESE,
      [ID.messageClass]: text("REPORT.IPM.Note.NDR"),
      [ID.subject]: text("配信不能: 会議の議事録"),
      [ID.senderName]: text("Microsoft Outlook"),
      [ID.displayTo]: text("田中"),
      [ID.body]: text(
        [
          "次の受信者またはグループへの配信に失敗しました:",
          "",
          "sato@fabrikam.example",
          "入力した電子メール アドレスが見つかりませんでした。",
          "",
          "管理者向けの診断情報:",
          "生成元サーバー: mail.contoso.example",
          "sato@fabrikam.example",
          "Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'",
          "",
        ].join("\r\n"),
      ),
    },
    recipients: [
      {
        [ID.displayName]: text("佐藤"),
        [ID.address]: text("sato@fabrikam.example"),
        [ID.supplementaryInfo]: text(
          "<mail.contoso.example #5.1.1 smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found>",
        ),
      },
    ],
  };
}

/** Plain Rich Text in Cyrillic, and a code page beside it. */
function russianCodePage(): MessageToSave {
  const text = (words: string) => ansi(words, "windows-1251");
  const letters = (words: string) =>
    Array.from(text(words).ansi, (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : `\\'${byte.toString(16)}`,
    );
  const line = (words: string) => `${letters(words).join("")}\\par\r\n`;
  const rtf = [
    String.raw`{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fswiss\fcharset204 Arial;}}\pard\f0 `,
    line("Не удалось выполнить доставку следующим получателям или группам:"),
    line("ivan@fabrikam.example"),
    line("Диагностические сведения для администраторов:"),
    line("Формирующий сервер: mail.contoso.example"),
    line("ivan@fabrikam.example"),
    line(
      "Remote Server returned '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)'",
    ),
    "}",
  ].join("");
  return {
    properties: {
      [ID.messageCodePage]: 1251,
      [ID.messageClass]: text("IPM.Note"),
      [ID.subject]: text("Не удалось доставить: Договор"),
      [ID.senderName]: text("Microsoft Outlook"),
      [ID.compressedRtf]: storedRtf(rtf),
    },
  };
}
