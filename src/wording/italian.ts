import type { Language } from "./language.js";

export const italian: Language = {
  subjects: {
    failure: ["non recapitabile", "non recapitato", "mancato recapito", "recapito non riuscito"],
    delay: ["ritardato", "recapito ritardato"],
    delivered: ["recapitato", "inoltrato"],
    read: ["letto", "non letto"],
    autoReply: ["risposta automatica", "fuori sede", "fuori ufficio"],
    meeting: [
      "accettato",
      "accettata",
      "rifiutato",
      "rifiutata",
      "provvisorio",
      "annullato",
      "annullata",
    ],
    recall: ["richiamo", "richiamato", "rapporto richiamo messaggio"],
    quarantine: ["notifica di quarantena"],
  },
  sentences: {
    failure: [
      /non recapitabil[ei]|(?:recapito|consegna) (?:\S{1,20} ){0,8}non (?:è )?riuscit[oa]|mancat[oa] (?:recapito|consegna)|impossibile (?:recapitare|consegnare)/i,
      /non è stato (?:possibile )?(?:recapita|consegna)\S{1,4}|ha rifiutato il messaggio|messaggio .{0,80}non è stato recapitato/i,
    ],
    delay: [
      /(?:recapito|consegna) .{0,60}ritard|messaggio .{0,140}(?:ritardato|in ritardo)|non è (?:stato )?ancora (?:stato )?(?:recapitato|consegnato)|continuerà a (?:tentare|provare)/i,
    ],
    delivered: [
      /(?:recapito|consegna) .{0,80}(?:completat[oa]|è riuscit[oa])|è stato (?:recapitato|consegnato) (?:correttamente|ai seguenti)/i,
    ],
    read: [
      /è stato letto (?:il|in data)|conferma di lettura|eliminato senza essere (?:stato )?letto/i,
    ],
    autoReply: [/risposta automatica|fuori (?:sede|ufficio)|sono (?:in ferie|assente)/i],
    recall: [/desidera richiamare il messaggio|vuole richiamare il messaggio/i],
    quarantine: [/messagg[io]\S? (?:\S{1,20} ){0,3}in quarantena|notifica di quarantena/i],
  },
  causes: {
    unknownRecipient:
      /indirizzo .{0,60}non (?:è stato )?trovato|impossibile trovare (?:l['’]|il )(?:indirizzo|destinatario)|non è stato trovato (?:in|presso|nel)|destinatario (?:sconosciuto|inesistente|non esiste)/i,
    mailboxFull: /(?<!\b(?:mia|nostra) )(?:cassetta postale|casella)(?: (?:.{0,60}[ ,])?)piena/i,
    tooLarge:
      /(?:messaggio|allegato) (?:è )?troppo (?:grande|lungo|pesante)|supera (?:le dimensioni|la dimensione) (?:massim[ae]|consentit[ae])/i,
    noPermission:
      /non (?:si dispone|disponi|dispone|ha|hai) (?:dell['’]|l['’]|delle |del )?(?:autorizzazion[ei]|permesso).{0,40}invi/i,
    closedGroup: /accetta (?:solo|soltanto|solamente) messaggi da/i,
    invalidSender: /non (?:sei stato |è stato )?riconosciut[oa] come mittente valido/i,
    expired:
      /senza (?:riuscirci|successo|esito).{0,40}(?:interrotto|smesso)|ha smesso di (?:tentare|provare)/i,
  },
  labels: {
    generatingServer: [
      "server di generazione",
      "server generatore",
      "server che ha generato il rapporto",
      "server che ha generato il messaggio",
    ],
    reply: ["codice di stato", "errore segnalato", "errore", "dettagli errore"],
    rejectedBy: ["messaggio rifiutato da", "server remoto", "server di ricezione"],
    generatedBy: ["dsn generato da", "notifica generata da"],
    sender: ["indirizzo mittente", "indirizzo del mittente"],
    recipient: ["indirizzo destinatario", "indirizzo del destinatario"],
    subject: ["oggetto"],
    messageId: ["id messaggio", "id del messaggio"],
    date: ["data creazione", "data di creazione", "data di invio"],
  },
  addressed: [
    ["il messaggio a", "non"],
    ["il messaggio per", "non"],
    ["messaggio non è stato recapitato a", "perché"],
    ["messaggio non è stato consegnato a", "perché"],
  ],
  lure: /(?:password|account|casella) (?:scade|è scaduta|scadrà|verrà (?:chius|disattivat|sospes|eliminat|bloccat)[oa])|la (?:tua|sua) casella è (?:quasi )?piena|(?:verifica|conferma|convalida|aggiorna|verifichi|confermi) (?:il tuo|la tua|il suo|la sua) (?:account|casella|password)|(?:messaggi|e-?mail) (?:in arrivo|in sospeso|bloccat[ie]|trattenut[ie])|(?:pacco|spedizione)\b.{0,60}(?:non (?:è stato|può essere) consegnat|in attesa|dogan|spese)/i,
  press:
    /fai clic|fare clic|clicca|cliccare|rilascia(?:re)? (?:i )?messaggi|premi (?:qui|il pulsante)/i,
  otherMatters:
    /\b(?:letter[ae]|pacc(?:o|hi)|raccomandata|postino|porta|portone|chiavi|bonifico|ordine)\b/i,
  mail: /\b(?:e-?mails?|mail|posta elettronica|casella di posta)\b/i,
  unsubscribe: /disiscriv|annulla(?:re)? l['’]iscrizione|cancella(?:re)? l['’]iscrizione/i,
};
