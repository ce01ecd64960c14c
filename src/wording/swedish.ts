import type { Language } from "./language.js";

export const swedish: Language = {
  subjects: {
    failure: ["olevererbart", "kan inte levereras", "ej levererat"],
    delay: ["fördröjd", "försenat", "leveransen är försenad"],
    delivered: ["levererat", "vidarebefordrat"],
    read: ["läst", "oläst", "inte läst"],
    autoReply: ["automatiskt svar", "autosvar", "frånvaro", "frånvarande"],
    meeting: [
      "accepterat",
      "accepterad",
      "avböjt",
      "avböjd",
      "preliminärt",
      "inställt",
      "inställd",
    ],
    recall: ["återkalla", "återkallat", "återkallelse"],
    quarantine: ["karantänmeddelande"],
  },
  sentences: {
    failure: [
      /olevererbart|(?:kunde|kan) inte leverera|leverans(?:en)? .{0,40}misslyckades|gick inte att leverera/i,
      /avvisade (?:ditt )?meddelande|har inte levererats/i,
    ],
    delay: [
      /leverans(?:en)? .{0,60}(?:försen|fördröj)|meddelande\S{0,3} .{0,140}(?:försenat|fördröjt)|har (?:ännu )?inte levererats ännu|fortsätter att försöka/i,
    ],
    delivered: [/har levererats till|leverans(?:en)? .{0,80}(?:är slutförd|slutförts)/i],
    read: [/lästes den|läskvitto|togs bort utan att läsas/i],
    autoReply: [
      /automatiskt svar|autosvar|jag är .{0,30}(?:bortrest|på semester|frånvarande|inte på kontoret)/i,
    ],
    recall: [/vill återkalla meddelandet/i],
    quarantine: [/meddelanden? (?:\S{1,20} ){0,3}i karantän|karantänmeddelande/i],
  },
  causes: {
    unknownRecipient:
      /(?:e-post)?adress(?:en)? .{0,60}(?:hittades inte|gick inte att hitta)|hittades inte (?:på|i|hos)|(?:okänd mottagare|mottagaren (?:är okänd|finns inte))/i,
    mailboxFull: /(?<!(?:min|vår) )(?:postlåda|postlådan|inkorg|inkorgen) (?:.{0,60}[ ,])?full\b/i,
    tooLarge:
      /(?:meddelandet|mejlet|bilagan) (?:är |var )?för stor|överskrider (?:den )?(?:maximala|högsta|största) .{0,30}storlek/i,
    noPermission: /inte (?:har )?(?:behörighet|tillåtelse).{0,40}skicka/i,
    closedGroup: /(?:accepterar|tar) (?:bara|endast)(?: emot)? meddelanden från/i,
    invalidSender:
      /inte (?:kunde |har )?(?:identifiera\S{1,3}|känn\S{1,3}|erkän\S{1,3}) .{0,20}som en giltig avsändare/i,
    expired: /utan (?:att lyckas|resultat|framgång).{0,40}slutat|har slutat (?:att )?försöka/i,
  },
  labels: {
    generatingServer: ["genererande server", "server som genererade meddelandet"],
    reply: ["statuskod", "rapporterat fel", "fel", "felinformation"],
    rejectedBy: [
      "meddelandet avvisades av",
      "meddelande avvisat av",
      "fjärrserver",
      "mottagande server",
    ],
    generatedBy: ["dsn genererat av", "dsn genererades av", "meddelande genererat av"],
    sender: ["avsändaradress", "avsändarens adress"],
    recipient: ["mottagaradress", "mottagarens adress"],
    subject: ["ämne"],
    messageId: ["meddelande-id"],
    date: ["datum då det skapades", "skapat", "skapad", "datum för skapande"],
  },
  addressed: [["ditt meddelande till", "k"]],
  lure: /(?:lösenord(?:et)?|konto(?:t)?|postlåda(?:n)?) (?:upphör|går ut|har gått ut|kommer att (?:stängas|inaktiveras|spärras))|din (?:postlåda|inkorg|lagring) är (?:nästan )?full|(?:verifiera|bekräfta|uppdatera) ditt (?:konto|lösenord)|(?:inkommande|väntande|blockerade) (?:e-post|meddelanden)|(?:paket(?:et)?|försändelse(?:n)?)\b.{0,60}(?:inte (?:kunde )?levereras|tull|avgift)/i,
  press: /klicka (?:här|på)|frigör meddelanden|logga in/i,
  otherMatters:
    /\b(?:brev(?:et)?|brevbärare\w?|paket(?:et)?|dörr(?:en)?|trappuppgång|kort(?:et)?|beställning(?:en)?)\b/i,
  mail: /(?<![a-zåäö])(?:e-?post|mejl\w{0,3}|mail(?:et|en|s)?|inkorg\w{0,2})(?![a-zåäö])/i,
  unsubscribe: /avprenumerera|avregistrera/i,
};
