import type { Language } from "./language.js";

export const german: Language = {
  subjects: {
    failure: ["unzustellbar", "nicht zustellbar", "nicht zugestellt"],
    delay: ["verzögert", "zustellung verzögert"],
    delivered: ["zugestellt", "weitergeleitet", "übermittelt"],
    read: ["gelesen", "ungelesen", "nicht gelesen"],
    autoReply: ["automatische antwort", "abwesend", "abwesenheitsnotiz"],
    meeting: ["zugesagt", "abgelehnt", "mit vorbehalt", "abgesagt", "neuer zeitvorschlag"],
    recall: ["rückruf", "zurückrufen", "nachrichtenrückruf"],
    quarantine: ["quarantänebenachrichtigung", "quarantäne-benachrichtigung"],
  },
  sentences: {
    failure: [
      /unzustellbar|nicht (?:zugestellt|gesendet) werden|fehler bei der (?:nachrichten)?zustellung|zustellung .{0,60}fehlgeschlagen/i,
      /nicht (?:übermittelt|zustellbar)|wurde nicht zugestellt|zurückgewiesen, die an die folgenden/i,
    ],
    delay: [
      /zustellung .{0,80}verzögert|nachricht .{0,140}verzögert|(?:wird|werden|versucht) (?:es|wir es)? ?weiter(?:hin)?|noch nicht zugestellt|wird weiterhin versucht/i,
    ],
    delivered: [
      /(?:wurde|ist) erfolgreich (?:zugestellt|übermittelt)|übermittlung an .{0,80}abgeschlossen/i,
    ],
    read: [/wurde am .{0,60}gelesen|lesebestätigung|ungelesen gelöscht/i],
    autoReply: [
      /automatische antwort|abwesenheitsnotiz|abwesenheitsnachricht|(?:bin|befinde mich) .{0,40}(?:nicht im (?:büro|haus)|im urlaub|außer haus|abwesend)/i,
    ],
    recall: [/möchte die nachricht .{0,200}zurückrufen/i],
    quarantine: [
      /nachrichten? (?:\S{1,20} ){0,3}(?:in|unter) (?:der |die )?quarantäne|quarantäne.?benachrichtigung/i,
    ],
  },
  causes: {
    unknownRecipient:
      /e-mail-adresse .{0,60}nicht gefunden(?: werden)?|wurde (?:in|bei) \S{1,255} nicht gefunden|empfänger(?:adresse)? (?:(?:ist|wurde) )?(?:unbekannt|nicht gefunden)|(?:adresse|empfänger) existiert nicht|nicht im .{0,40}(?:verzeichnis|adressbuch) (?:aufgeführt|enthalten|gefunden)/i,
    mailboxFull:
      /(?<!\b(?:mein|unser) )\b(?:postfach|posteingang|mailbox) (?:.{0,60}[ ,])?voll\b|postfach .{0,60}(?:speicher|größen|kontingent)\S{0,20} .{0,20}(?:erreicht|überschritten)/i,
    tooLarge:
      /(?:nachricht|mail|anhang|anhänge)(?: (?:ist|war|sind|waren))? zu groß|überschreitet die .{0,30}(?:größe|nachrichtengröße)/i,
    noPermission:
      /darf .{0,30}nicht (?:hin)?(?:schicken|senden|schreiben)|nicht (?:berechtigt|die berechtigung|über die berechtigung).{0,60}(?:senden|sendeberechtigung)|keine (?:berechtigung|erlaubnis).{0,60}(?:senden|zu schicken)/i,
    closedGroup: /(?:akzeptiert|nimmt) nur nachrichten von/i,
    invalidSender: /nicht als gültiger absender erkannt/i,
    expired:
      /ohne erfolg .{0,40}zuzustellen|zustellversuche .{0,30}eingestellt|zustellung .{0,40}aufgegeben/i,
  },
  labels: {
    generatingServer: ["generierender server", "generierende server"],
    reply: ["statuscode", "gemeldeter fehler", "fehler", "fehlerdetails"],
    rejectedBy: [
      "nachricht abgelehnt von",
      "nachricht zurückgewiesen von",
      "remoteserver",
      "empfangender server",
    ],
    generatedBy: ["dsn generiert von", "dsn erstellt von", "benachrichtigung generiert von"],
    sender: ["absenderadresse"],
    recipient: ["empfängeradresse"],
    subject: ["betreff"],
    messageId: ["nachrichten-id"],
    date: ["erstellungsdatum", "erstellt am", "sendedatum"],
  },
  addressed: [
    ["ihre nachricht an", "konnte"],
    ["ihre nachricht an", "wurde"],
    ["nachricht wurde nicht an", "zugestellt"],
    ["nachricht konnte nicht an", "zugestellt"],
    ["beim senden ihrer nachricht an", "ist"],
    ["beim senden der nachricht an", "ist"],
  ],
  lure: /(?:kennwort|passwort|konto|postfach) (?:läuft .{0,30}ab|ist abgelaufen|wird .{0,40}(?:gesperrt|deaktiviert|geschlossen|gelöscht))|ihr (?:postfach|speicher|e-mail-speicher) ist (?:fast )?voll|(?:bestätigen|verifizieren|aktualisieren) sie ihr (?:e-mail-)?(?:konto|postfach|passwort|kennwort)|(?:zurückgehaltene|ausstehende|blockierte|eingehende) (?:e-mails?|nachrichten)|(?:paket|sendung|lieferung)\b.{0,60}(?:nicht zugestellt|zugestellt werden|zollgebühr|zurückgehalten)/i,
  press:
    /klicken sie|melden sie sich|hier (?:klicken|ansehen|anmelden|abrufen)|auf (?:den|diesen) (?:link|button)|nachrichten freigeben|jetzt (?:anmelden|bestätigen|freigeben)/i,
  otherMatters:
    /\b(?:briefe?|brief(?:kasten|träger)|einschreiben|pakete?|päckchen|sendung|lieferung|haustür|türe?|keller|postbote|überweisung|ec-karte|bestellung|antrag|navi|straße|datenbank)\b/i,
  mail: /\b(?:e-?mails?|mails?|mailadresse|mailserver|unzustellbar|postausgang|verteiler)\b/i,
  unsubscribe: /\b(?:abmelden|abbestellen|abmeldelink)\b/i,
};
