import type { Language } from "./language.js";

export const polish: Language = {
  subjects: {
    failure: ["niedostarczalne", "nie można dostarczyć", "niedostarczona", "niedostarczone"],
    delay: ["opóźnienie", "opóźniona", "opóźnione"],
    delivered: ["dostarczono", "przekazano"],
    read: ["przeczytano", "przeczytane", "nie przeczytano", "nieprzeczytane"],
    autoReply: ["automatyczna odpowiedź", "odpowiedź automatyczna", "autoodpowiedź", "poza biurem"],
    meeting: [
      "zaakceptowano",
      "zaakceptowane",
      "odrzucono",
      "odrzucone",
      "wstępnie zaakceptowane",
      "wstępna akceptacja",
      "odwołane",
      "anulowane",
    ],
    recall: ["odwołanie", "odwołaj", "wycofanie"],
    quarantine: ["powiadomienie o kwarantannie"],
  },
  sentences: {
    failure: [
      /niedostarczaln|nie można (?:było )?dostarczyć|nie udało się dostarczyć|dostarcz(?:enie|anie) .{0,80}nie powiodło/i,
      /nie została? dostarczon[ay]|odrzucił[ao]? (?:twoją |państwa )?wiadomość/i,
    ],
    delay: [
      /dostarcz(?:enie|anie) .{0,60}opóźni|wiadomość .{0,140}opóźnion|nie została jeszcze dostarczona|będzie nadal próbować|próby dostarczenia będą kontynuowane/i,
    ],
    delivered: [/została (?:pomyślnie )?dostarczona do|dostarcz(?:enie|anie) .{0,80}zakończon/i],
    read: [/została? przeczytana|potwierdzenie przeczytania|usunięt[ay] bez przeczytania/i],
    autoReply: [
      /automatyczna odpowiedź|odpowiedź automatyczna|jestem (?:obecnie )?(?:poza biurem|na urlopie|nieobecn[ay])/i,
    ],
    recall: [/chce (?:odwołać|wycofać) wiadomość|chciał(?:a)?by (?:odwołać|wycofać) wiadomość/i],
    quarantine: [/wiadomości (?:\S{1,20} ){0,3}w kwarantannie|powiadomienie o kwarantannie/i],
  },
  causes: {
    unknownRecipient:
      /adres(?:u)? .{0,60}nie (?:został )?(?:znaleziono|znaleziony|odnaleziono|można odnaleźć|istnieje)|nie (?:znaleziono|można (?:odnaleźć|znaleźć)) .{0,40}(?:adres|adresat|odbiorc)\S{0,3}|(?:adresat|odbiorca) (?:jest )?nieznany/i,
    mailboxFull: /(?<!(?:moja|nasza) )skrzynk[ai] (?:.{0,60}[ ,])?(?:pełna|przepełniona)/i,
    tooLarge: /wiadomość jest (?:zbyt|za) duża|przekracza .{0,30}rozmiar/i,
    noPermission:
      /nie (?:masz|ma|posiadasz) (?:uprawnień|pozwolenia|uprawnienia).{0,40}(?:wysyłani|wysłani|wysyłać)/i,
    closedGroup: /(?:akceptuje|przyjmuje) (?:tylko|wyłącznie) wiadomości od/i,
    invalidSender: /nie (?:został\S{0,2} )?rozpoznan\S{1,2} jako prawidłowy nadawca/i,
    expired: /bez powodzenia.{0,40}(?:zaprzesta|przesta)|zaprzestał prób/i,
  },
  labels: {
    generatingServer: ["serwer generujący", "serwer źródłowy", "generowanie serwera"],
    reply: ["kod stanu", "zgłoszony błąd", "błąd", "szczegóły błędu"],
    rejectedBy: ["wiadomość odrzucona przez", "serwer zdalny", "serwer odbierający"],
    generatedBy: [
      "powiadomienie dsn wygenerowane przez",
      "dsn wygenerowane przez",
      "powiadomienie wygenerowane przez",
    ],
    sender: ["adres nadawcy"],
    recipient: ["adres odbiorcy", "adres adresata"],
    subject: ["temat"],
    messageId: ["identyfikator wiadomości", "id wiadomości"],
    date: ["data utworzenia", "data wysłania"],
  },
  addressed: [
    ["wiadomości do", "nie"],
    ["twojej wiadomości do", "nie"],
  ],
  lure: /(?:hasło|konto|skrzynka) (?:wygasa|wygasło|zostanie (?:zamknięt|dezaktywowan|zawieszon|usunięt|zablokowan)[aeo])|(?:twoja|państwa) skrzynka .{0,30}jest (?:prawie )?pełna|(?:zweryfikuj|potwierdź|zaktualizuj) (?:swoje )?(?:konto|hasło|skrzynkę)|(?:przychodzące|oczekujące|zablokowane|wstrzymane) (?:e-?maile|wiadomości)|(?:paczka|przesyłka)\b.{0,60}(?:nie (?:mogła|została)|wstrzyman|opłat|cło)/i,
  press: /kliknij|zwolnij wiadomości|zaloguj się|naciśnij/i,
  otherMatters:
    /\b(?:listonosz|paczk[aęi]|przesyłk[aęi]|drzwi|bramie|kart[aę]|przelew|zamówieni[ea]|polecony)\b/i,
  mail: /\b(?:(?:e-?)?mail(?:a|e|em|i|u|ach)?\b|poczt[aęy] elektroniczn\w{1,3})/i,
  unsubscribe: /wypisz się|rezygnacj|anuluj subskrypcję/i,
};
