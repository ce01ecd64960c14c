import type { Language } from "./language.js";

export const dutch: Language = {
  subjects: {
    failure: ["onbestelbaar", "niet bezorgd", "niet afgeleverd"],
    delay: ["vertraagd", "bezorging vertraagd"],
    delivered: ["bezorgd", "afgeleverd", "doorgestuurd"],
    read: ["gelezen", "niet gelezen"],
    autoReply: ["automatisch antwoord", "afwezig", "niet aanwezig"],
    meeting: ["geaccepteerd", "geweigerd", "afgewezen", "voorlopig", "geannuleerd"],
    recall: ["intrekken", "ingetrokken", "bericht intrekken"],
    quarantine: ["quarantainemelding"],
  },
  sentences: {
    failure: [
      /onbestelbaar|(?:kan|kon) niet worden (?:bezorgd|afgeleverd)|(?:bezorging|aflevering) .{0,40}mislukt/i,
      /(?:niet bezorgen|niet afleveren) (?:bij|aan)|heeft (?:je|uw) bericht (?:geweigerd|afgewezen)|is niet bezorgd/i,
    ],
    delay: [
      /(?:bezorging|aflevering) .{0,60}vertraagd|bericht .{0,140}vertraagd|nog niet (?:bezorgd|afgeleverd)|blijft proberen/i,
    ],
    delivered: [
      /is (?:met succes |correct )?(?:bezorgd|afgeleverd) (?:bij|aan)|(?:bezorging|aflevering) .{0,80}voltooid/i,
    ],
    read: [/is gelezen op|leesbevestiging|verwijderd zonder te zijn gelezen/i],
    autoReply: [
      /automatisch antwoord|afwezigheids(?:bericht|melding)|ik ben .{0,30}(?:afwezig|met vakantie|op vakantie|niet op kantoor)/i,
    ],
    recall: [/wil het bericht .{0,200}intrekken/i],
    quarantine: [/berichten? (?:\S{1,20} ){0,3}in quarantaine|quarantainemelding/i],
  },
  causes: {
    unknownRecipient:
      /(?:e-mail)?adres .{0,60}niet (?:worden )?gevonden|is niet gevonden (?:op|bij|in)|(?:geadresseerde|ontvanger) (?:is )?onbekend|adres bestaat niet/i,
    mailboxFull:
      /(?<!\b(?:mijn|ons|onze) )\b(?:postvak|postbus|mailbox|inbox) (?:.{0,60}[ ,])?vol\b/i,
    tooLarge:
      /(?:bericht|bijlage) (?:is )?te groot|overschrijdt de (?:maximale|maximaal toegestane) .{0,20}(?:grootte|omvang)/i,
    noPermission:
      /niet (?:gemachtigd|bevoegd) .{0,60}(?:verzenden|sturen|te zenden)|geen (?:machtiging|toestemming|bevoegdheid|rechten).{0,60}(?:verzenden|sturen|te zenden)/i,
    closedGroup: /accepteert alleen berichten van/i,
    invalidSender: /niet (?:is |wordt |bent |werd )?herkend als (?:een )?geldige afzender/i,
    expired: /zonder (?:succes|resultaat).{0,40}gestopt|is gestopt met (?:proberen|pogingen)/i,
  },
  labels: {
    generatingServer: [
      "bronserver",
      "genererende server",
      "server die het bericht heeft gegenereerd",
    ],
    reply: ["statuscode", "gerapporteerde fout", "gemelde fout", "fout", "foutdetails"],
    rejectedBy: [
      "bericht geweigerd door",
      "bericht afgewezen door",
      "externe server",
      "ontvangende server",
    ],
    generatedBy: ["dsn gegenereerd door", "melding gegenereerd door"],
    sender: ["adres van afzender", "adres afzender", "afzenderadres"],
    recipient: ["adres van geadresseerde", "adres van ontvanger", "adres ontvanger"],
    subject: ["onderwerp"],
    messageId: ["bericht-id", "bericht id"],
    date: ["datum gemaakt", "gemaakt op", "verzenddatum", "aanmaakdatum"],
  },
  addressed: [
    ["je bericht aan", "k"],
    ["uw bericht aan", "k"],
    ["je bericht aan", "is niet"],
    ["uw bericht aan", "is niet"],
    ["bericht is niet bezorgd bij", "omdat"],
  ],
  lure: /(?:wachtwoord|account|postvak|mailbox) (?:verloopt|is verlopen|wordt .{0,30}(?:gesloten|gedeactiveerd|geblokkeerd|verwijderd))|(?:je|uw) (?:postvak|mailbox|opslag) is (?:bijna )?vol|(?:verifieer|bevestig|valideer|werk) (?:je|uw) (?:account|postvak|mailbox|wachtwoord)|(?:inkomende|wachtende|geblokkeerde|tegengehouden) (?:e-?mails?|berichten)|(?:pakket|zending)\b.{0,60}(?:niet (?:worden )?(?:bezorgd|afgeleverd)|vastgehouden|douane|kosten)/i,
  press: /klik (?:hier|op)|berichten vrijgeven|druk op|meld u aan|log in/i,
  otherMatters:
    /\b(?:brief|brieven|brievenbus|pakket(?:je)?|zending|voordeur|deur|poort|pasje|bestelling|betaling)\b/i,
  mail: /\b(?:e-?mails?|mails?|mailtje|mailadres)\b/i,
  unsubscribe: /\b(?:uitschrijven|afmelden)\b/i,
};
