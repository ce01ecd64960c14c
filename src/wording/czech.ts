import type { Language } from "./language.js";

export const czech: Language = {
  subjects: {
    failure: ["nedoručitelné", "nelze doručit", "nedoručeno"],
    delay: ["zpožděno", "doručení zpožděno"],
    delivered: ["doručeno", "předáno"],
    read: ["přečteno", "nepřečteno"],
    autoReply: ["automatická odpověď", "mimo kancelář"],
    meeting: ["přijato", "odmítnuto", "nezávazně", "předběžně přijato", "zrušeno"],
    recall: ["odvolání", "odvolat"],
    quarantine: ["oznámení o karanténě"],
  },
  sentences: {
    failure: [
      /nedoručiteln|nelze doručit|nepodařilo (?:se )?doručit|doručení .{0,80}se nezdařilo/i,
      /nebyla? doručena|odmítl[ao]? (?:vaši )?zprávu|nemohla být doručena/i,
    ],
    delay: [
      /doručení .{0,60}(?:je )?(?:zpožděn|opožděn)|zpráva .{0,140}(?:zpožděna|opožděna)|zatím nebyla doručena|bude (?:se )?(?:nadále|i nadále) pokoušet/i,
    ],
    delivered: [/byla (?:úspěšně )?doručena (?:příjemc|následujícím)|doručení .{0,80}dokončeno/i],
    read: [/byla přečtena|potvrzení o přečtení|odstraněna bez přečtení/i],
    autoReply: [/automatická odpověď|jsem (?:momentálně )?(?:mimo kancelář|na dovolené|nepřítom)/i],
    recall: [/(?:chce|by chtěl(?:a)?) odvolat zprávu/i],
    quarantine: [/zpráv[ya] (?:\S{1,20} ){0,3}v karanténě|oznámení o karanténě/i],
  },
  causes: {
    unknownRecipient:
      /adres[au] .{0,60}(?:nebyla nalezena|nebylo možné (?:najít|nalézt)|nelze (?:najít|nalézt)|neexistuje)|(?:nebyl[ao]? nalezen[ao]?) (?:v|na)\b|(?:neznámý příjemce|příjemce (?:neexistuje|není znám))/i,
    mailboxFull: /(?<!(?:moje|naše|má) )schránka (?:.{0,60}[ ,])?(?:plná|zaplněná|přeplněná)/i,
    tooLarge: /zpráva je příliš velká|překračuje maximální .{0,20}velikost/i,
    noPermission: /nemáte (?:oprávnění|povolení).{0,40}(?:odesíl|posíl|odesl|zasíl)/i,
    closedGroup: /přijímá (?:pouze|jen) zprávy od/i,
    invalidSender: /nebyl[ai]? (?:jste )?rozpoznán[ai]? jako platný odesílatel/i,
    expired: /(?:bez úspěchu|neúspěšně).{0,40}(?:přestal|ukončil)|přestal se pokoušet/i,
  },
  labels: {
    generatingServer: ["generující server", "server, který zprávu vygeneroval", "zdrojový server"],
    reply: [
      "stavový kód",
      "kód stavu",
      "ohlášená chyba",
      "nahlášená chyba",
      "chyba",
      "podrobnosti o chybě",
    ],
    rejectedBy: ["zprávu odmítl", "zprávu zamítl", "vzdálený server", "přijímající server"],
    generatedBy: ["oznámení dsn vygeneroval", "dsn vygeneroval", "oznámení vygeneroval"],
    sender: ["adresa odesílatele"],
    recipient: ["adresa příjemce"],
    subject: ["předmět"],
    messageId: ["id zprávy", "identifikátor zprávy"],
    date: ["datum vytvoření", "datum odeslání"],
  },
  addressed: [
    ["vaši zprávu pro", "se"],
    ["vaše zpráva pro", "n"],
    ["zprávu uživateli", "n"],
  ],
  lure: /(?:heslo|účet|schránka) (?:vyprší|vypršel[ao]?|bude (?:uzavřen|deaktivován|pozastaven|zrušen|zablokován)[ao]?)|vaše schránka .{0,20}je (?:téměř )?plná|(?:ověřte|potvrďte|aktualizujte) (?:svůj|své|svou) (?:účet|heslo|schránku)|(?:příchozí|čekající|blokované|zadržené) (?:e-?maily|zprávy)|(?:balík|zásilk[au])\b.{0,60}(?:ne(?:lze|mohl|byl)|zadržen|poplat|clo)/i,
  press: /klikněte|klepněte|uvolnit zprávy|přihlaste se/i,
  otherMatters: /\b(?:dopis|balík|zásilk[ay]|dveř\w{1,3}|karta|objednávk[ay]|pošťák)/i,
  mail: /\b(?:(?:e-?)?mail(?:e|em|u|y|ech)?\b|elektronick\w{1,3} poš\w{1,3})/i,
  unsubscribe: /odhlásit (?:se )?(?:z )?odběr|odhlásit se/i,
};
