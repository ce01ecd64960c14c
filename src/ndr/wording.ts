/**
 * What reports and their look-alikes say, as data: add a line for another system or language.
 * Each pattern is matched against one line or the subject; all are linear.
 */

/** Subjects and opening lines of failure reports. */
export const FAILURE: readonly RegExp[] = [
  /\bundeliver(?:able|ed)\b/i,
  /\bun(?:able to|successful(?:ly)?) deliver/i,
  /\b(?:delivery|mail|message|transmission) (?:status notification \(failure\)|(?:has )?fail(?:ure|ed)|error|report)/i,
  /\bdelivery (?:to (?:the|these) following (?:recipients?|address(?:es)?)|has failed|was aborted|attempt)/i,
  /\b(?:returned mail|mail delivery (?:system|subsystem|failed)|failure notice|non-?delivery|bounced? (?:mail|message|notification))\b/i,
  /\b(?:couldn.t|could not|cannot|can.t|wasn.t able to|was not able to|unable to|not) be (?:delivered|sent|reached)\b/i,
  /\b(?:wasn.t|was not|not) (?:been )?(?:able to deliver|delivered|deliverable)\b/i,
  /\b(?:unable|failed|not able) to (?:deliver|send|relay)\b/i,
  /\bthis is the mail system at host\b|\bpermanent(?: fatal)? errors?\b|\bdelivery userid\b/i,
  /\bdid not reach\b|\brejected your message\b|\breturned to sender\b|\bmail (?:was )?bounced\b|\bwasn.t found at\b/i,
  /\bdelivery status notification\b|\bmail system error\b|\bcould not be (?:delivered|found)\b/i,
  /unzustellbar|konnte nicht zugestellt|zustellung .{0,40}fehlgeschlagen|nicht übermittelt/i,
  /non remis|échec de la remise|n'a pas pu être remis|échec de livraison/i,
  /no se (?:puede|pudo) entregar|no entregado|error en la entrega|no se ha podido entregar/i,
  /non recapitabile|consegna non riuscita|recapito non riuscito|impossibile recapitare/i,
  /onbestelbaar|niet worden (?:bezorgd|afgeleverd)|bezorging .{0,40}mislukt/i,
  /não (?:foi possível|pôde) (?:entregar|ser entregue)|não entregue|falha na entrega/i,
  /kunde inte levereras|olevererbart|leverans .{0,40}misslyckades/i,
  /niedostarczalne|nie można dostarczyć|dostarczenie nie powiodło/i,
  /nedoručitelné|nelze doručit|doručení .{0,40}se nezdařilo/i,
  /teslim edilemedi|teslim edilemeyen/i,
  /не удалось доставить|недоставленное|доставка не выполнена/i,
  /配信不能|配信できません|送信できませんでした|未配信|エラーメッセージ/,
  /배달되지 않음|배달하지 못했|배달할 수 없/,
  /未传递|无法传递|未送达|传递失败|傳遞失敗|無法傳遞|退信/,
];

/** The server is still trying. */
export const DELAY: readonly RegExp[] = [
  /\bdelivery (?:(?:of|to) .{1,80} )?(?:is|has been) delayed\b/i,
  /\bdelivery (?:status notification \()?delay(?:ed)?\b/i,
  /\bhas(?:n.t| not) been delivered yet\b/i,
  /\bwarning message only\b|\byou do not need to resend\b|\bno action is required on your part\b/i,
  /\bwill (?:continue to be attempted|keep trying|be retried|continue trying|retry)\b/i,
  /\bcould not send message for past\b|\bmessage still undelivered after\b|\bdelayed mail\b|\bmessage delayed\b/i,
  /verzögert|livraison .{0,20}(?:est )?retardée|entrega .{0,20}retras|consegna .{0,20}ritard/i,
  /配信(?:の遅延|が遅れて)|配信遅延/,
];

/** It arrived: a report, but a good one. */
export const DELIVERED: readonly RegExp[] = [
  /\bdelivery to (?:these|the following) (?:recipients?(?: or groups)?|address(?:es)?) is complete\b/i,
  /\b(?:was|were|has been|been) successfully (?:delivered|relayed)\b/i,
  /\byour message has been delivered to the following\b|\bdelivery status notification \(success\)/i,
  /\bno delivery notification was sent by the destination\b|^(?:relayed|delivered|zugestellt|weitergeleitet|remis|transmis):/i,
];

/** Somebody opened it. */
export const READ: readonly RegExp[] = [
  /^(?:read|not read|gelesen|ungelesen|lu|non lu|leído|letto|gelezen|lida)\s*:/i,
  /\b(?:was|has been) (?:read|displayed) (?:on|at)\b|\breturn receipt for the mail\b|\bread receipt\b/i,
];

export const AUTO_REPLY: readonly RegExp[] = [
  /\bautomatic reply\b|\bout of (?:the )?office\b|\bauto-?repl(?:y|ied)\b|\bauto-?response\b|\bautomated response\b/i,
  /\b(?:i am|i'm|i will be) (?:currently )?(?:out of|away from|on (?:vacation|leave|holiday))\b/i,
  /automatische antwort|abwesenheitsnotiz|réponse automatique|absence du bureau|respuesta automática|risposta automatica|automatisch antwoord|resposta automática|autosvar|autom(?:atická|atyczna) odpow/i,
];

export const MEETING: readonly RegExp[] = [
  /^(?:accepted|declined|tentative|tentatively accepted|canceled|cancelled|zugesagt|abgelehnt|mit vorbehalt|accepté|refusé|aceptada|rechazada|accettato|rifiutato)\s*:/i,
  /\byou have been invited to\b|\bjoin microsoft teams meeting\b|\bmeeting id\s*:/i,
  /\bwould like to recall the message\b/i,
];

/** Words of mail that plays the bounce to get a click. */
export const IMITATION: readonly RegExp[] = [
  /\b(?:password|account|mailbox) (?:will )?(?:expires?|expire today|be (?:closed|deactivated|suspended|terminated))\b/i,
  /\bmailbox (?:storage )?is (?:almost )?full\b.{0,120}(?:\bclick\b|https?:)/i,
  /\b(?:release|retrieve|recover) (?:your |all )?(?:held |pending |undelivered )?messages\b/i,
  /\bkeep (?:the )?same password\b|\b(?:verify|confirm|validate|upgrade|re-?activate) your (?:account|mailbox|password|identity)\b/i,
  /\b(?:release|retrieve|recover|view|fix) (?:your |the )?(?:pending|held|undelivered|blocked|quarantined) (?:e?-?mails?|messages?)\b/i,
  /\b(?:\(?\d+\)?) (?:pending|incoming|undelivered|blocked|unread) (?:e?-?mails?|messages?)\b.{0,80}\b(?:click|https?:|password|storage)/i,
];

/** Headings of Exchange's part for administrators, and its label for the reporting server. */
export const EXCHANGE_GENERATING_SERVER =
  /(?:generating server|generierende[rn]? server|serveur (?:de génération|générateur|de création)|servidor (?:de generación|generador|gerador|que lo generó)|server (?:di generazione|generatore|che ha generato[^:\n]{0,30})|genererende server|generator(?:server)?|serwer (?:generujący|źródłowy)|generující server|oluşturan sunucu|создающий сервер|生成服务器|產生伺服器|生成サーバー|생성하는 서버|생성 서버|サーバーを生成しています)[ \t]*[:：]/i;

export function someLine(patterns: readonly RegExp[], lines: readonly string[]): boolean {
  return lines.some((line) => patterns.some((pattern) => pattern.test(line)));
}
