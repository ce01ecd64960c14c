/** What mail programs put above a mail and reports above the mail they return, in one language. */
export interface MailHead {
  readonly subject: readonly string[];
  /** From, Sent, To, Cc and Date. */
  readonly others: readonly string[];
  /** Headings over the message that is returned or quoted, or over its header. */
  readonly returned: readonly string[];
}

/** Labels without their colon, as Outlook and Exchange write them. */
export const MAIL_HEADS: readonly MailHead[] = [
  {
    subject: ["Subject"],
    others: ["From", "Sent", "To", "Cc", "Bcc", "Date", "Reply-To"],
    returned: ["Original message headers", "Original message"],
  },
  {
    subject: ["Betreff"],
    others: ["Von", "Gesendet", "An", "Datum"],
    returned: ["Ursprüngliche Nachrichtenkopfzeilen", "Ursprüngliche Nachricht"],
  },
  {
    subject: ["Objet", "Sujet"],
    others: ["De", "Envoyé", "À", "Pour"],
    returned: [
      "En-têtes de message d'origine",
      "En-têtes du message d'origine",
      "Message d'origine",
    ],
  },
  {
    subject: ["Asunto"],
    others: ["Para", "Enviado", "Enviado el", "Fecha"],
    returned: [
      "Encabezados de mensaje originales",
      "Encabezados de mensajes originales",
      "Mensaje original",
    ],
  },
  {
    subject: ["Oggetto"],
    others: ["Da", "Mittente", "Inviato", "A", "Destinatario", "Data"],
    returned: [
      "Intestazioni originali del messaggio",
      "Intestazioni messaggio originale",
      "Messaggio originale",
    ],
  },
  {
    subject: ["Onderwerp"],
    others: ["Van", "Aan", "Verzonden"],
    returned: ["Oorspronkelijke berichtkoppen", "Oorspronkelijk bericht"],
  },
  {
    subject: ["Assunto"],
    others: ["Enviada em", "Enviada"],
    returned: [
      "Cabeçalhos originais da mensagem",
      "Cabeçalhos de mensagem originais",
      "Mensagem original",
    ],
  },
  {
    subject: ["Ämne"],
    others: ["Från", "Skickat", "Till", "Kopia"],
    returned: ["Ursprungshuvuden", "Ursprungligt meddelande"],
  },
  {
    // Danish and Norwegian.
    subject: ["Emne"],
    others: ["Fra", "Sendt", "Til", "Dato"],
    returned: ["Oprindelig meddelelse", "Opprinnelig melding"],
  },
  {
    // Finnish.
    subject: ["Aihe"],
    others: ["Lähettäjä", "Lähetetty", "Vastaanottaja"],
    returned: ["Alkuperäinen viesti"],
  },
  {
    subject: ["Temat"],
    others: ["Od", "Wysłano", "Do", "DW"],
    returned: ["Oryginalne nagłówki wiadomości", "Oryginalna wiadomość"],
  },
  {
    subject: ["Předmět"],
    others: ["Odesláno", "Komu", "Kopie"],
    returned: ["Původní záhlaví zprávy", "Původní hlavičky zprávy", "Původní zpráva"],
  },
  {
    subject: ["Konu"],
    others: ["Kimden", "Gönderen", "Gönderildi", "Gönderme Tarihi", "Kime", "Bilgi"],
    returned: ["Özgün ileti üst bilgileri", "Özgün ileti üstbilgileri", "Özgün ileti"],
  },
  {
    subject: ["Тема"],
    others: ["От", "Отправлено", "Кому", "Копия", "Дата"],
    returned: ["Исходные заголовки сообщения", "Исходное сообщение"],
  },
  {
    subject: ["件名"],
    others: ["差出人", "送信日時", "宛先", "送信者", "日時", "日付"],
    returned: ["元のメッセージ ヘッダー", "元のメッセージのヘッダー", "元のメッセージ"],
  },
  {
    subject: ["제목"],
    others: ["보낸 사람", "보낸 날짜", "받는 사람", "참조"],
    returned: ["원래 메시지 헤더", "원본 메시지 헤더", "원본 메시지"],
  },
  {
    subject: ["主题", "主旨"],
    others: [
      "发件人",
      "发送时间",
      "收件人",
      "抄送",
      "寄件者",
      "寄件日期",
      "收件者",
      "副本",
      "日期",
    ],
    returned: [
      "原始邮件头",
      "原始邮件标头",
      "原始郵件標頭",
      "原始訊息標頭",
      "原始邮件",
      "原始郵件",
    ],
  },
];

/** The words of every language as the alternatives of a pattern, the longest first. */
export function anyOf(words: (head: MailHead) => readonly string[]): string {
  const all = MAIL_HEADS.flatMap(words).map((word) => word.replace(/'/g, "['’]"));
  return all.sort((a, b) => b.length - a.length).join("|");
}
