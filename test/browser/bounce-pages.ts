/** A bounce as a mail program shows it: what stands in it, in the words of its language. */
export interface BouncePage {
  readonly layout: "classic" | "new";
  readonly language: keyof typeof WORDS;
  readonly recipient: string;
  readonly subject: string;
  /** Below the headline, for people. */
  readonly happened: string;
  /** The server's words, with their code. */
  readonly reply: string;
  /** Over the bar between the three boxes of the new layout. */
  readonly problem?: string;
}

export interface Looks {
  readonly theme: "light" | "dark";
  readonly font: string;
}

const SENDER = "jonas.weber@contoso.example";
const SERVER = "AM0PR08MB3045.eurprd08.prod.outlook.com";

/** The fixed words of Exchange's two layouts. */
const WORDS = {
  english: {
    failed: "Delivery has failed to these recipients or groups:",
    diagnostics: "Diagnostic information for administrators:",
    generating: "Generating server:",
    returned: "Remote Server returned",
    headers: "Original message headers:",
    headline: (to: string) => `Your message to ${to} couldn't be delivered.`,
    boxes: ["Sender", "Action Required", "Recipient"],
    admins: "More Info for Email Admins",
    status: "Status code:",
    details: "Original Message Details",
    created: "Created Date:",
    from: "Sender Address:",
    to: "Recipient Address:",
    subject: "Subject:",
    errors: "Error Details",
    error: "Error:",
    rejectedBy: "Message rejected by:",
  },
  german: {
    failed: "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:",
    diagnostics: "Diagnoseinformationen für Administratoren:",
    generating: "Generierender Server:",
    returned: "Remote Server returned",
    headers: "Ursprüngliche Nachrichtenkopfzeilen:",
    headline: (to: string) => `Ihre Nachricht an ${to} konnte nicht zugestellt werden.`,
    boxes: ["Absender", "Aktion erforderlich", "Empfänger"],
    admins: "Weitere Informationen für E-Mail-Administratoren",
    status: "Statuscode:",
    details: "Ursprüngliche Nachrichtendetails",
    created: "Erstellungsdatum:",
    from: "Absenderadresse:",
    to: "Empfängeradresse:",
    subject: "Betreff:",
    errors: "Fehlerdetails",
    error: "Fehler:",
    rejectedBy: "Nachricht abgelehnt von:",
  },
  french: {
    failed: "Échec de la remise à ces destinataires ou groupes :",
    diagnostics: "Informations de diagnostic pour les administrateurs :",
    generating: "Serveur de génération :",
    returned: "Remote Server returned",
    headers: "En-têtes de message d’origine :",
    headline: (to: string) => `Votre message à ${to} n’a pas pu être remis.`,
    boxes: ["Expéditeur", "Action requise", "Destinataire"],
    admins: "Informations supplémentaires pour les administrateurs de messagerie",
    status: "Code d’état :",
    details: "Détails du message d’origine",
    created: "Date de création :",
    from: "Adresse de l’expéditeur :",
    to: "Adresse du destinataire :",
    subject: "Objet :",
    errors: "Détails de l’erreur",
    error: "Erreur :",
    rejectedBy: "Message rejeté par :",
  },
} as const;

/** The page of a bounce, as wide as a reading pane. */
export function pageOf(bounce: BouncePage, looks: Looks): string {
  return `<!doctype html><meta charset="utf-8"><style>${styleOf(looks)}</style>
    <main>${bounce.layout === "classic" ? classic(bounce) : newer(bounce)}</main>`;
}

function classic({ language, recipient, happened, reply, subject }: BouncePage): string {
  const words = WORDS[language];
  return `
    <h2>${words.failed}</h2>
    <p><a>${recipient}</a><br>${happened}</p><hr>
    <h3>${words.diagnostics}</h3>
    <p>${words.generating} ${SERVER}</p>
    <p>${recipient}<br>${words.returned} '${reply}'</p>
    <p>${words.headers}</p>
    <pre>Received: from ${SERVER} (2001:db8::15) by
 ${SERVER} (2001:db8::15) with Microsoft
 SMTP Server id 15.20.7472.44; Wed, 18 Nov 2026 16:40:11 +0000
From: Jonas Weber &lt;${SENDER}&gt;
Subject: ${subject}</pre>`;
}

function newer({
  language,
  recipient,
  happened,
  reply,
  subject,
  problem = "",
}: BouncePage): string {
  const words = WORDS[language];
  const name = (address: string) => address.split("@", 1)[0] ?? address;
  const code = /^\d{3} [\d.]+/.exec(reply)?.[0] ?? "";
  const table = (rows: readonly (readonly [string, string])[]) =>
    `<table>${rows.map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`).join("")}</table>`;
  return `
    <h1>${words.headline(`<a>${recipient}</a>`)}</h1>
    <p class="large">${happened}</p>
    <div class="boxes">
      <div><b>${name(SENDER)}</b><i></i><small>${words.boxes[0]}</small></div>
      <div><b>Office 365</b><i class="bad"></i><small><u>${words.boxes[1]}</u></small></div>
      <div><b>${name(recipient)}</b><i></i><small>${words.boxes[2]}</small></div>
    </div>
    <p class="problem">${problem}</p><hr>
    <h3>${words.admins}</h3>
    <p><em>${words.status} ${code}</em></p>
    <h4>${words.details}</h4>
    ${table([
      [words.created, "11/19/2026 2:21:37 PM"],
      [words.from, SENDER],
      [words.to, recipient],
      [words.subject, subject],
    ])}
    <h4>${words.errors}</h4>
    ${table([
      [words.error, reply],
      [words.rejectedBy, SERVER],
    ])}`;
}

function styleOf({ theme, font }: Looks): string {
  const [page, text, link, subtle] =
    theme === "light"
      ? ["#ffffff", "#242424", "#0563c1", "#666666"]
      : ["#292929", "#e8e8e8", "#6cb8f6", "#adadad"];
  return `
    body { margin: 0; background: ${page}; color: ${text}; font: 14.6px ${font}; }
    main { width: 760px; padding: 16px 20px; }
    h1 { font-size: 25px; font-weight: 400; margin: 6px 0 12px; } h2 { font-size: 18.6px; color: ${subtle}; margin: 4px 0 12px; }
    h3 { font-size: 16px; margin: 12px 0 8px; } h4 { font-size: 15px; margin: 12px 0 4px; }
    a { color: ${link}; text-decoration: underline; } pre { font: 12.5px "Liberation Mono", monospace; white-space: pre-wrap; color: ${subtle}; }
    hr { border: 0; border-top: 1px solid ${subtle}; } .large { font-size: 18px; } .problem { color: #c50f1f; }
    ${theme === "dark" ? ".problem { color: #ff8a8a; }" : ""}
    .boxes { display: flex; gap: 6px; text-align: center; } .boxes div { flex: 1; }
    .boxes i { display: block; height: 8px; margin: 6px 0; background: #107c10; } .boxes i.bad { background: #c50f1f; }
    table { border-collapse: collapse; } td { padding: 2px 14px 2px 0; vertical-align: top; } td:first-child { white-space: nowrap; color: ${subtle}; }`;
}
