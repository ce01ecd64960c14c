/**
 * Where a server's words end and somebody's mail begins. A paste has no borders: the letter that
 * came back may stand right below the reply, or behind it where line breaks were lost. Nothing of
 * it may be shown, kept or sent to the helpdesk, so words are rather cut too early than too late.
 */

/** Longer replies are somebody's web page; the reason stands in front. */
const MAX_WORDS = 500;

/** No pattern below sees more than this. */
const MAX_RAW = 4000;

// Case matters: servers write "MAIL FROM:" and "rcpt to:", mail programs "From:" and "To:".
const HEADER_LABEL =
  /(?:^|\s)(?:Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Received|From|To|Cc|Sent|Date|Message-ID|Message-Id|Von|An|Gesendet|MIME-Version|Content-Type|Return-Path):(?:\s|$)/;
const RETURNED_MARK =
  /(?:^|\s)(?:original message(?: headers?)?|message headers?|ursprüngliche nachrichtenkopfzeilen|-{4,}|={4,}|_{4,})/i;
const SALUTATION =
  /(?:^|[\s.)])(?:Dear|Hi|Hello|Hey|Hallo|Liebe[rs]?|Sehr geehrte[rs]?|Guten Tag|Bonjour|Cher|Chère|Hola|Estimad[oa]s?|Ciao|Gentile|Beste|Caro|Cara)\s+[\p{L}"'][^\n]{0,40}?(?:,|!|$)/mu;

/** The server's part of a text: one line, without the mail behind it; `undefined` where nothing is left. */
export function serverWords(raw: string | undefined): string | undefined {
  if (raw === undefined) return undefined;
  const text = raw.slice(0, MAX_RAW);
  const ends = [HEADER_LABEL, RETURNED_MARK, SALUTATION].map((mark) => {
    const at = text.search(mark);
    return at < 0 ? text.length : at;
  });
  const said = text
    .slice(0, Math.min(...ends))
    .split(/\s+/)
    .join(" ")
    .replace(/^ ?(?:smtp|x-[\w-]{1,30}|dns|unix) ?; ?/i, "")
    .replace(/^ ?#* ?| ?(?:##)? ?$/g, "");
  return said.slice(0, MAX_WORDS).trim() || undefined;
}

const LABEL_LINE =
  /^[ \t]*\*?(?:from|sent|to|cc|bcc|subject|date|reply-to|von|gesendet|an|betreff|datum|de|envoyé|à|objet|date|para|enviado|asunto|da|inviato|oggetto|van|verzonden|aan|onderwerp|assunto)\*?[ \t]*:/i;
const SUBJECT_LINE =
  /^[ \t]*\*?(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto)\*?[ \t]*:/i;

/** A text without the From, Sent, To and Subject lines that mail programs put above a mail. */
export function withoutMailHeads(text: string): string {
  const lines = text.split("\n");
  const isLabel = lines.map((line) => LABEL_LINE.test(line.slice(0, 40)));
  return lines
    .filter((line, i) => {
      const isInBlock = isLabel[i] === true && (isLabel[i - 1] === true || isLabel[i + 1] === true);
      return !isInBlock && !SUBJECT_LINE.test(line.slice(0, 40));
    })
    .join("\n");
}
